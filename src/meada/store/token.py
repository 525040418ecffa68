"""Who may come into a shared reading room: one token a person, kept as its SHA-256, revocable."""

from __future__ import annotations

import hashlib
import secrets
from typing import Literal

import msgspec
from sqlalchemy import Engine, insert, select, update

from meada.errors import NotFoundError, StoreError
from meada.store import schema
from meada.store.engine import reading, writing
from meada.store.entry import now

__all__ = ["Holder", "Tokens"]

Right = Literal["read", "edit"]


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody with a token: what they may do, since when, and until when if it was revoked."""

    name: str
    right: Right
    made_at: str
    revoked_at: str | None = None


class Tokens:
    """The tokens of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, name: str, right: Right) -> str:
        """A new token for ``name``: 256 random bits, shown once and stored nowhere. Raises `StoreError` where ``name`` has
        one in force."""
        t, token = schema.token, secrets.token_urlsafe(32)
        with writing(self._engine) as connection:
            held = connection.execute(select(t.c.revoked_at).where(t.c.name == name)).first()
            if held is not None and held.revoked_at is None:
                raise StoreError(
                    "“{name}” has a token already", next="revoke it first, or choose another name", name=name
                )
            values = {"hash": _hash(token), "right": right, "made_at": now(), "revoked_at": None}
            if held is None:
                connection.execute(insert(t).values(name=name, **values))
            else:
                connection.execute(update(t).where(t.c.name == name).values(**values))
        return token

    def revoke(self, name: str) -> None:
        """Takes the token of ``name`` out of force at once; raises `NotFoundError` where there is none."""
        t = schema.token
        with writing(self._engine) as connection:
            done = connection.execute(
                update(t).where(t.c.name == name, t.c.revoked_at.is_(None)).values(revoked_at=now())
            )
            if not done.rowcount:
                raise NotFoundError("“{name}” has no token", next="see them all: meada token list", name=name)

    def holders(self) -> list[Holder]:
        """Everybody who has or had one, by name."""
        t = schema.token.c
        query = select(t.name, t.right, t.made_at, t.revoked_at).order_by(t.name)
        with reading(self._engine) as connection:
            return [Holder(name=a, right=b, made_at=c, revoked_at=d) for a, b, c, d in connection.execute(query)]

    def holder(self, token: str) -> Holder | None:
        """Whose ``token`` it is; None where it is nobody's, or revoked."""
        t = schema.token.c
        query = select(t.name, t.right, t.made_at).where(t.hash == _hash(token), t.revoked_at.is_(None))
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return Holder(name=row.name, right=row.right, made_at=row.made_at) if row is not None else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
