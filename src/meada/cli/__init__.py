"""The command line."""

from meada.cli.main import main

__all__ = ["main"]
