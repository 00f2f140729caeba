# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors in sentences."""

from __future__ import annotations

import pytest
from builders import A

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud import sentences
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError


def refused(index, text="full", action="server web-{}", **more):
    return CloudError("no_host", text, A, action.format(index), **more)


@pytest.mark.parametrize(("failures", "expected"), [
    ([refused(1, server_name="web-1"), refused(2, server_name="web-2")],
     ["a: server web-1, web-2: full; choose"]),
    ([refused(1, server_name="web-1"), refused(2, "gone", server_name="web-2")],
     ["a: server web-1: full; choose", "a: server web-2: gone; choose"]),
    ([refused(n, action="creating web-{}", server_name=f"web-{n}") for n in range(1, 9)],
     ["a: creating web-1, web-2, web-3, web-4, web-5 and 3 more: full; choose"]),
    ([refused(1, action="reading limits"), refused(1, action="reading limits")],
     ["a: reading limits: full; choose"]),
])
def test_what_servers_have_in_common_is_said_once(failures, expected):
    said = sentences.sentences(failures)
    assert [text[:len(start)] for text, start in zip(said, expected, strict=True)] == expected
