"""What a rule is: read, select, explain, try its examples. What the rules say is in rules/*.yaml."""
