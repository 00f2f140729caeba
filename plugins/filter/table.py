# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: table
author:
  - The multicloud.openstack contributors
version_added: 0.1.0
short_description: Format results as a table
description:
  - Formats a list of dictionaries as lines for people to read. The first line has the column
    titles.
  - Rows with the same text in all text columns become one line, with their numbers added up, so
    that the rows of several runs on the same targets form one table.
  - If there are no rows, there are no lines.
positional: columns
options:
  _input:
    description: The rows.
    type: list
    elements: dict
    required: true
  columns:
    description:
      - The keys of the rows to show, in this order.
      - Or a dictionary of these keys, each with its title.
      - At least one must be a text column.
      - Defaults to the columns that modules and roles of this collection return for each target,
        except those that are all 0 or empty. If no numbers are left, there are no lines.
    type: raw
  total:
    description:
      - Whether to add a last line with the totals of whole numbers.
      - For fractional numbers, which are seconds, it has the maximum, because targets work in
        parallel.
    type: bool
    default: false
  check_mode:
    description:
      - Whether the rows are those of a dry run. Titles such as C(created) and C(deleted) then
        become C(to create) and C(to delete).
    type: bool
    default: false
notes:
  - Missing and empty values are shown as C(-).
"""

EXAMPLES = r"""
- name: Show what was done on each target
  ansible.builtin.debug:
    msg: "{{ rows | multicloud.openstack.table(['cloud', 'region_name', 'created'], total=true) }}"
  vars:
    rows:
      - {cloud: alpha, region_name: RegionOne, created: 2}
      - {cloud: gamma, region_name: RegionTwo, created: 1}
      - {cloud: gamma, region_name: RegionTwo, created: 3}

# cloud  region_name  created
# alpha  RegionOne          2
# gamma  RegionTwo          4
# total                     6

- name: Show everything that a run did
  ansible.builtin.debug:
    msg: "{{ (create_targets + destroy_targets) | multicloud.openstack.table(total=true) }}"
"""

RETURN = r"""
_value:
  description: The lines, without line breaks.
  type: list
  elements: str
"""

from collections.abc import Callable
from typing import Any

from ..module_utils._cloud.escape import one_line

TARGETS = {"cloud": "cloud", "region_name": "region", "planned": "planned", "created": "created",
           "recreated": "recreated", "updated": "updated", "kept": "kept", "verified": "verified",
           "deleted": "deleted", "failed": "failed", "seconds": "seconds"}
TODO = {"created": "to create", "recreated": "to recreate", "updated": "to update",
        "changed": "to change", "kept": "to keep", "deleted": "to delete"}


def table(rows: list[dict], columns: Any = None, total: bool = False,
          check_mode: bool = False) -> list[str]:
    """See DOCUMENTATION."""
    columns = _used(rows) if columns is None else columns
    if not rows or not columns:
        return []
    titles = dict(columns) if hasattr(columns, "keys") else {key: key for key in columns}
    if check_mode:
        titles = {key: TODO.get(title, title) for key, title in titles.items()}
    numbers = [key for key in titles if any(_is_number(row.get(key)) for row in rows)]
    texts = [key for key in titles if key not in numbers]
    lines = _merged(rows, texts, numbers)
    if total:
        lines.append({**dict.fromkeys(texts, " "), texts[0]: "total", **_total(lines, numbers)})
    cells = [list(titles.values())]
    cells += [[_text(line.get(key)) for key in titles] for line in lines]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.rjust(width) if key in numbers else cell.ljust(width)
                      for key, cell, width in zip(titles, line, widths, strict=True)).rstrip()
            for line in cells]


def _used(rows: list[dict]) -> dict[str, str]:
    """Of the columns for targets, those that say something; none if no number does."""
    used = {key: title for key, title in TARGETS.items() if any(row.get(key) for row in rows)}
    return used if used.keys() - {"cloud", "region_name"} else {}


def _merged(rows: list[dict], texts: list[str], numbers: list[str]) -> list[dict]:
    """One row for each combination of texts, in the order of their first rows."""
    found: dict[tuple, dict] = {}
    for row in rows:
        sums = found.setdefault(tuple(row.get(key) for key in texts), {})
        for key in numbers:
            if _is_number(row.get(key)):
                sums[key] = sums.get(key, 0) + row[key]
    return [{**dict(zip(texts, words, strict=True)), **sums} for words, sums in found.items()]


def _total(lines: list[dict], numbers: list[str]) -> dict[str, float]:
    values = {key: [line[key] for line in lines if key in line] for key in numbers}
    return {key: max(found) if isinstance(found[0], float) else sum(found)
            for key, found in values.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(value: object) -> str:
    if value is None or value == "":
        return "-"
    return f"{value:.1f}" if isinstance(value, float) else one_line(value)


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable]:
        return {"table": table}
