# SPDX-License-Identifier: GPL-3.0-or-later
"""Which image a spec means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._portable.image import (
    EVERY,
    ImageRequirement,
    Viewer,
    choose,
    disk,
    fits,
    query,
    reason,
)


def image(key, distro="debian", version=None, **more):
    return {"id": f"id-{key}", "name": key, "status": "active", "os_hidden": False,
            "os_distro": distro, "os_version": version, "created_at": "2026-01-01T00:00:00Z",
            "disk_format": "qcow2", **more}


OLD = image("debian-12", version="12", architecture="x86_64")
NEW = image("debian-13", version="13", created_at="2026-06-01T00:00:00Z", hw_disk_bus="scsi")
BETA = image("debian-14-beta", version="14", created_at="2026-09-01T00:00:00Z")
UBUNTU = image("ubuntu-24.04", "ubuntu", "24.04", disk_format="raw")
BARE = {"id": "bare", "name": None, "status": "active"}
ALL = [OLD, NEW, BETA, UBUNTU, BARE]
DEACTIVATED = {**OLD, "status": "deactivated"}


@pytest.mark.parametrize(("images", "desired", "expected"), [
    pytest.param(ALL, "debian-13", NEW, id="name"),
    pytest.param(ALL, "bare", BARE, id="id"),
    pytest.param([DEACTIVATED, {**OLD, "id": "2"}], "debian-12", {**OLD, "id": "2"},
                 id="the-active-one-of-a-name"),
    pytest.param([{**OLD, "disk_format": "raw"}, {**OLD, "id": "2"}], "debian-12",
                 {**OLD, "id": "2"}, id="the-liked-one-of-a-name"),
    pytest.param(ALL, ImageRequirement(os_distro="ubuntu"), UBUNTU, id="os_distro"),
    pytest.param(ALL, ImageRequirement(os_distro="debian", os_version="12"), OLD, id="os_version"),
    pytest.param(ALL, ImageRequirement(architecture="x86_64"), OLD, id="architecture"),
    pytest.param(ALL, ImageRequirement(properties=(("hw_disk_bus", "scsi"),)), NEW,
                 id="properties"),
    pytest.param(ALL, ImageRequirement(properties=(("os_hidden", "False"), ("os_version", "13"))),
                 NEW,
                 id="properties-as-text"),
    pytest.param(ALL, ImageRequirement(name="ubuntu-*"), UBUNTU, id="pattern"),
    pytest.param(ALL, ImageRequirement(name="debian-12"), OLD, id="pattern-without-stars"),
    pytest.param(ALL, ImageRequirement(name="debian-*", exclude="*-1[34]*"), OLD, id="exclude"),
    pytest.param(ALL, ImageRequirement(os_distro="debian", newest=True), BETA, id="newest"),
    pytest.param(ALL, ImageRequirement(os_distro="debian", newest=True, exclude="*beta*"), NEW,
                 id="newest-but"),
    pytest.param([OLD, {**NEW, "disk_format": "raw"}],
                 ImageRequirement(os_distro="debian", newest=True),
                 {**NEW, "disk_format": "raw"}, id="newest-of-any-format"),
    pytest.param([{**OLD, "id": "z", "disk_format": "raw"}, OLD],
                 ImageRequirement(os_distro="debian", newest=True), OLD, id="as-new-but-liked"),
    pytest.param([OLD, {**NEW, "disk_format": "raw"}], ImageRequirement(os_distro="debian"), OLD,
                 id="the-liked-format"),
    pytest.param([{**NEW, "disk_format": "raw"}], ImageRequirement(os_distro="debian"),
                 {**NEW, "disk_format": "raw"}, id="no-other-format"),
    pytest.param([DEACTIVATED, NEW], ImageRequirement(os_distro="debian"), NEW, id="deactivated"),
    pytest.param([{**OLD, "os_hidden": True}, NEW], ImageRequirement(os_distro="debian"), NEW,
                 id="hidden"),
])
def test_the_image(images, desired, expected):
    assert choose(images, desired, "qcow2") == expected


@pytest.mark.parametrize(("images", "desired", "kind", "message"), [
    pytest.param(ALL, "x", "not_found", "there is no image 'x' here; there are bare, debian-12, "
                 "debian-13, debian-14-beta, ubuntu-24.04", id="name"),
    pytest.param([DEACTIVATED, NEW], "debian-12", "not_found",
                 "the image 'debian-12' cannot be used: it is deactivated", id="deactivated"),
    pytest.param([{**OLD, "os_hidden": True}], "debian-12", "not_found",
                 "the image 'debian-12' cannot be used: it is hidden: name it by its id",
                 id="hidden"),
    pytest.param([OLD, {**OLD, "id": "2"}], "debian-12", "ambiguous",
                 "2 images are named 'debian-12': name one by its id (2, id-debian-12)",
                 id="twice"),
    pytest.param(ALL, ImageRequirement(os_distro="debian"), "ambiguous",
                 "3 images fit os_distro debian: set newest, or add requirements; they are "
                 "debian-12 (id-debian-12), debian-13 (id-debian-13), "
                 "debian-14-beta (id-debian-14-beta)",
                 id="several"),
    pytest.param([{**OLD, "id": f"{n:02}"} for n in range(12)],
                 ImageRequirement(os_distro="debian"),
                 "ambiguous", "12 images fit os_distro debian: set newest, or add requirements; "
                 "they are " + ", ".join(f"debian-12 ({n:02})" for n in range(10)) + " and 2 more",
                 id="many"),
    pytest.param([OLD, UBUNTU], ImageRequirement(os_distro="debian", os_version="13"), "not_found",
                 "no image here fits os_distro debian, os_version 13; closest: debian-12, which "
                 "has os_version 12", id="closest"),
    pytest.param([BARE], ImageRequirement(os_distro="debian", architecture="x86_64"), "not_found",
                 "no image here fits os_distro debian, architecture x86_64; closest: "
                 "bare, which has no os_distro and has no architecture", id="closest-lacks-two"),
    pytest.param([{**OLD, "os_version": None}, NEW], ImageRequirement(os_version="12"), "not_found",
                 "no image here fits os_version 12; closest: debian-13, which has os_version 13",
                 id="another-is-closer-than-none"),
    pytest.param(ALL, ImageRequirement(name="debian-9*"), "not_found",
                 "no image here fits name debian-9*; "
                 "closest: debian-12, which is not named 'debian-9*'", id="closest-by-name"),
    pytest.param([OLD], ImageRequirement(os_distro="debian", exclude="*12"), "not_found",
                 "no image here fits os_distro debian, exclude *12; closest: debian-12, which is "
                 "excluded", id="excluded"),
    pytest.param([DEACTIVATED], ImageRequirement(os_distro="debian"), "not_found",
                 "there are no images here at all", id="none"),
])
def test_no_image(images, desired, kind, message):
    with pytest.raises(CloudError) as error:
        choose(images, desired, "qcow2")
    assert (error.value.kind, error.value.message) == (kind, message)


# of the project `mine`, and of others, the older the more they are offered
PUBLIC = image("p", name="debian-12", visibility="public", owner="provider")
SHARED = image("s", name="debian-12", visibility="shared", owner="a", created_at="2026-02")
STRANGE = {**SHARED, "id": "id-x", "owner": "b"}        # of which only administrators see
GOLDEN = image("g", name="debian-12", visibility="shared", owner="mine", created_at="2026-03")
BACKUP = image("b", name="db-nightly", visibility="private", owner="mine", created_at="2026-04",
               image_type="snapshot", base_image_ref="p", instance_uuid="db")
OTHERS = {**BACKUP, "id": "id-o", "owner": "a"}
THEIRS = {**OTHERS, "visibility": "shared"}
OFFERED = {**BACKUP, "id": "id-i", "owner": "provider", "visibility": "public"}
VIEWER = Viewer("mine", lambda image_id: image_id != "id-x")
DEBIAN = ImageRequirement(os_distro="debian")
NEWEST = ImageRequirement(os_distro="debian", newest=True)
SNAPSHOT = (("image_type", "snapshot"),)


def version(key, owner="mine", promoted=None, **more):
    """Of the rollout `web`, promoted on a day of November."""
    found = image(key, owner=owner, visibility="private", multicloud_rollout="web",
                  **({"multicloud_promoted": f"2026-11-{promoted}T00:00:00Z"} if promoted else {}),
                  **more)
    return {**found, "multicloud_id": found["id"]}


FIRST, SECOND, THIRD = version("v1", promoted="10"), version("v2", promoted="20"), version("v3")
LENT = version("v4", "a", "30") | {"visibility": "shared"}
COPY = version("v5", promoted="30") | {"id": "made of a server of v5"}
ROLLOUT = ImageRequirement(rollout="web")


@pytest.mark.parametrize(("images", "desired", "expected", "why"), [
    # the promoted version, whatever else there is, the project's own first
    ([PUBLIC, FIRST, SECOND, THIRD, LENT, COPY], ROLLOUT, SECOND, "the promoted version of web"),
    ([FIRST, {**SECOND, "status": "deactivated"}], ROLLOUT, FIRST, "the promoted version of web"),
    ([{**FIRST, "multicloud_promoted": "2026-11-21T00:00:00Z"}, SECOND], ROLLOUT,
     {**FIRST, "multicloud_promoted": "2026-11-21T00:00:00Z"}, "the promoted version of web"),
    ([PUBLIC, THIRD, LENT], ROLLOUT, LENT, "the promoted version of web"),
    ([PUBLIC, SHARED, GOLDEN, BACKUP], DEBIAN, PUBLIC, "the only public image that fits"),
    ([PUBLIC, SHARED, GOLDEN, BACKUP], NEWEST, PUBLIC, "the only public image that fits"),
    ([PUBLIC, BACKUP], ImageRequirement(name="d*", newest=True), PUBLIC,
     "the only public image that fits"),
    ([PUBLIC, {**NEW, "visibility": "public"}], NEWEST, {**NEW, "visibility": "public"},
     "the newest of 2 public images that fit"),
    ([PUBLIC, {**PUBLIC, "id": "raw", "disk_format": "raw"}], DEBIAN, PUBLIC,
     "the only one in this cloud's image_format of 2 public images that fit"),
    ([SHARED, GOLDEN, BACKUP, THEIRS, OTHERS, STRANGE], NEWEST, SHARED,
     "the only shared image that fits"),
    # a provider may offer what he has made of a server
    ([OFFERED, SHARED], NEWEST, OFFERED, "the only public image that fits"),
    ([PUBLIC, SHARED, GOLDEN, BACKUP], ImageRequirement(os_distro="debian", newest=True, own=True),
     GOLDEN,
     "the only own image that fits"),
    ([PUBLIC, GOLDEN, BACKUP, OTHERS], ImageRequirement(own=True, properties=SNAPSHOT), BACKUP,
     "the only own image that fits"),
    ([GOLDEN, BACKUP, THEIRS], ImageRequirement(properties=SNAPSHOT), THEIRS,
     "the only shared image that fits"),
    # a name means any image, the project's own first
    ([PUBLIC, SHARED, GOLDEN, STRANGE], "debian-12", GOLDEN, None),
    ([PUBLIC, SHARED, STRANGE], "debian-12", PUBLIC, None),
    ([SHARED, STRANGE], "debian-12", SHARED, None),
    ([BACKUP, OTHERS], "db-nightly", BACKUP, None),
    ([OTHERS, {**PUBLIC, "os_hidden": True}], "id-p", {**PUBLIC, "os_hidden": True}, None),
    ([OTHERS], "id-o", OTHERS, None),
])
def test_whose_image(images, desired, expected, why):
    for rows in (images, images[::-1]):
        assert choose(rows, desired, "qcow2", VIEWER) == expected
        assert reason(rows, desired, VIEWER) == why


@pytest.mark.parametrize(("images", "desired", "message"), [
    ([GOLDEN], NEWEST, "no image here fits os_distro debian, newest true; closest: debian-12, "
     "which is the project's own (set own: true to use it)"),
    ([BACKUP], NEWEST, "no image here fits os_distro debian, newest true; closest: db-nightly, "
     "which is the project's own (set own: true to use it) and is a snapshot of a server (set "
     "properties: {image_type: snapshot} to use it)"),
    ([PUBLIC], ImageRequirement(name="d*", own=True),
     "no image here fits name d*, own true; closest: "
     "debian-12, which is not the project's own"),
    ([OTHERS], NEWEST, "there are no images here at all"),
    ([PUBLIC, THIRD], ROLLOUT,
     "no image here fits rollout web; closest: v3, which is not promoted"),
    ([PUBLIC], ROLLOUT, "no image here fits rollout web; closest: debian-12, which has no rollout"),
    ([COPY], ROLLOUT, "no image here fits rollout web; closest: v5, which was made of a server or "
     "volume of a version"),
    ([{**SECOND, "multicloud_promoted": "soon"}], ROLLOUT,
     "no image here fits rollout web; closest: v2, which is not promoted"),
    ([version("v2", "a", "20")], ROLLOUT, "there are no images here at all"),
    ([OTHERS], "db-nightly", "there is no image 'db-nightly' here; there are none at all"),
    ([STRANGE, PUBLIC], "x", "there is no image 'x' here; there is debian-12"),
])
def test_what_nobody_has_asked_for_is_not_chosen(images, desired, message):
    with pytest.raises(CloudError) as error:
        choose(images, desired, "qcow2", VIEWER)
    assert (error.value.kind, error.value.message) == ("not_found", message)


@pytest.mark.parametrize(("desired", "expected"), [
    ("debian-12", {"name": "debian-12"}),
    ("in: a", {"name": "eq:in: a"}), (ImageRequirement(name="in: a"),
                                      {**EVERY, "name": "eq:in: a"}),
    (ImageRequirement(name="debian-*", os_distro="debian"), {**EVERY, "os_distro": "debian"}),
    (ImageRequirement(name="debian-12", os_version="12", architecture="x"),
     {**EVERY, "name": "debian-12", "os_version": "12", "architecture": "x"}),
    (ImageRequirement(properties=(("limit", "1"),), newest=True), EVERY),
    (ROLLOUT, {**EVERY, "multicloud_rollout": "web"}),
])
def test_what_glance_leaves_out(desired, expected):
    assert query(desired) == expected


TEXT = st.sampled_from(["a", "b", "ab"])
ROWS = st.lists(st.builds(
    lambda number, **row: {"id": str(number), "status": "active", **row}, st.integers(0, 99),
    name=TEXT, os_distro=TEXT, os_version=TEXT,
    created_at=st.sampled_from(["2025", "2026"])), max_size=6, unique_by=lambda row: row["id"])
REQUIREMENTS = st.builds(ImageRequirement, name=st.sampled_from([None, "a*", "b"]),
                         os_distro=st.none() | TEXT,
                         os_version=st.none() | TEXT, newest=st.booleans(),
                         exclude=st.sampled_from([None, "a"]))


@given(ROWS, REQUIREMENTS)
def test_the_order_of_a_list_does_not_matter(rows, desired):
    def outcome(images):
        try:
            return choose(images, desired)
        except CloudError as error:
            return error.message
    assert outcome(rows) == outcome(rows[::-1])


@given(ROWS, REQUIREMENTS)
def test_what_glance_leaves_out_would_not_have_fitted(rows, desired):
    filters = {key: value for key, value in query(desired).items() if key not in EVERY}
    left = [row for row in rows if all(row[key] == value for key, value in filters.items())]
    try:
        found = choose(rows, desired)
    except CloudError as error:
        if error.kind == "ambiguous":
            with pytest.raises(CloudError, match=str(error)[:9]):
                choose(left, desired)
        return
    assert choose(left, desired) == found


@pytest.mark.parametrize(("more", "size"), [
    ({}, None), ({"min_disk": 3}, 3), ({"size": 2 ** 30}, 1), ({"size": 2 ** 30 + 1}, 2),
    ({"min_disk": 3, "size": 5 * 2 ** 30}, 5), ({"size": 1, "virtual_size": 4 * 2 ** 30}, 4),
    ({"min_disk": 0, "size": None, "virtual_size": None}, None)])
def test_the_disk_that_an_image_needs(more, size):
    assert disk({**OLD, **more}) == size


@pytest.mark.parametrize(("row", "desired", "found"), [
    (OLD, "debian-12", True), (OLD, "id-debian-12", True), (OLD, "debian-13", False),
    (DEACTIVATED, "debian-12", True), ({**OLD, "os_hidden": True},
                                       ImageRequirement(name="debian-*"), True),
    (OLD, ImageRequirement(os_version="12", newest=True), True),
    (OLD, ImageRequirement(os_version="13"), False),
    ({}, "debian-12", False)])
def test_whether_a_server_was_made_of_what_is_desired(row, desired, found):
    assert fits(row, desired) is found
