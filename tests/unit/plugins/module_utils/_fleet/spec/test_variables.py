# SPDX-License-Identifier: GPL-3.0-or-later
"""What is refused of the variables in user data before a cloud is asked."""

from __future__ import annotations

import random

import pytest
from builders import A, B, fleet

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.spec.validate import (
    Refused,
)

USERDATA = "#!/bin/sh\n: @{role}"
LONG = random.Random(1).randbytes(50000).hex()
GROUPS = [{"name": "web", "count": 1}, {"name": "db", "count": 2, "template_vars": {
    1: {"role": "primary"}}}]
REFUSED = [
    ({"template_vars": {"role": "web"}},
     "template_vars: no userdata has @{role}: remove role, or use it."),
    ({"userdata": USERDATA, "template_vars": {"role": "web", 1: {"zone": "a"}}},
     "template_vars: no userdata has @{zone}: remove zone, or use it."),
    ({"userdata": USERDATA, "template_vars": {1: {"role": "web"}}},
     "template_vars: a has no role for server 2: set one for all servers, or for each."),
    ({"count": None, "userdata": USERDATA, "groups": GROUPS},
     "template_vars: a in group db has no role for server 2: set one for all servers, or for "
     "each."),
    ({"count": None, "groups": [{
        "name": "web", "each": 2, "userdata": USERDATA, "template_vars": {1: {"role": "web"}}}]},
     "template_vars: a in group web has no role for server 2: set one for all servers, or for "
     "each."),
    ({"userdata": "@{role}", "template_vars": {"role": "", 2: {"role": LONG}}},
     "userdata: even compressed, it has more than the 49149 bytes that Nova accepts: let the "
     "server download a part of it."),
]


@pytest.mark.parametrize(("options", "sentence"), REFUSED)
def test_it_is_refused_in_a_sentence(options, sentence):
    with pytest.raises(Refused) as refused:
        fleet(**{"count": 2, "targets": [A], **options})
    assert refused.value.sentences == [sentence]


@pytest.mark.parametrize("options", [
    {"userdata": USERDATA, "template_vars": {"role": "web"}},
    {"userdata": USERDATA, "template_vars": {1: {"role": "a"}, 2: {"role": "b"}}},
    {"userdata": USERDATA},                                     # it may stand for something else
    {"userdata": ["#!/bin/sh", USERDATA], "template_vars": {"role": "web", 9: {"role": "later"}}},
    {"targets": {A: {}, B: {"userdata": USERDATA}}, "template_vars": {"role": "web"}},
    {"userdata": USERDATA, "template_vars": {1: {"role": "web"}}, "count": 1},
    # each target has its own number 1
    {"targets": [A, B], "count": None, "groups": [{
        "name": "web", "each": 1, "userdata": USERDATA, "template_vars": {1: {"role": "web"}}}]},
])
def test_it_is_taken(options):
    assert fleet(**{"count": 2, "targets": [A], **options})
