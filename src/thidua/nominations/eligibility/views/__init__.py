"""Pages of the questions to the law."""
