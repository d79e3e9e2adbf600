"""Pages of councils and their meetings."""
