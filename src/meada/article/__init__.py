"""A page becomes an article."""
