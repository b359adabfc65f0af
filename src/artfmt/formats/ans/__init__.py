"""ANS: the Arc Native Specification, stories of Arc XP."""
