"""Training of the language models: ``python -m meada_models.train pt --data DIR``. Never needed to use them."""
