"""Every stage, imported: each registers the function that does its tasks."""

from meada.bulk import copies, gather, settle, take, thread, tie, translate, window

__all__ = ["copies", "gather", "settle", "take", "thread", "tie", "translate", "window"]
