"""Whether an outlet ran a story on a day, by web archives."""
