"""What an indicator is: questions and the conditions they make, rules, scale, areas, rounds. Pure Python."""
