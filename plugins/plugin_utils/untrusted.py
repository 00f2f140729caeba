# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text that others wrote, and that must never be taken for a template."""
from __future__ import annotations

from typing import Any, TypeVar

from ansible import template

# since ansible-core 2.19 nothing is a template unless it was marked as trusted
T = TypeVar("T")

MARKS = not hasattr(template, "trust_as_template")


def untrusted(value: T) -> T:
    """The same plain data, with each string in it marked, also one that looks harmless: filters
    decode it, and what they make of it is marked only if it was."""
    if not MARKS:
        return value
    from ansible.utils.unsafe_proxy import wrap_var
    return wrap_var(value)


def plain(value: Any) -> Any:
    """The same data, of Python's own types alone: what Ansible knows of where a text is from is
    left out, and what is vaulted is decrypted."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    # twice: what is vaulted becomes Ansible's kind of text first
    return value if value is None or isinstance(value, bool | int | float) else str(str(value))
