"""Rules over word classes, applied in stages: each turns runs of nodes into phrases that the next may use.

A rule of the table has ``name``, ``stage``, ``match`` (see `Alphabet.expression`), ``make`` (a builder) and ``as``
(the class of the phrase). A builder may refuse; then the rule does not apply.
"""

from __future__ import annotations

import re
from typing import Any

from meada.when.alphabet import Alphabet, openings
from meada.when.builder import BUILDERS, Builder
from meada.when.composer import COMPOSERS
from meada.when.dial import DIALS
from meada.when.match import Match
from meada.when.node import Node

__all__ = ["Rule", "Stage", "compile_stages", "reduce"]

_MAKERS = BUILDERS | COMPOSERS | DIALS


class Rule:
    """One rule, ready to use."""

    __slots__ = ("build", "gives", "name", "names", "options", "pattern")

    def __init__(self, data: dict[str, Any], alphabet: Alphabet, prefix: str) -> None:
        self.name: str = data["name"]
        self.gives: str = data["as"]
        self.build: Builder = _MAKERS[data["make"]]
        self.options: dict[str, Any] = data.get("with", {})
        source = alphabet.expression(data["match"], prefix)
        self.pattern = source
        self.names: dict[str, tuple[str, ...]] = {}
        for group in re.findall(rf"\(\?P<({prefix}_\w+)>", source):
            name = re.sub(r"__\d+$", "", group.removeprefix(prefix + "_"))
            self.names[name] = (*self.names.get(name, ()), group)


class Stage:
    """Rules tried together; at each place the first that matches wins.

    Only the rules that may begin with the symbol at a place are tried there; their expression is compiled when that
    symbol is first met.
    """

    __slots__ = ("_compiled", "_groups", "_tries", "rules", "start")

    def __init__(self, rules: list[tuple[str, Rule]]) -> None:
        self.rules = dict(rules)
        self._groups: dict[str, tuple[str, ...]] = {}
        for prefix, rule in rules:
            for mark in openings(rule.pattern):
                self._groups[mark] = (*self._groups.get(mark, ()), prefix)
        self._compiled: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._tries: dict[str, re.Pattern[str]] = {}
        self.start = re.compile(f"[{''.join(self._groups)}]")

    def match(self, string: str, at: int) -> re.Match[str] | None:
        """The match of the first rule that fits at a place where one may begin."""
        mark = string[at]
        pattern = self._tries.get(mark)
        if pattern is None:
            pattern = self._tries[mark] = self._compile(self._groups[mark])
        return pattern.match(string, at)

    def _compile(self, key: tuple[str, ...]) -> re.Pattern[str]:
        if key not in self._compiled:
            source = "|".join(f"(?P<{prefix}>{self.rules[prefix].pattern})" for prefix in key)
            self._compiled[key] = re.compile(source)
        return self._compiled[key]


def compile_stages(data: list[dict[str, Any]], alphabet: Alphabet) -> tuple[Stage, ...]:
    """The stages of a table in order. Raises `KeyError` for an unknown class or builder, `re.error` for a bad rule."""
    groups: dict[int, list[tuple[str, Rule]]] = {}
    for i, item in enumerate(data):
        prefix = f"r{i}"
        groups.setdefault(item["stage"], []).append((prefix, Rule(item, alphabet, prefix)))
    return tuple(Stage(groups[number]) for number in sorted(groups))


def reduce(nodes: list[Node], stages: tuple[Stage, ...], marks: dict[str, str], text: str) -> list[Node]:
    """``nodes`` after all stages."""
    for stage in stages:
        nodes = _apply(nodes, stage, marks, text)
    return nodes


def _apply(nodes: list[Node], stage: Stage, marks: dict[str, str], text: str) -> list[Node]:
    string = "".join([node.mark for node in nodes])
    out: list[Node] = []
    done = at = 0
    search, match = stage.start.search, stage.match
    while (place := search(string, at)) is not None:
        at = place.start()
        found = match(string, at)
        if found is None:
            at += 1
            continue
        prefix = found.lastgroup or ""
        rule = stage.rules[prefix]
        a, b = found.span()
        made = rule.build(Match(found, rule.names, nodes, text, rule.options))
        if made is None or a == b:
            at = a + 1
            continue
        out += nodes[done:a]
        first, last = nodes[a], nodes[b - 1]
        out.append(
            Node(
                *(marks[rule.gives], first.start, last.end, {}, first.first, last.last),
                partial=made,
                rule=rule.name,
            )
        )
        done = at = b
    if not done:
        return nodes
    return out + nodes[done:]
