"""Dates and times in text, read and resolved."""
