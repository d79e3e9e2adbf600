"""Copies: sao y, sao lục, trích sao of papers of the office and of papers from outside (Decree 30/2020, Art. 25-27)."""
