# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the table of docs/migration.md: each module of openstack.cloud, and what replaces it here.

    python table.py

Compares modules, options and results, as the documentation of both collections has them.  Ends with
1 if a difference is explained neither by modules.yml nor by the guide's text, or if one that they
explain is not there.
"""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import options
import results
import yaml

GUIDE = options.ROOT / "docs/migration.md"
EXPLAINED = options.ROOT / "tests/compare/move/modules.yml"
KNOWN = {**options.KNOWN, **results.KNOWN}
# what makes no other module of one: for all of them, or whatever the documentation says
EVERYWHERE = re.compile(r"\.(api_timeout|interface): the default|: the type|: takes only"
                        r"|\..*: returns no")
HEADING = "## All modules of openstack.cloud\n"
INTRODUCTION = """
*Same*: the same task has the same effect. *Better*: it also does more, or does it more safely.
*Different*: here is why.

| openstack.cloud | multicloud.openstack | | |
|-|-|-|-|
"""


@dataclass(frozen=True)
class Module:
    """One of openstack.cloud's: its own documentation, and that of ours in its place, if any.

    returned: {module: what it returns}, of all of ours.
    """

    name: str
    ours: str
    theirs: dict
    same: dict | None
    returned: dict[str, dict]

    def differences(self) -> list[str]:
        """All that its user would notice, from the documentation."""
        if self.same is None:
            return [f"{self.name}: is not here"]
        return [*options.differences(self.name, self.theirs["doc"]["options"],
                                     self.same["doc"]["options"]),
                *results.differences(self.name, self.theirs["return"] or {}, self.ours,
                                     self.returned)]

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
    ours = options.documentation(options.OURS, options.modules(options.OURS))
    returned = {name: one["return"] or {} for name, one in ours.items()}
    for name, found in sorted(theirs.items()):
        yield Module(name, names[name], found, ours.get(names[name]), returned)


def returned(text: str, explained: dict[str, dict[str, str]]) -> bool:
    """Whether a key of the result is missing, which what is said of its module names."""
    module, _colon, key = text.partition(": returns no ")
    return any(f"`{key}`" in why for why in explained.get(module, {}).values())


def unexplained(found: list[str], guide: str) -> list[str]:
    """All differences that the guide's text does not explain, and what it explains in vain."""
    text = " ".join(guide.split())
    return [*(one for one in found
              if not any(re.fullmatch(about, one) for about in KNOWN.values())),
            *(f"no difference is known as {entry!r}" for entry, about in KNOWN.items()
              if not any(re.fullmatch(about, one) for one in found)),
            *(f"the guide says nothing of {entry!r}" for entry in KNOWN if entry not in text)]


def main() -> None:
    """Writes the table, and prints what is not explained."""
    explained = yaml.safe_load(EXPLAINED.read_text())
    guide = GUIDE.read_text().partition(HEADING)[0].rstrip("\n")
    found = {one.name: (one, one.differences()) for one in modules()}
    rows = [one.row(explained.get(name, {}), texts) for name, (one, texts) in found.items()]
    GUIDE.write_text(f"{guide}\n\n{HEADING}{INTRODUCTION}{''.join(rows)}")
    wrong = unexplained([text for _one, texts in found.values() for text in texts
                         if not returned(text, explained)], guide)
    wrong += [f"modules.yml: there is no {name}" for name in explained.keys() - found.keys()]
    here = sum(one.same is not None for one, _texts in found.values())
    print(f"{len(found)} modules, {here} of them here; "
          f"{sum(len(texts) for _one, texts in found.values())} differences")
    print("\n".join(wrong) or "every difference is explained")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
