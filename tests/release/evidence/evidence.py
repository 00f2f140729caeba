# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/evidence.md: each promise of README with the tests that guard it, and when they run.

promises.yml has the promises: each sentence of README's section "Why", word for word, and what else
README says that can be tested.
"""
from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]
PROMISES = Path(__file__).with_name("promises.yml")
PAGE = ROOT / "docs" / "evidence.md"
HEAD = """# Evidence

Written by `make evidence`. Each promise of [README](../README.md), and the tests that fail when it
is broken. `make test` runs on every change, `make slow` and the other goals before a release. Paths
are below `tests`.

| promise | tests |
|-|-|
"""


def plain(text: str) -> str:
    """Markdown as one line, without labels, links and emphasis."""
    text = re.sub(r"\[[^]]+\]\([^)]+\)", "", text)
    return " ".join(re.sub(r"\*\*([^*]+?)\.\*\*", "", text).replace("**", "").split())


def why(readme: str) -> list[str]:
    """The sentences of README's section "Why"."""
    section = readme.split("\n## Why\n")[1].split("\n## ")[0]
    items = (plain(item) for item in re.split(r"^- ", section, flags=re.MULTILINE)[1:])
    return [sentence for item in items for sentence in re.split(r"(?<=\.) (?=[A-Z`])", item)]


def run_by(test: str, slow: set[str]) -> str:
    """The goal of the Makefile that runs a test.

    test: a path below tests/, or a goal such as "make leaks".  slow: the integration targets that
    `make test` leaves out.
    """
    if test.startswith("make "):
        return test
    folder, *rest = test.split("/")
    is_slow = folder == "integration" and rest[1] in slow
    return "make slow" if is_slow or folder == "release" else "make test"


def slow_targets(makefile: str) -> set[str]:
    """The integration targets that `make test` leaves out."""
    [names] = re.findall(r"^slow := ((?:.*\\\n)*.*)", makefile, flags=re.MULTILINE)
    return set(names.replace("\\\n", " ").split())


def row(promise: str, tests: list[str], slow: set[str]) -> str:
    """A line of the page: the promise, and its tests by the goal that runs them."""
    goals: dict[str, list[str]] = {}
    for test in tests:
        goals.setdefault(run_by(test, slow), []).extend(
            [] if test.startswith("make ") else [f"`{test}`"])
    cell = "<br>".join(f"`{goal}`" + (": " if links else "") + ", ".join(links)
                       for goal, links in goals.items())
    return f"| {promise.replace('](docs/', '](')} | {cell} |"


def page() -> str:
    """What docs/evidence.md is to be."""
    slow = slow_targets((ROOT / "Makefile").read_text())
    return HEAD + "\n".join(row(promise["promise"], promise["tests"], slow)
                            for promise in yaml.safe_load(PROMISES.read_text())) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
