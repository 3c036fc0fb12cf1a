"""The stage that finds claims, the citations that back them, and the gaps between."""
