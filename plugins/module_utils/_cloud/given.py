# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options as they are meant: an empty text in a list is nothing, as templates make it, and a
suboption of None is not given.  Pure."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEXTS = ("str", "raw", None)        # what a list may be of


def given(options: dict[str, Any], arguments: dict[str, Any]) -> dict[str, Any]:
    """The options without empty texts in lists; a list of nothing else is not given.

    arguments: their argument spec, which says which options are lists of texts, and which have
    options of their own.
    """
    return {name: _given(value, arguments.get(name) or {}) for name, value in options.items()}


def _given(value: Any, argument: Mapping[str, Any]) -> Any:
    inner = argument.get("options")
    if isinstance(value, dict) and inner:
        return given(value, inner)
    if not isinstance(value, list) or argument.get("type") != "list":
        return value
    if inner:
        return [given(one, inner) if isinstance(one, dict) else one for one in value]
    if argument.get("elements") not in TEXTS:
        return value
    left = [one for one in value if one != ""]
    return left if left or not value else argument.get("default")


def given_only(value: Any) -> Any:
    """Without suboptions that are not given, which Ansible has as None."""
    if isinstance(value, list):
        return [given_only(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {name: one for name, one in value.items() if one is not None}
