"""Annexes in files of their own: stamped with number and moment, kept, sent along (Decree 30/2020, Annex I, III.1)."""
