# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the table of docs/migration.md: each module of openstack.cloud, and what replaces it here.

    python table.py

Compares modules, options and the keys of results, as the documentation of both collections has
them.  Ends with 1 if a difference is explained neither by modules.yml nor by the guide's text, or
if one that they explain is not there.
"""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import options
import yaml

GUIDE = options.ROOT / "docs/migration.md"
EXPLAINED = options.ROOT / "tests/compare/move/modules.yml"
EVERYWHERE = re.compile(r"\.(api_timeout|interface): the default")
HEADING = "## All modules of openstack.cloud\n"
INTRODUCTION = """
*Same*: the same task has the same effect. *Better*: it also does more, or does it more safely.
*Different*: here is why.

| openstack.cloud | multicloud.openstack | | |
|-|-|-|-|
"""


@dataclass(frozen=True)
class Module:
    """One of openstack.cloud's: its own documentation, and that of ours in its place, if any."""

    name: str
    ours: str
    theirs: dict
    same: dict | None

    def differences(self) -> list[str]:
        """All that its user would notice, from the documentation."""
        if self.same is None:
            return [f"{self.name}: is not here"]
        missing = ((self.theirs["return"] or {}).keys() - (self.same["return"] or {}).keys()
                   - {"changed"})
        return [*options.differences(self.name, self.theirs["doc"]["options"],
                                     self.same["doc"]["options"]),
                *(f"{self.name}: returns no {key}" for key in sorted(missing))]

    def row(self, explained: dict[str, str], found: list[str]) -> str:
        """Of the table."""
        if self.same is None:
            instead = "resources_info" if self.name.endswith("_info") else "resource"
            return f"| `{self.name}` | `{instead}` | different | No module of its own |\n"
        own = [text for text in found if not EVERYWHERE.search(text)]
        verdict = next(iter(explained), "different" if own else "same")
        why = explained.get(verdict, "see [above](#modules)" if own else "")
        return f"| `{self.name}` | `{self.ours}` | {verdict} | {why} |\n"


def modules() -> Iterator[Module]:
    """All that openstack.cloud has."""
    theirs = options.documentation(options.THEIRS, options.modules(options.THEIRS))
    names = {name: options.RENAMED.get(name, name) for name in theirs}
    own = options.modules(options.OURS)
    ours = options.documentation(options.OURS, own & set(names.values()))
    for name, found in sorted(theirs.items()):
        yield Module(name, names[name], found, ours.get(names[name]))


def unexplained(found: list[str], guide: str) -> list[str]:
    """All differences that the guide's text does not explain, and what it explains in vain."""
    text = " ".join(guide.split())
    return [*(one for one in found if not options.known(one)),
            *(f"no difference is known as {entry!r}" for entry, about in options.KNOWN.items()
              if not any(re.fullmatch(about, one) for one in found)),
            *(f"the guide says nothing of {entry!r}" for entry in options.KNOWN
              if entry not in text)]


def main() -> None:
    """Writes the table, and prints what is not explained."""
    explained = yaml.safe_load(EXPLAINED.read_text())
    guide = GUIDE.read_text().partition(HEADING)[0].rstrip("\n")
    found = {one.name: (one, one.differences()) for one in modules()}
    rows = [one.row(explained.get(name, {}), texts) for name, (one, texts) in found.items()]
    GUIDE.write_text(f"{guide}\n\n{HEADING}{INTRODUCTION}{''.join(rows)}")
    wrong = unexplained([text for _one, texts in found.values() for text in texts], guide)
    wrong += [f"modules.yml: there is no {name}" for name in explained.keys() - found.keys()]
    here = sum(one.same is not None for one, _texts in found.values())
    print(f"{len(found)} modules, {here} of them here; "
          f"{sum(len(texts) for _one, texts in found.values())} differences")
    print("\n".join(wrong) or "every difference is explained")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
