"""A model or a folder in, problems out: one rule is one small function."""
