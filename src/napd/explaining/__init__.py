"""Explanations: why a score is what it is, what is missing, and what would change it; as data, and in words."""
