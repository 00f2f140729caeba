# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from testclouds import access, layout, tls


@pytest.mark.parametrize('plain, secured', [
    ('http://127.0.0.1:15000/v3', 'https://127.0.0.1:15050/v3'),
    ('http://127.0.0.1:15305', 'https://127.0.0.1:15355'),
])
def test_there_and_back(plain, secured):
    assert tls.url(plain, True) == secured and tls.url(secured, False) == plain
    assert tls.url(secured, True) == secured and tls.url(plain, False) == plain


def test_no_service_listens_where_another_has_tls():
    ports = {layout.port(region, service) for cloud in layout.layout(20000)
             for region in cloud['regions'] for service in region['services']}
    assert not ports & {port + tls.APART for port in ports}


def test_who_is_sent_to_https_is_told_whom_to_trust():
    entry = access.by_https(dict(auth=dict(auth_url='http://127.0.0.1:15000/v3', username='u')))
    assert entry == dict(auth=dict(auth_url='https://127.0.0.1:15050/v3', username='u'),
                         cacert=tls.CA)
