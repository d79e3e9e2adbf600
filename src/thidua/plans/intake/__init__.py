"""From a file's bytes to its text and blocks, the kind of file told by its content."""
