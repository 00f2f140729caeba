# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from .sample import Sample

NAME = "contract container #1"
SAMPLES: dict[str, Sample] = {
    "object_container": Sample(
        create={"name": NAME, "read_ACL": ".r:*", "temp_url_key": "first",
                "metadata": {"Kept": 1, "gone": "2"}},
        update={"metadata": {"new_one": "3"}, "delete_metadata_keys": ["Gone"], "read_ACL": "",
                "temp_url_key": "second"},
        diff={"metadata": {"kept": "1", "new-one": "3"}, "read_ACL": ""}),
    "object": Sample(
        needs=(("object_container", {"name": NAME}),),
        create={"name": "a folder/what is #this?", "container": NAME, "data": "one"},
        update={"data": "two"}),
}
