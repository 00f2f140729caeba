# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Text that others wrote, and that must never be taken for a template."""
from __future__ import annotations

import re

from ansible import template

# since ansible-core 2.19 nothing is a template unless it was marked as trusted
MARKS = not hasattr(template, "trust_as_template")

# What a template is made of.  Text without it can be no part of one, whatever it is joined with;
# text with it is marked, and marks whatever is made of it.
PART = re.compile(r"[{}%#]")


def untrusted(value):
    """The same plain data, with those strings in it marked that could be part of a template.

    Not all strings: `ansible-inventory --list` of ansible-core 2.18 shows each that is marked as
    a dictionary.
    """
    if not MARKS:
        return value
    from ansible.utils.unsafe_proxy import wrap_var
    return _marked(value, wrap_var)


def plain(value):
    """The same data, of Python's own types alone: what Ansible knows of where a text is from is
    left out, and what is vaulted is decrypted."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    # twice: what is vaulted becomes Ansible's kind of text first
    return value if value is None or isinstance(value, bool | int | float) else str(str(value))


def _marked(value, wrap):
    if isinstance(value, str):
        return wrap(value) if PART.search(value) else value
    if isinstance(value, list | tuple):
        return [_marked(item, wrap) for item in value]
    if isinstance(value, dict):
        # ansible-core looks for marks in values only, so that a key must mark its value
        return {_marked(key, wrap): wrap(item) if PART.search(str(key)) else _marked(item, wrap)
                for key, item in value.items()}
    return value
