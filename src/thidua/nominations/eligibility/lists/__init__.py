"""Screening lists that are kept: made from a unit's answers, read back, asked again."""
