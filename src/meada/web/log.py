"""The log of the server: one JSON object a line on standard error."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from typing import Any

import msgspec

__all__ = ["SETTINGS", "Lines"]


class Lines(logging.Formatter):
    """A record as one line of JSON: ``at``, ``level``, ``message``, and the fields given as ``extra={"fields": …}``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["fault"] = "".join(traceback.format_exception(*record.exc_info))
        return msgspec.json.encode(line).decode()


SETTINGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": Lines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "meada": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
"""For `logging.config.dictConfig`."""
