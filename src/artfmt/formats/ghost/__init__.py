"""Ghost: posts as its Content and Admin API give them, and its exports."""
