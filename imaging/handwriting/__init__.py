"""Figures that a hand wrote into the gaps of a printed form: where the gaps are, what ink stands in them, what it says."""
