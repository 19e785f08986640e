"""A publication in; what search downloads out."""
