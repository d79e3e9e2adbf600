"""The office's outgoing papers: drafted from live data, edited, numbered and frozen, issued, replaced."""
