"""A publication in, output files out; renderers never read YAML and never write."""
