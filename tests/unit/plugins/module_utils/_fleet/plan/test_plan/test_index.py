# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done about one index, whatever is seen of it, and why."""

from __future__ import annotations

import pytest
from builders import ANOTHER_SPEC, SPEC, A, B, C, fleet, marks, seen, server
from plans import NEW, NONE, OLD, OTHER_DATA, REPLACE, present, said

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.plan import plan

FOREIGN = server(1, metadata={}, server_id="foreign")

# An index is ...; the servers seen; the targets unseen; the fleet's options;
# what present does with a fleet of one; what absent does. A creation is on B.
TABLE = [
    ("seen-up-to-date",
     [server(1)], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-up-to-date-with-a-target-unseen",
     [server(1)], [B], {}, ["keep a1"], ["delete a1"]),
    ("seen-still-building",
     [server(1, status="BUILD", task="spawning")], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-stopped",
     [server(1, status="SHUTOFF")], [], {}, ["start a1"], ["delete a1"]),
    ("seen-stopped-policy-none",
     [server(1, status="PAUSED")], [], {"update_policy": "none"}, ["start a1"], ["delete a1"]),
    ("seen-stopped-and-another-image",
     [server(1, status="SHUTOFF", spec=ANOTHER_SPEC)], [], REPLACE, ["rebuild a1"], ["delete a1"]),
    ("seen-in-RESCUE",
     [server(1, status="RESCUE")], [], {}, ["keep a1"], ["delete a1"]),
    ("seen-another-spec-policy-none",
     [server(1, spec=ANOTHER_SPEC)], [], {"update_policy": "none"}, ["keep a1"], ["delete a1"]),
    ("seen-another-spec-policy-in_place",
     [server(1, spec=ANOTHER_SPEC)], [], {"update_policy": "in_place"}, ["keep a1"],
     ["delete a1"]),
    ("seen-another-image-policy-replace",
     [server(1, spec=ANOTHER_SPEC)], [], REPLACE, ["rebuild a1"], ["delete a1"]),
    ("seen-another-flavor-policy-replace",
     [server(1, spec={**SPEC, "flavor": "large"})], [], REPLACE, ["resize a1"], ["delete a1"]),
    ("seen-another-spec-policy-replace",
     [server(1, spec=OTHER_DATA)], [], REPLACE, ["replace a1 on b"], ["delete a1"]),
    ("seen-without-a-tag",
     [server(1)], [], {"tags": ["blue"]}, ["update a1"], ["delete a1"]),
    ("seen-another-spec-and-under-way",
     [server(1, spec=OTHER_DATA, status="REBUILD")], [], REPLACE, ["keep a1"], ["delete a1"]),
    ("seen-another-spec-in-ERROR",
     [server(1, spec=OTHER_DATA, status="ERROR")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-up-to-date-policy-replace",
     [server(1)], [], REPLACE, ["keep a1"], ["delete a1"]),
    ("seen-in-ERROR",
     [server(1, status="ERROR")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-in-ERROR-with-a-target-unseen",
     [server(1, status="ERROR")], [C], {}, ["replace a1 on b"], ["delete a1"]),
    # there is nothing of it left that could be deleted: another one is all that replacing means
    ("DELETED-behind-our-back",
     [server(1, status="DELETED")], [], {}, ["create web-1 on b"], []),
    ("SOFT_DELETED-behind-our-back",
     [server(1, status="SOFT_DELETED")], [], {}, ["create web-1 on b"], []),
    ("being-deleted",
     [server(1, task="deleting")], [], {}, ["replace a1 on b"], ["delete a1"]),
    ("seen-twice-oldest-stays",
     [server(1, server_id="young", **NEW), server(1, server_id="old", **OLD)], [], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-oldest-broken",
     [server(1, server_id="young", **NEW),
      server(1, server_id="old", status="ERROR", **OLD)], [], {},
     ["keep young", "delete old"], ["delete young", "delete old"]),
    ("seen-twice-oldest-being-deleted",
     [server(1, server_id="old", task="deleting", **OLD),
      server(1, server_id="young", **NEW)], [], {},
     ["keep young", "delete old"], ["delete old", "delete young"]),
    ("seen-twice-both-broken",
     [server(1, server_id="old", status="ERROR", **OLD),
      server(1, server_id="young", status="ERROR", **NEW)], [], {},
     ["replace old on b", "delete young"], ["delete old", "delete young"]),
    ("seen-twice-one-DELETED",
     [server(1, server_id="old", status="DELETED", **OLD),
      server(1, server_id="young", **NEW)], [], {},
     ["keep young"], ["delete young"]),
    ("seen-twice-across-targets",
     [server(1, A, "young", **NEW), server(1, B, "old", **OLD)], [], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-with-a-target-unseen",
     [server(1, server_id="young", **NEW), server(1, server_id="old", **OLD)], [B], {},
     ["keep old", "delete young"], ["delete young", "delete old"]),
    ("seen-twice-in-the-same-second",
     [server(1, server_id="y"), server(1, server_id="x")], [], {},
     ["keep x", "delete y"], ["delete y", "delete x"]),
    # a replacement that is made first, by a run that was killed in between
    ("seen-twice-the-younger-up-to-date",
     [server(1, server_id="old", spec=OTHER_DATA, **OLD), server(1, server_id="young", **NEW)],
     [], REPLACE, ["keep young", "delete old"], ["delete old", "delete young"]),
    ("seen-twice-the-younger-up-to-date-and-broken",
     [server(1, server_id="old", spec=OTHER_DATA, **OLD),
      server(1, server_id="young", status="ERROR", **NEW)],
     [], REPLACE, ["replace old on b", "delete young"], ["delete old", "delete young"]),
    ("seen-twice-the-younger-up-to-date-but-for-its-image",
     [server(1, server_id="old", spec=ANOTHER_SPEC, **OLD), server(1, server_id="young", **NEW)],
     [], REPLACE, ["rebuild old", "delete young"], ["delete old", "delete young"]),
    ("seen-thrice",
     [server(1, server_id="z"), server(1, server_id="y"), server(1, server_id="x")], [], {},
     ["keep x", "delete y", "delete z"], ["delete z", "delete y", "delete x"]),
    ("beyond-count",
     [server(1), server(2)], [], {},
     ["keep a1", "delete a2"], ["delete a1", "delete a2"]),
    ("beyond-count-with-a-target-unseen",
     [server(1), server(2)], [B], {},
     ["keep a1", "keep a2"], ["delete a1", "delete a2"]),
    ("beyond-count-in-ERROR-with-a-target-unseen",
     [server(1), server(2, status="ERROR")], [B], {},
     ["keep a1", "keep a2"], ["delete a1", "delete a2"]),
    ("beyond-count-seen-twice",
     [server(1), server(2, server_id="x"), server(2, server_id="y")], [], {},
     ["keep a1", "delete x", "delete y"], ["delete a1", "delete x", "delete y"]),
    ("damaged-index-is-beyond-count",
     [server(1), server(metadata={**marks(), "multicloud_index": "one"}, server_id="x")], [], {},
     ["delete x", "keep a1"], ["delete x", "delete a1"]),
    ("damaged-index-with-a-target-unseen",
     [server(1), server(metadata={**marks(), "multicloud_index": ""}, server_id="x")], [B], {},
     ["keep x", "keep a1"], ["delete x", "delete a1"]),
    ("not-seen-all-targets-seen",
     [], [], {}, ["create web-1 on b"], []),
    ("not-seen-a-target-unseen",
     [], [A], {"unseen": "replace"}, ["create web-1 on b"], []),
    ("foreign-right-name-no-mark",
     [FOREIGN], [], {}, ["create web-1 on b"], []),
    ("foreign-right-name-mark-of-another-fleet",
     [server(metadata=marks(fleet_name="web-x"))], [], {}, ["create web-1 on b"], []),
    ("foreign-beside-the-fleet's-own",
     [FOREIGN, server(1)], [], {}, ["keep a1"], ["delete a1"]),
    ("without-its-floating-ip",
     [server(metadata=marks(floating="public"))], [], {}, ["update a1"], ["delete a1"]),
    ("without-its-floating-ip-and-another-spec",
     [server(metadata=marks(spec=OTHER_DATA, floating="public"))], [], REPLACE,
     ["replace a1 on b"], ["delete a1"]),
    ("without-its-floating-ip-in-ERROR",
     [server(metadata=marks(floating="public"), status="ERROR")], [], {},
     ["replace a1 on b"], ["delete a1"]),
]


def table(expected):
    """One parameter per row of TABLE: its servers, unseen, options, and the expected column."""
    return [pytest.param(*line[1:4], line[expected], id=line[0]) for line in TABLE]


@pytest.mark.parametrize(("servers", "unseen", "options", "expected"), table(4))
def test_present(servers, unseen, options, expected):
    found = present(fleet(1, (A, B, C), **options), servers, unseen)
    assert [said(step) for step in found.steps] == expected


@pytest.mark.parametrize(("servers", "unseen", "_options", "expected"), table(5))
def test_absent(servers, unseen, _options, expected):
    found = plan.survey(NONE, seen(servers), set(unseen), "absent")
    assert [said(step) for step in found.steps] == expected
    assert not found.missing


@pytest.mark.parametrize(("servers", "unseen", "options", "reason"), [
    ([server(1)], [], {}, "up to date"),
    ([server(1, spec=ANOTHER_SPEC)], [], {},
     "update_policy in_place keeps image image-1 -> debian-12"),
    ([server(1, spec=ANOTHER_SPEC)], [], REPLACE, "image image-1 -> debian-12"),
    ([server(1, spec=OTHER_DATA)], [], REPLACE, "userdata digest c7aa9e4a -> none"),
    ([server(1, name="x", tags=["t"])], [], {"tags": ["u"]}, "name x -> web-1, tags t -> t, u"),
    ([server(1, status="ERROR")], [], {}, "is ERROR"),
    ([server(1, task="deleting")], [], {}, "is deleting"),
    ([server(1), server(1, B)], [], {}, "duplicate of a1 on a"),
    ([server(2)], [], {}, "beyond the count of 1"),
    ([server(2)], [B, C], {},
     "beyond the count, but not deleted while b, c/north cannot be queried"),
    ([], [], {}, "missing"),
    ([], [A, C], {}, "not found, and a, c/north cannot be queried"),
    ([server(metadata=marks(floating="public"))], [], {}, "floating_ip none -> a new one"),
])
def test_every_step_has_its_reason(servers, unseen, options, reason):
    found = present(fleet(1, (A, B, C), **options), servers, unseen)
    assert reason in [step.reason for step in found.steps]


def test_absent_says_why():
    found = plan.survey(NONE, seen([server(1)]), set(), "absent")
    assert [step.reason for step in found.steps] == ["state is absent"]
