"""meada: a sourced record of the story, from saved news pages.

The package is layered; each layer turns the border type on its left into the one on its right
(see ``docs/architecture.md``)::

    sources → page → article → reading → story → record → cli · web · export
"""

__version__ = "0.1.0"
