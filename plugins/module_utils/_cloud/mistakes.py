# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What Ansible finds wrong with options, all of it: it shows the first mistake only by itself."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ansible.module_utils.errors import NoLogError, UnsupportedError

from .lint.entry import close


def unknown(names: set, spec: Mapping) -> Iterator[tuple[str, str | None]]:
    """(the option with where it is, the name that is probably meant).

    names: a ValidationResult's unsupported_parameters.  spec: the argument spec.
    """
    for path in sorted((name,) if isinstance(name, str) else tuple(name) for name in names):
        known = spec
        for option in path[:-1]:
            known = known[option].get("options") or {}
        yield ".".join(path), close(path[-1], [*known, *(
            alias for option in known.values() for alias in option.get("aliases", ()))])


def others(errors: Iterable[Any]) -> list[str]:
    """The messages of all other errors, whose values Ansible leaves out where they may be secrets.

    A NoLogError is about a value of which another error names the option.
    """
    texts = [error.msg.partition(": dictionary requested")[0].rstrip(". ") for error in errors
             if not isinstance(error, UnsupportedError | NoLogError)]
    return texts or [error.msg.rstrip(". ") for error in errors
                     if not isinstance(error, UnsupportedError)]


def sentences(found: Any, spec: Mapping) -> list[str]:
    """found: a ValidationResult; empty where nothing is wrong."""
    names = [f"there is no option {name}" + (f" (closest: {near})" if near else "")
             for name, near in unknown(found.unsupported_parameters, spec)]
    return [*names, *others(found.errors)]
