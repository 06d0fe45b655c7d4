"""Funding: whether the work is in the budget and the money arrives."""
