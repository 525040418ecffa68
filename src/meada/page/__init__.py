"""A capture becomes a page: one text, blocks with roles."""
