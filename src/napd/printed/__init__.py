"""Printed: what people read of a rubric: its decision tables in few rows, its diagram, and answers in words."""
