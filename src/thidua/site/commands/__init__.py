"""The commands of the product, one module each."""
