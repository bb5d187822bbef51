"""The report: static pages that tell what a result says, to read, to print and to lay on the table."""
