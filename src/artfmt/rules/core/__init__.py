"""What every rule is made of: a rule, an article as rules see it, and the articles of a run."""
