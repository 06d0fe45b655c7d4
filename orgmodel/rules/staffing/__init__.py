"""Staffing: who does the work, how many and of what age, never who they are."""
