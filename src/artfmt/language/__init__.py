"""What belongs to natural languages: dates, names, labels, credits, notes, sentences."""
