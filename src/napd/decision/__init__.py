"""The decision table: compile the rules into it, prove it, bound what is missing, describe it."""
