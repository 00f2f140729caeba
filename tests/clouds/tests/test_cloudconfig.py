# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from testclouds.guests import cloudconfig

NOTHING = dict(script=None, host_keys=[], authorized=[], runcmd=[], invalid=False)
MESSAGE = """MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=="

--==
Content-Type: text/cloud-config

#cloud-config
ssh_keys: {ed25519_private: k}
--==
Content-Type: text/plain

#!/bin/sh
--==--
"""


@pytest.mark.parametrize('user_data, expected', [
    ('', {}),
    ('something else', {}),
    ('#!/bin/sh\ntrue\n', dict(script='#!/bin/sh\ntrue\n')),
    ('#cloud-config\n', {}),
    ('#cloud-config\npackages: [vim]\n', {}),
    ('#cloud-config\nssh_authorized_keys: [a, b]\n', dict(authorized=['a', 'b'])),
    ('#cloud-config\nssh_keys: {ed25519_private: k, ed25519_public: p}\n', dict(host_keys=['k'])),
    ('#cloud-config\nruncmd: [touch x, [ls, 1]]\n', dict(runcmd=['touch x', ['ls', 1]])),
    ('#cloud-config\n- a list\n', dict(invalid=True)),
    ('#cloud-config\nruncmd: {\n', dict(invalid=True)),
    ('#cloud-config\nruncmd: 5\n', dict(invalid=True)),
    (MESSAGE, dict(script='#!/bin/sh', host_keys=['k'])),
])
def test_parse(user_data, expected):
    assert cloudconfig.parse(user_data) == dict(NOTHING, **expected)
