"""Initiatives (sáng kiến) and their recognition."""
