"""Scores: answers rolled up, decided and counted; the tables of a result, and how they are written."""
