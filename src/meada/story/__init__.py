"""Readings become families, episodes and stories."""
