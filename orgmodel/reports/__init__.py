"""What a planner takes away: findings, explanations, indices and changes as data and as text."""
