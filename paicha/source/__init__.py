"""Text in, located values out: YAML, Markdown, the paper's font."""
