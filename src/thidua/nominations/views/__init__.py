"""Pages of dossiers and nominations, a file per subject."""
