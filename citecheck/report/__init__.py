"""How results look: a file a format. What they say is decided before."""
