"""The report: pages that show what a result says."""
