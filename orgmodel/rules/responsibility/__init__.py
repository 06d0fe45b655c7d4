"""Responsibility: one answer for each item, every unit and layer covered."""
