"""Notices to people and the to-do list that is computed from their obligations."""
