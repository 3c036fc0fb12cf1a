"""Values only: what the stages hand to each other. Nothing here reads, decides or prints."""
