"""Observations: published and counted figures as ranges, and the measures that know what may be done with them."""
