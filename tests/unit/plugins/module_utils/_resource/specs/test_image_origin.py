# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of an image that its maker has deleted again; test_image.py has the requests."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource import wait
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import (
    image_origin,
)


@pytest.mark.parametrize(("origin", "said"), [
    ("volume", "Cinder could not create image i of the volume"),
    ("server", "Nova could not create image i of the server"),
])
def test_an_image_that_is_gone(monkeypatch, origin, said):
    def gone(*_given):
        raise CloudError("not_found", "there is none")
    monkeypatch.setattr(wait, "until_ready", gone)
    with pytest.raises(CloudError, match=said):
        image_origin.arrived(None, type("Image", (), {"id": "i"}), 5, origin)
