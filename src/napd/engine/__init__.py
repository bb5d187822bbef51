"""The engine: answers in, scores out. Checking, rolling up, scoring, results."""
