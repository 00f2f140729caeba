# SPDX-License-Identifier: GPL-3.0-or-later
"""openstacksdk's classes, of the release that is installed: make matrix has the lowest one as well.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import specs
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.compare import attr
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.kinds import (
    class_of,
    later,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import EACH, Spec

# which a function of the Spec takes out before openstacksdk sees them, or which are only sent
APART = {("bgp_peer", "password"), ("image", "server"), ("image", "volume")}


@pytest.mark.parametrize("noun", specs.SPECS)
def test_each_option_is_an_attribute_of_the_class(noun):
    spec = specs.SPECS[noun]
    kind = class_of(spec)
    lacking = {name for name, one in spec.fields.items()
               if not (one.seen or one.attr == EACH or hasattr(kind, attr(name, one)))}
    assert {(noun, name) for name in lacking} <= APART


@pytest.mark.parametrize("sdk", ["network.v9.floating_cloud.FloatingCloud",
                                 "network.v2.network.FloatingCloud"])
def test_a_class_that_openstacksdk_does_not_have(sdk):
    spec = Spec("floating_cloud", "network", sdk, {})
    with pytest.raises(CloudError, match=r"openstacksdk \d+\S* has nothing for a floating cloud: "
                                         "install a later release"):
        class_of(spec)


def test_attributes_of_a_later_release():
    class Old(SimpleNamespace):
        known = 1

    assert later(known=int)(Old) is Old
    new = later(known=int, fresh=str)(Old)
    assert issubclass(new, Old) and new.__name__ == "Old" and new.known == 1
    assert hasattr(new, "fresh")
