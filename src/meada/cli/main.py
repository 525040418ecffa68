"""The `meada` command."""

import click

from meada import __version__

__all__ = ["main"]


@click.group()
@click.version_option(__version__, package_name="meada", message="%(prog)s %(version)s")
def main() -> None:
    """Turn saved news pages into a sourced record of the story."""
