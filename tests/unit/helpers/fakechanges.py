# SPDX-License-Identifier: GPL-3.0-or-later
"""What Nova does with a server that is there: for fakes.FakeCloud, on its rows.

A resize and a rebuild are under way in the next list, and done in the one after it.
"""

from __future__ import annotations

from urllib.parse import unquote

FLAVORS = {"flavor-1": "small", "flavor-2": "large"}


def write(row, method, words, body):
    """One request on the row of a server; words: the path after its id."""
    kind, words = words[0] if words else "", [unquote(word) for word in words]
    if kind == "action":
        return act(row, body)
    if kind == "metadata" and method == "POST":
        row["metadata"] = {**row["metadata"], **body["metadata"]}
    elif kind == "metadata":
        row["metadata"].pop(words[1], None)
    elif kind == "tags" and method == "PUT":
        row["tags"] = sorted({*row["tags"], words[1]})
    elif kind == "tags":
        row["tags"].remove(words[1])
    elif method == "PUT":
        row.update(body["server"])
    return {}


def act(row, body):
    """POST .../action."""
    (action, how), = body.items()
    if action == "resize":
        row.update(status="RESIZE", becomes={
            "status": "VERIFY_RESIZE", "flavor": {"original_name": FLAVORS[how["flavorRef"]]}})
    elif action == "confirmResize":
        row["status"] = "ACTIVE"
    elif action == "rebuild":
        row.update(status="REBUILD", becomes={"status": "ACTIVE", "image": {"id": how["imageRef"]}})
    elif action in ("os-start", "unpause", "resume", "unshelve"):
        row.update({"OS-EXT-STS:task_state": "starting",
                    "becomes": {"status": "ACTIVE", "OS-EXT-STS:task_state": None}})
    elif action == "addSecurityGroup":
        row["security_groups"].append(how)
    elif action == "removeSecurityGroup":
        row["security_groups"].remove(how)
    return {}


def listed(row):
    """After a list has shown the row."""
    row.update(row.pop("becomes", {}))
