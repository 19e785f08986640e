"""Inspection checklists as data: YAML in; a phone site, field sheets, forms and data out."""

__version__ = "0.1.0"
