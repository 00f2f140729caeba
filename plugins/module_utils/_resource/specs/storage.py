# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Cinder's resources."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..._cloud.errors import CloudError
from ..api import Api
from ..info import listing
from ..kinds import later
from ..spec import FORBID, Aspect, Field, Info, Spec
from ..task import Task

if TYPE_CHECKING:
    from openstack.resource import Resource

# what it is made of counts once; later it may be gone
SOURCE: Mapping[str, Any] = {"compare": "never"}
NAME = Field(compare="never", option={"required": True, "aliases": ["display_name"]})
DESCRIPTION = Field(option={"aliases": ["display_description"]})
# a volume with its data, whatever happens to it at the moment
WHOLE = ("available", "in-use", "reserved", "attaching", "detaching", "maintenance",
         "awaiting-transfer", "backing-up", "uploading", "retyping")
FAILED = ("error", "error_deleting", "error_extending", "error_restoring", "error_managing")


def texts(given: dict, _resolve: object) -> dict[str, str | None]:
    """Cinder keeps words alone."""
    return {key: value if value is None else str(value) for key, value in given.items()}


def divided(pair: tuple[dict, dict]) -> tuple[dict, list[str]]:
    """({key: what it is set to}, [keys that are taken away]) of a dict that changes."""
    before, after = pair
    return ({key: value for key, value in after.items()
             if value is not None and before.get(key) != value},
            [key for key, value in after.items() if value is None and key in before])


