# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service says of a value that it refuses: option, length or character, and rule."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.quoted import (
    without_values,
)


def nova(name, value, rule, quoted=None):
    return (f"Invalid input for field/attribute {name}. Value: {value}. "
            f"{repr(value) if quoted is None else quoted} {rule}")


LONG = "a. Value: b" * 30
KEYS = "does not match any of the regexes: '^[a-zA-Z0-9-_:. ]{1,255}$'"


@pytest.mark.parametrize(("text", "sent", "said"), [
    (nova("name", LONG, "is too long"), {"server": {"name": LONG}},
     "Invalid input for name: it has 330 characters, and the limit is 255"),
    (nova("user_data", "QQ==" * 20000, "is too long")[:4000],
     {"server": {"name": "a", "user_data": "QQ==" * 20000}},
     "Invalid input for userdata: it has 80000 characters, and the limit is 65535, in base64"),
    (nova("a", "v" * 300, "is too long"), {"server": {"metadata": {"b": "x", "a": "v" * 300}}},
     "Invalid input for metadata: a: it has 300 characters, and the limit is 255"),
    (nova("0", "t" * 70, "is too long"), {"server": {"tags": ["t" * 70]}},
     "Invalid input for tags: number 1: it has 70 characters, and the limit is 60"),
    (nova("1", "a,b", "does not match '^[^,/]*$'"), {"server": {"tags": ["x", "a,b"]}},
     "Invalid input for tags: number 2: it contains ',', and does not match '^[^,/]*$'"),
    (nova("name", "a@b", "does not match '^[ a-z]+$'"), {"keypair": {"name": "a@b"}},
     "Invalid input for name: it contains '@', and does not match '^[ a-z]+$'"),
    (nova("password", "a@b", "does not match '^[ a-z]+$'"), {"user": {"password": "a@b"}},
     "Invalid input for password: it does not match '^[ a-z]+$'"),
    (nova("metadata", {"\xfc": "1"}, KEYS, "'\xfc'"), {"server": {"metadata": {"\xfc": "1"}}},
     f"Invalid input for metadata: the key '\xfc' {KEYS}"),
    (nova("metadata", {"k" * 300: "1"}, KEYS, repr("k" * 300)),
     {"server": {"metadata": {"k" * 300: "1"}}},
     f"Invalid input for metadata: a key has 300 characters, and {KEYS}"),
    (nova("a", 1, "is not of type 'string'"), {"server": {"metadata": {"a": 1}}},
     "Invalid input for metadata: a: it is not of type 'string'"),
    (nova("networks", [{"uuid": "x"}], "is not valid under any of the given schemas"),
     {"server": {"networks": [{"uuid": "x"}]}},
     "Invalid input for networks: it is not valid under any of the given schemas"),
    (nova("server", {"foo": 1}, "('foo' was unexpected)", "Additional properties are not allowed"),
     {"server": {"foo": 1}},
     "Invalid input for server: Additional properties are not allowed ('foo' was unexpected)"),
    # what was not sent, or not seen, is not quoted
    (nova("name", "secret", "is too long"), None, "Invalid input for field/attribute name"),
    (nova("name", "secret", "is too long"), {"server": {"name": "x"}},
     "Invalid input for field/attribute name"),
    # Neutron and Glance
    (f"Invalid input for name. Reason: '{LONG}' exceeds maximum length of 255.",
     {"network": {"name": LONG}},
     "Invalid input for name. Reason: a text of 330 characters exceeds maximum length of 255."),
    (f"{LONG} is strange", {"name": LONG}, "(a text of 330 characters) is strange"),
    ("No network.", {"network": {"name": "x"}}, "No network."), ("", None, ""),
])
def test_a_refused_value(text, sent, said):
    assert without_values(text, sent) == said
