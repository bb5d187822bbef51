"""napd beside other ways to score the same answers: ratios measured on one machine, one run."""
