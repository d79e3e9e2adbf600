"""Word files: a `Paper` as DOCX, over our own stripped base file."""
