"""Answers: read from whatever people have, checked against the framework, and laid out as arrays."""
