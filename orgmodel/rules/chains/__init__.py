"""Chains: where responsibility breaks on its way down."""
