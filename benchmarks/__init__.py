"""What is fast, against what: ratios measured in one run, on loopback alone."""
