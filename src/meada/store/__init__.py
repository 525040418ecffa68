"""Keeps every border type."""
