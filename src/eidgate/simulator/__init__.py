"""A world to test against: it speaks the real protocols, from memory and from a seed."""
