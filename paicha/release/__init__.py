"""States of the whole content: read, taken apart into entries, compared."""
