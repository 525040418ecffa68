"""Registries as data: outlets, agencies, states, phrases of page furniture. See each file's head for its sources."""
