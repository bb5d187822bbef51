"""Writing: whether something may be written in a place, and how: whole or not at all, and nothing lost for it."""
