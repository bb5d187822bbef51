"""The engine: answers in, scores out. Reading, checking, rolling up, scoring, results."""
