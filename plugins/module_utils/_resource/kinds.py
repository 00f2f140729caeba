# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""openstacksdk's classes of resources, also where an older release of it lacks something."""
from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any

from .._cloud.errors import CloudError
from .._cloud.sdk import IMPORTING
from .spec import Spec


def class_of(spec: Spec) -> Any:
    """The class of a Spec.  Raises CloudError (config) where this openstacksdk has none."""
    module, _dot, name = spec.sdk.rpartition(".")
    try:
        with IMPORTING:
            found = getattr(import_module(f"openstack.{module}"), name)
    except (AttributeError, ImportError):
        raise CloudError("config", f"openstacksdk {metadata.version('openstacksdk')} has nothing "
                         f"for a {spec.noun.replace('_', ' ')}: install a later release") from None
    return spec.kind(found) if spec.kind else found


def later(**attributes: type) -> Callable[[Any], Any]:
    """A Spec's `kind`: the class with those of these attributes that it lacks."""
    def kind(found: Any) -> Any:
        from openstack.resource import Body
        lacking = {name: Body(name, type=of) for name, of in attributes.items()
                   if not hasattr(found, name)}
        return type(found.__name__, (found,), lacking) if lacking else found
    return kind
