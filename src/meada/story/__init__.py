"""Readings become families, episodes and stories."""

from meada.story.make import joined, make, partition, tell
from meada.story.ruling import Fold, Ruling, apply
from meada.story.story import Copy, Episode, Family, Lead, Passage, Reason, Shared, Story
from meada.story.told import Told

__all__ = [
    "Copy",
    "Episode",
    "Family",
    "Fold",
    "Lead",
    "Passage",
    "Reason",
    "Ruling",
    "Shared",
    "Story",
    "Told",
    "apply",
    "joined",
    "make",
    "partition",
    "tell",
]
