"""The framework: what plugins give, kept at arm's length, and the set of indicators, areas and rounds in use."""
