"""Councils, meetings, ballots and minutes."""
