"""Readings become families, episodes and stories."""

from meada.story.make import make
from meada.story.story import Copy, Episode, Family, Reason, Shared, Story
from meada.story.told import Told

__all__ = ["Copy", "Episode", "Family", "Reason", "Shared", "Story", "Told", "make"]
