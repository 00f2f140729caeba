# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What operators do with Cinder: services, encryption, and volumes that exist without it."""
from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..spec import FORBID, REQUIRED, Aspect, Field, Info, Spec
from ..task import Task
from .aspects import keys
from .storage import NAME, SOURCE, VOLUME, divided, texts

if TYPE_CHECKING:
    from openstack.resource import Resource


def _find_encryption(task: Task, api: Api, given: dict) -> Resource | None:
    """Of a type, which has one or none: Cinder answers with nothing then."""
    owner = task.resolve("volume_type", given["volume_type"])
    found = api.again(api.kind.new(volume_type_id=owner), requires_id=False)
    return found if found is not None and found.id else None


VOLUME_TYPE_ENCRYPTION = Spec(
    noun="volume_type_encryption", service="block-storage", role="admin", key="volume_type",
    sdk="block_storage.v3.type.TypeEncryption", lookup=_find_encryption, returns=("encryption",),
    fields={
        "encryption_cipher": Field(attr="cipher"),
        "encryption_control_location": Field(attr="control_location", option={
            "choices": ["back-end", "front-end"]}),
        "encryption_key_size": Field("int", "key_size", option={"choices": [128, 256, 512]}),
        "encryption_provider": Field(attr="provider"),
        "volume_type": Field(attr="volume_type_id", ref="volume_type", compare="never",
                             **REQUIRED),
    },
    needs=(("encryption_provider",), ("encryption_control_location",)),
)

# a list alone
VOLUME_SERVICES = Info(
    Spec(noun="volume_service", service="block-storage", role="admin", fields={},
         sdk="block_storage.v3.service.Service"),
    "volume_services", named=False, filters={"binary": Field(), "host": Field()})


def _unmanaged(kind: Any) -> Any:
    """Volumes that are given up instead of deleted: their data stays."""
    class Unmanaged(kind):
        """A volume."""

        def delete(self, session: Any, *_arguments: Any, **_more: Any) -> None:
            """Cinder forgets it."""
            self.unmanage(session)
    return Unmanaged


SOURCES = {"source_id": "source-id", "source_name": "source-name"}     # as drivers call them


def _reference(_task: Task, desired: dict) -> dict:
    """What Cinder takes of a volume that exists without it."""
    ref = {SOURCES[name]: desired[name] for name in SOURCES if name in desired}
    return {**{name: one for name, one in desired.items() if name not in SOURCES}, "ref": ref}


def _manage(api: Api, attributes: dict) -> Resource:
    made = api.connection.post("block-storage", "/manageable_volumes", {"volume": attributes},
                               "managing volume")
    return api.kind.existing(**made["volume"])


# not one of SPECS, as the others below: it is another way to make a volume, and to let go of it
VOLUME_MANAGE = replace(
    VOLUME, role="admin", kind=_unmanaged, attributes=_reference, create=_manage, aspects=(),
    needs=(("host",), tuple(SOURCES)), constraints={},
    fields={
        "name": NAME,
        "availability_zone": Field(**FORBID),
        "bootable": Field("bool", **SOURCE),
        "description": Field(),
        "host": Field(**SOURCE),
        "metadata": Field("dict", send=texts, **SOURCE),
        **{name: Field(**SOURCE) for name in SOURCES},
        "volume_type": VOLUME.fields["volume_type"],
    })


class Type(Aspect):
    """Of a volume that is there."""

    fields = {"new_type": Field(send=VOLUME.fields["volume_type"].send, **REQUIRED)}

    def read(self, api: Api, resource: Resource) -> dict:
        """Its name."""
        return {"new_type": resource.volume_type}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Cinder goes on with it afterwards."""
        api.call("retyping", resource.retype, changes["new_type"][1],
                 api.given["migration_policy"])


def _retyped(api: Api, volume: Resource, changed: bool) -> None:
    """Cinder says nothing of what has failed, but that the type is what it was."""
    before = api.given["before"] if changed and api.timeout else None
    if before and volume.volume_type == before:
        raise CloudError("conflict", f"the volume {volume.name} ({volume.id}) still has the type "
                         f"{before}: Cinder could not change it; migration_policy on-demand moves "
                         "the data to another backend", api.connection.target)


def _find_volume(task: Task, api: Api, given: dict) -> Resource | None:
    there = task.row("volume", given["volume"])
    given["before"] = there.volume_type if there is not None else None
    return there


VOLUME_RETYPE = Spec(
    noun="volume", service="block-storage", sdk=VOLUME.sdk, key="volume", query=VOLUME.query,
    lookup=_find_volume, prepare=dict, ready=("available", "in-use"), failed=VOLUME.failed,
    settle=_retyped, aspects=(Type(),), fields={}, patience=600.0,       # data may be moved
    only_prepare={
        "volume": {"required": True, "aliases": ["name"]},
        "migration_policy": {"choices": ["never", "on-demand"], "default": "never"}},
)


class ImageMetadata(Aspect):
    """What a volume says of the image that it is made of."""

    fields = {"image_metadata": Field("dict", compare="subset", send=texts, **REQUIRED)}

    def read(self, api: Api, resource: Resource) -> dict:
        """All of it."""
        return {"image_metadata": dict(resource.volume_image_metadata or {})}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for all that are set, and one for each that is taken away.

        Before openstacksdk 4.7 its own methods send what Cinder refuses.
        """
        desired, gone = divided(changes["image_metadata"])
        wanted = [("os-set_image_metadata", {"metadata": desired})] if desired else []
        for name, body in (*wanted, *(("os-unset_image_metadata", {"key": key}) for key in gone)):
            api.connection.post("block-storage", f"/volumes/{resource.id}/action", {name: body},
                                "changing the image metadata of a volume")


VOLUME_IMAGE_METADATA = Spec(
    noun="volume", service="block-storage", sdk=VOLUME.sdk, key="volume", query=VOLUME.query,
    lookup=lambda task, _api, given: task.row("volume", given["volume"]),
    prepare=partial(keys, "image_metadata"), aspects=(ImageMetadata(),), fields={},
)

SPECS = (VOLUME_TYPE_ENCRYPTION,)
