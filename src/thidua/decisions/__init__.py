"""Decisions, certificates and reward money."""
