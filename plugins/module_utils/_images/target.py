# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout on one target: its plan, carried out step by step."""
from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from .._cloud.errors import CloudError
from . import plan as plans
from . import usage
from .glance import Glance
from .plan import Desired, Step
from .share import Members
from .upload import Upload
from .version import Version, current, marks

COPY = "copy-image"


class Rollout:
    """What is done on one target, and what comes of it.

    versions: as they are now.  upload: for new ones.  members: whom promoted ones are shared with.
    done: a row for each step.  warnings: why versions stay.
    """

    def __init__(self, glance: Glance, versions: list[Version], desired: Desired,
                 upload: Upload | None, members: Members, check_mode: bool) -> None:
        self.glance, self.versions, self.desired = glance, versions, desired
        self.upload, self.members, self.check_mode = upload, members, check_mode
        self.target = glance.connection.target
        self.done: list[dict[str, Any]] = []
        self.warnings: list[str] = []

    def go(self) -> None:
        """Raises CloudError; what was done before it is in `done`."""
        try:
            for step in plans.plan(self.desired, self.versions, datetime.now(UTC)):
                self._carry_out(step)
            if self.desired.state != "absent":
                self._share()
            self._delete_unused([Step("delete", one, "there are more than keep")
                                 for one in plans.surplus(self.desired, self.versions)])
        except CloudError as error:
            raise error.at(self.target) from None

    def _carry_out(self, step: Step) -> None:
        if step.action == "delete" and step.version and step.version.usable:
            self._delete_unused([step])
        elif step.action == "delete":
            self._delete(step)
        elif step.action == "upload":
            self._upload(step)
        else:
            self._note(step, self._changed(step))

    def _note(self, step: Step, new: Version | None = None) -> None:
        self.versions = plans.after(step, self.versions, new)
        self.done.append({**step.report(), **self.target.report()})

    def _changed(self, step: Step) -> Version | None:
        """Of a step that changes a version, or waits for it."""
        if self.check_mode or step.version is None:
            return None
        if step.changes:
            return Version.of(self.glance.change(step.version.id, step.changes))
        if step.stores:
            return self._copy(step.version, step.stores)
        return self.glance.settled(step.version.id)

    def _copy(self, version: Version, stores: frozenset[str]) -> Version:
        if COPY not in self.glance.methods():
            raise CloudError("invalid", f"stores: this Glance has no import method {COPY}: omit "
                             "stores for this target")
        self.glance.fetch(version.id, {"name": COPY}, stores)
        return self.glance.settled(version.id, lambda one: stores <= one.stores)

    def _upload(self, step: Step) -> None:
        desired, image_id = self.desired, str(uuid.uuid4())
        attributes = {
            "id": image_id, "name": desired.name, "disk_format": desired.disk_format,
            "container_format": "bare",
            "visibility": "shared" if self.members.given else "private", **desired.properties,
            **marks(desired.rollout, desired.build or "", desired.checksums, desired.disk_format,
                    datetime.now(UTC), image_id)}
        if self.check_mode or self.upload is None:
            made = Version.of({**attributes, "id": "", "status": "active"})
        else:
            made = self.upload.carry_out(self.glance, desired, attributes)
        self._note(Step(step.action, made, step.reason), made)
        missing = desired.stores - made.stores
        if missing and not self.check_mode:
            self.versions = plans.after(step, [one for one in self.versions if one is not made],
                                        self._copy(made, missing))

    def _share(self) -> None:
        version = current(self.versions)
        done = self.members.share(self.glance, version, self.check_mode) if version else []
        if done:
            self._note(Step("share", version, ", ".join(done)))

    def _delete(self, step: Step) -> None:
        if step.version and not self.check_mode:
            self.glance.delete(step.version.id)
        self._note(step)

    def _delete_unused(self, steps: list[Step]) -> None:
        """Of versions that somebody needs it is said why they stay."""
        going = [step.version for step in steps if step.version]
        uses = usage.needed(self.glance, going, self.members.logins) if going else {}
        for step in steps:
            if step.version and uses.get(step.version.id):
                self.warnings.append(f"{self.target}: {step.version.name} "
                                     f"{plans.spared(uses[step.version.id])}")
            else:
                self._delete(step)
