"""The same tasks on Ray: it places them, meada reads and writes the shards where they lie. The extra `ray`."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from meada.bulk.engine import ATTEMPTS, Act, lost
from meada.bulk.perform import perform
from meada.bulk.place import Place
from meada.bulk.settings import Settings
from meada.bulk.task import Task
from meada.errors import SettingsError

__all__ = ["OnRay"]

_AHEAD = 3
_NODES = 20


class OnRay:
    """Ray on this machine, or the cluster at ``RAY_ADDRESS`` (or ``address``).

    Tasks return nothing and take a few hundred bytes: the object store holds no pages. ``jobs`` bounds the processors used
    on a machine of its own; a cluster says itself what it has.
    """

    def __init__(self, jobs: int = 0, *, address: str | None = None, act: Act = perform) -> None:
        self._jobs, self._address = jobs, address or os.environ.get("RAY_ADDRESS")
        self._act = act
        self._ray: Any = None
        self._ours = False

    def __enter__(self) -> Self:
        try:
            import ray
        except ImportError as error:
            raise SettingsError("Ray is not installed", next="pip install 'meada[ray]'") from error
        self._ray = ray
        if not ray.is_initialized():
            own: dict[str, Any] = (
                {}
                if self._address
                else {
                    "num_cpus": self._jobs or os.cpu_count(),
                    "include_dashboard": False,
                    "_node_ip_address": "127.0.0.1",
                }
            )
            ray.init(
                address=self._address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False, **own
            )
            self._ours = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ours:
            self._ray.shutdown()

    def run(self, place: Place, settings: Settings, tasks: Iterable[Task]) -> Iterator[Task]:
        """See `Engine`. A node that is lost costs its tasks another attempt elsewhere."""
        ray, exceptions = self._ray, self._ray.exceptions
        remote = ray.remote(num_cpus=1, max_retries=0)(self._act)
        waiting, under, deaths = iter(tasks), {}, {}  # type: ignore[var-annotated]

        def submit(task: Task, attempt: int) -> None:
            under[remote.remote(place, settings, task, attempt)] = (task, attempt)

        while True:
            room = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
            while len(under) < room and (task := next(waiting, None)) is not None:
                submit(task, 0)
            if not under:
                return
            for ref in ray.wait(list(under), num_returns=1, timeout=5)[0]:
                task, attempt = under.pop(ref)
                try:
                    ray.get(ref)
                except exceptions.RayTaskError as error:
                    raise error.cause from None
                except exceptions.RayError as error:
                    died = isinstance(error, exceptions.NodeDiedError)
                    deaths[task.name] = deaths.get(task.name, 0) + died
                    if attempt >= ATTEMPTS or deaths[task.name] > _NODES:
                        raise lost(task) from error
                    submit(task, attempt + (not died))
                else:
                    yield task
