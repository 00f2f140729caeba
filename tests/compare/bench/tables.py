# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables, as Markdown has them."""
from __future__ import annotations


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A table; all columns but the first have numbers."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
