"""Pages of movements, a file per subject."""
