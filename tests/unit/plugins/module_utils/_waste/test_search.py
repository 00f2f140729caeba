# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of waste_info, and how old things have to be."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._waste import search

OPTIONS = {"older_than": "1d", "copies_older_than": "30d", "prices": None}


@pytest.mark.parametrize(("options", "sentence"), [
    ({"older_than": "soon"}, "older_than: 'soon' is not a span of time such as 2h, 1d12h or 3600"),
    ({"copies_older_than": "-1"}, "copies_older_than: '-1' is not a span of time"),
    ({"prices": [{"cloud": "a", "floating_ip": -1.0}]},
     "prices: a: floating_ip: -1.0 is not a number of 0 or more."),
])
def test_nonsense_is_refused(options, sentence):
    with pytest.raises(CloudError) as refused:
        search.info({**OPTIONS, **options}, check_mode=False)
    assert refused.value.message.startswith(sentence)
    assert refused.value.kind == "invalid"
