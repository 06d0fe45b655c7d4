"""Counterparts: which offices below carry what one office above hands down."""
