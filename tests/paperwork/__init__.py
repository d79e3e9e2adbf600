"""Tests of official documents: text, positions, structure, refusals."""
