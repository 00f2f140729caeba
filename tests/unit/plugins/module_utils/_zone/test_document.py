# SPDX-License-Identifier: GPL-3.0-or-later
"""What refers to what in a landing zone, and in which order that works."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.spec import Field, Spec
from ansible_collections.multicloud.openstack.plugins.module_utils._zone.document import (
    HOLDERS,
    KINDS,
    checked,
    names,
    ordered,
    references,
)


def spec(noun, prepare=lambda options: options, **fields):
    return Spec(noun, "network", "x.y.Z", fields, prepare=prepare)


SPECS = {
    **{noun: spec(noun) for noun in KINDS},
    "network": spec("network", mtu=Field("int"), project=Field(ref="project")),
    "subnet": spec("subnet", network=Field(ref="network"), pools=Field("list", ref="subnet_pool")),
    "router": spec("router", lambda options: {**options, "gateway": options.get("network")},
                   gateway=Field(ref="network"),
                   interfaces=Field("list", send=lambda rows, resolve: [
                       resolve("subnet", row["subnet"], network_id=resolve("network", row["net"]))
                       for row in rows])),
    "security_group": spec("security_group", remote=Field(ref="security_group"),
                           kind=Field(send=lambda name, resolve: resolve(
                               "volume_type", name, attribute="name"))),
    "volume": spec("volume", image=Field(ref="image"), volume=Field(ref="volume")),
    "image": spec("image", volume=Field(ref="volume")),
}


@pytest.mark.parametrize(("noun", "options", "found"), [
    ("network", {"name": "a"}, []),
    ("network", {"name": "a", "mtu": 1400}, []),
    ("network", {"name": "a", "project": "p"}, [("project", "p")]),
    ("network", {"name": "a", "project": None}, []),
    ("network", {"name": "a", "wait": True, "state": "present"}, []),
    ("subnet", {"name": "a", "network": "n"}, [("network", "n")]),
    ("subnet", {"name": "a", "pools": ["p", "q"]}, [("subnet_pool", "p"), ("subnet_pool", "q")]),
    # what prepare makes of the options counts, and each is named once
    ("router", {"name": "a", "network": "n"}, [("network", "n")]),
    ("router", {"name": "a", "network": "n", "interfaces": [
        {"subnet": "s", "net": "n"}, {"subnet": "t", "net": "m"}]},
     [("network", "n"), ("subnet", "s"), ("network", "m"), ("subnet", "t")]),
    ("security_group", {"name": "a", "kind": "k"}, [("volume_type", "k")]),
])
def test_references(noun, options, found):
    assert sorted(references(SPECS[noun], options)) == sorted(found)


def lines(entries):
    """The order, with what each needs and what it looks for elsewhere."""
    def text(keys):
        return " ".join(f"{noun}.{name}" for noun, name in keys)
    return [f"{text([one.key])} < {text(one.needs)} | {text(one.outside)}" for one in entries]


@pytest.mark.parametrize(("document", "expected"), [
    pytest.param({}, [], id="nothing"),
    pytest.param({"network": [{"name": "b"}, {"name": "a"}]},
                 ["network.b <  | ", "network.a <  | "], id="as-given"),
    pytest.param({"subnet": [{"name": "s", "network": "n"}], "network": [{"name": "n"}]},
                 ["network.n <  | ", "subnet.s < network.n | "], id="in-any-order"),
    pytest.param({"subnet": [{"name": "s", "network": "public"}]},
                 ["subnet.s <  | network.public"], id="elsewhere"),
    pytest.param({"router": [{"name": "r", "network": "public",
                              "interfaces": [{"subnet": "x", "net": "x"}]}],
                  "subnet": [{"name": "x", "network": "x"}], "network": [{"name": "x"}]},
                 ["network.x <  | ", "subnet.x < network.x | ",
                  "router.r < network.x subnet.x | network.public"], id="one-name-for-all"),
    pytest.param({"volume": [{"name": "b", "volume": "a"}, {"name": "a", "image": "i"}],
                  "image": [{"name": "i"}]},
                 ["image.i <  | ", "volume.a < image.i | ", "volume.b < volume.a | "],
                 id="within-a-kind"),
    pytest.param({"security_group": [{"name": "a", "remote": "a"}]},
                 ["security_group.a <  | "], id="itself"),
])
def test_order(document, expected):
    assert sorted(lines(ordered("shop", document, SPECS))) == sorted(expected)
    made = []
    for entry in ordered("shop", document, SPECS):
        assert set(entry.needs) <= set(made)
        made.append(entry.key)


@pytest.mark.parametrize(("document", "said"), [
    ({"network": [{"name": "a"}, {"name": "a"}]},
     "^network 'a' is in the zone more than once: remove one$"),
    ({"network": [{"name": "a"}, {"name": "a"}], "security_group": [{"name": "b"}] * 3},
     "^network 'a' is .* remove one. security group 'b' is in the zone more than once"),
    ({"security_group": [{"name": "a", "remote": "b"}, {"name": "b", "remote": "a"}]},
     "^security group '(.)' needs security group '.', which needs security group '\\1': remove "
     "one of these references$"),
    ({"volume": [{"name": "v", "image": "i"}], "image": [{"name": "i", "volume": "v"}]},
     "^(volume 'v' needs image 'i'|image 'i' needs volume 'v'), which needs "),
])
def test_what_cannot_be(document, said):
    with pytest.raises(CloudError, match=said) as caught:
        ordered("shop", document, SPECS)
    assert caught.value.kind == "invalid"


@pytest.mark.parametrize("name", ["a", "shop", "shop-1.test_2", "a" * 40])
def test_names_of_zones(name):
    assert checked(name) == name


@pytest.mark.parametrize("name", ["", "-a", "a-", "a b", "a=b", "a,b", "a/b", "a" * 41, "ä"])
def test_what_cannot_name_a_zone(name):
    with pytest.raises(CloudError, match="is not a valid landing zone name: use up to 40 letters"):
        checked(name)
    with pytest.raises(CloudError, match="is not a valid landing zone name"):
        ordered(name, {}, SPECS)


def test_what_is_looked_for():
    document = {"subnet": [{"name": "s", "network": "n"}, {"name": "t", "network": "public"}],
                "network": [{"name": "n", "project": "p"}]}
    assert names(ordered("shop", document, SPECS)) == {
        "network": {"n", "public"}, "subnet": {"s", "t"}}


# Any zone without circles: each may refer to those before it, and it is given in any order.

@given(st.data())
def test_each_comes_after_what_it_needs(data):
    number = data.draw(st.integers(0, 12))
    rows = [{"name": str(n), "volume": data.draw(st.sampled_from([str(m) for m in range(n)]))}
            if n and data.draw(st.booleans()) else {"name": str(n)} for n in range(number)]
    entries = ordered("shop", {"volume": data.draw(st.permutations(rows))}, SPECS)
    position = {entry.key: place for place, entry in enumerate(entries)}
    assert Counter(entry.name for entry in entries) == Counter(row["name"] for row in rows)
    assert all(position[key] < position[entry.key] for entry in entries for key in entry.needs)
    assert all(entry.options in rows and not entry.outside for entry in entries)


def test_what_holds_on_is_deleted_first():
    removal = list(reversed(KINDS))
    for noun, holders in HOLDERS.items():
        assert all(removal.index(holder) < removal.index(noun) for holder in holders)
