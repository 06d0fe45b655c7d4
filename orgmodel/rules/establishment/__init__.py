"""Establishment: bodies of the right size, with what belongs beside them."""
