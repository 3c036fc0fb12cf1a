"""Who is meant and when: outlets against the registry, years against the day of publication."""
