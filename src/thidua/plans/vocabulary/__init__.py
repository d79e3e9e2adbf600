"""The words of the field that the readers know: kinds of documents, bodies, well-known movements."""
