"""What was found in files before, and whether it still holds."""
