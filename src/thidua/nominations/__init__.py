"""Dossiers: who is proposed for what, checked against the law, appraised."""
