"""One screen a module: its addresses, what it shows as a typed value, and its template of the same name."""
