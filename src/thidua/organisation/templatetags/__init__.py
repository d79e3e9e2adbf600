"""Template tags of `organisation`."""
