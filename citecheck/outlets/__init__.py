"""The registry: every outlet that citecheck knows, and the look-up of who is meant."""
