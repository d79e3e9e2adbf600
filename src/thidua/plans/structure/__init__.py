"""From a file's blocks to the document's own shape: clean lines, head, foot, paragraphs, outline, roles."""
