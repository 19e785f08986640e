"""Files that office programs open."""
