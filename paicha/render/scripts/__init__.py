"""JavaScript modules in; the classic scripts that browsers get out."""
