"""A story becomes a record of statements and links."""