class Metadata(Aspect):
    """Of a volume, snapshot or server; set key by key, which leaves the others alone."""

    fields = {"metadata": Field("dict", compare="subset", send=texts)}
    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """All of it."""
        return {"metadata": dict(resource.metadata or {})}      # which openstacksdk changes

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for all that are set, and one for each that is taken away."""
        desired, gone = divided(changes["metadata"])
        for key in gone:        # first: openstacksdk forgets the others when some are set
            api.call("changing", resource.delete_metadata_item, key)
        if desired:
            api.call("changing", resource.set_metadata, desired)


class BackupMetadata(Metadata):
    """Of a backup, which takes it as a whole."""

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """In one request."""
        _before, after = changes["metadata"]
        api.update(resource, {"metadata": {key: value for key, value in after.items()
                                           if value is not None}})


class Size(Aspect):
    """A volume grows, also while it is attached."""

    fields = {"size": Field("int", update="grow")}
    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """In GiB."""
        return {"size": resource.size}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """Cinder goes on with it afterwards."""
        api.call("extending", resource.extend, changes["size"][1])


class Bootable(Aspect):
    """The mark that a server can be started from a volume; one that is made of an image has it."""

    fields = {"is_bootable": Field("bool", option={"aliases": ["bootable"]})}

    def read(self, api: Api, resource: Resource) -> dict:
        """As it is."""
        return {"is_bootable": bool(resource.is_bootable)}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """A new volume may be up to date already."""
        desired = changes["is_bootable"][1]
        if bool(resource.is_bootable) != desired:
            api.call("changing", resource.set_bootable_status, desired)


class VolumeTypeSpecs(Aspect):
    """Of a type of volumes."""

    fields = {"extra_specs": Field("dict", compare="subset", send=texts)}
    at_creation = True

    def read(self, api: Api, resource: Resource) -> dict:
        """All of them."""
        return {"extra_specs": resource.extra_specs or {}}

    def apply(self, api: Api, resource: Resource, changes: dict[str, tuple]) -> None:
        """One request for all that are set, and one for each that is taken away."""
        desired, gone = divided(changes["extra_specs"])
        if desired:
            api.call("changing", resource.set_extra_specs, **desired)
        api.call("changing", resource.delete_extra_specs, gone)


def _image(volume: Resource) -> str | None:
    return (volume.volume_image_metadata or {}).get("image_id")


VOLUME = Spec(
    noun="volume", service="block-storage", sdk="block_storage.v3.volume.Volume",
    query={"base_path": "/volumes/detail"}, ready=WHOLE, failed=FAILED, kind=later(backup_id=str),
    fields={
        "name": NAME,
        "availability_zone": Field(**FORBID),
        "backup": Field(attr="backup_id", ref="volume_backup", **SOURCE),
        "description": DESCRIPTION,
        "image": Field(attr="image_id", ref="image", seen=_image, **SOURCE),
        "is_multiattach": Field("bool", **FORBID),
        "scheduler_hints": Field("dict", **SOURCE),
        "snapshot": Field(attr="snapshot_id", ref="volume_snapshot",
                          option={"aliases": ["snapshot_id"]}, **SOURCE),
        "volume": Field(attr="source_volume_id", ref="volume", **SOURCE),
        # Cinder shows its name
        "volume_type": Field(
            names=("volume_type",),
            send=lambda given, resolve: resolve("volume_type", given, attribute="name"),
            update="forbid", advice="use volume_retype"),
    },
    aspects=(Size(), Bootable(), Metadata()),
    needs=(("size", "snapshot", "volume", "backup"),),
    constraints={"mutually_exclusive": [("image", "snapshot", "volume", "backup")]},
)

VOLUME_SNAPSHOT = Spec(
    noun="volume_snapshot", service="block-storage", sdk="block_storage.v3.snapshot.Snapshot",
    query={"base_path": "/snapshots/detail"}, scope=("volume",),
    returns=("snapshot", "volume_snapshot"),
    ready=("available", "backing-up", "restoring"), failed=FAILED,
    fields={
        "name": NAME,
        "description": DESCRIPTION,
        "force": Field("bool", "is_forced", **SOURCE),
        "volume": Field(attr="volume_id", ref="volume", **FORBID),
    },
    aspects=(Metadata(),), needs=(("volume",),),
)

VOLUME_BACKUP = Spec(
    noun="volume_backup", service="block-storage", sdk="block_storage.v3.backup.Backup",
    query={"base_path": "/backups/detail"}, returns=("backup", "volume_backup"),
    ready=("available", "restoring"), failed=FAILED,
    fields={
        "name": NAME,
        "description": DESCRIPTION,
        "force": Field("bool", **SOURCE),
        "is_incremental": Field("bool", option={"aliases": ["incremental"]}, **FORBID),
        "snapshot": Field(attr="snapshot_id", ref="volume_snapshot", **SOURCE),
        "volume": Field(attr="volume_id", ref="volume", **FORBID),
    },
    aspects=(BackupMetadata(),), needs=(("volume",),),
)

VOLUME_TYPE = Spec(
    noun="volume_type", service="block-storage", sdk="block_storage.v3.type.Type", find="list",
    role="admin",
    query={"is_public": "None"},        # providers see public ones alone otherwise
    fields={"description": Field(), "is_public": Field("bool", **FORBID)},
    aspects=(VolumeTypeSpecs(),),
)


def _details(path: str) -> Field:
    """The option of listing more than ids and names."""
    return Field("bool", "base_path",
                 send=lambda given, _resolve: f"{path}/detail" if given else path)


VOLUMES = Info(VOLUME, "volumes", filters={
    "all_projects": Field("bool"), "details": _details("/volumes"), "status": Field()})
VOLUME_SNAPSHOTS = Info(VOLUME_SNAPSHOT, "volume_snapshots", filters={
    "details": _details("/snapshots"),
    "status": Field(option={"choices": [
        "available", "backing-up", "creating", "deleted", "deleting", "error", "error_deleting",
        "restoring", "unmanaging"]}),
    "volume": Field(attr="volume_id", ref="volume")})
VOLUME_BACKUPS = Info(VOLUME_BACKUP, "volume_backups",
                      filters={"volume": Field(attr="volume_id", ref="volume")})
VOLUME_TYPES = Info(VOLUME_TYPE, "volume_types")


def types(task: Task, options: dict) -> dict:
    """As listing(); of the one that is named also its encryption and who may use it, as far as the
    account may see that."""
    result = listing(task, VOLUME_TYPES, options)
    if not options.get("name") or not result["volume_types"]:
        return result
    found, api = result["volume_types"][0], task.api(VOLUME_TYPE)
    return {**result, "volume_type": found,
            **_allowed("encryption", lambda: _encryption(api, found)),
            **_allowed("access_project_ids", lambda: _access(api, found))}


def _allowed(key: str, read: Callable[[], object]) -> dict[str, object]:
    try:
        return {key: read()}
    except CloudError as error:
        if error.kind != "forbidden":
            raise
        return {}


def _encryption(api: Api, found: dict) -> dict:
    from openstack.block_storage.v3.type import TypeEncryption
    one = TypeEncryption.new(volume_type_id=found["id"])
    return api.call("reading the encryption of", one.fetch, requires_id=False
                    ).to_dict(computed=False)


def _access(api: Api, found: dict) -> list[str] | None:
    """None where everybody may use it."""
    if found["is_public"]:
        return None
    rows = api.call("reading who may use", api.kind.new(id=found["id"]).get_private_access)
    return [row["project_id"] for row in rows]


SPECS = (VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP, VOLUME_TYPE)
