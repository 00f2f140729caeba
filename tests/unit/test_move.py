# SPDX-License-Identifier: GPL-3.0-or-later
"""How the documentation of another collection is compared with ours."""
from __future__ import annotations

import importlib.util

import house
import pytest


def load(name):
    """A script of the comparison."""
    path = house.ROOT / f"tests/compare/move/{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


options, results = load("options"), load("results")


def one(kind="str", **more):
    return {"type": kind, **more}


def within(**more):
    return one("list", elements="dict", suboptions=more)


@pytest.mark.parametrize(("theirs", "ours", "found"), [
    (one(), one(), []), (one(), one("raw"), []), (one("int"), one("float"), []),
    (one("float"), one("int"), ["m.x: the type 'float' is 'int'"]),
    (one("list", elements="str"), one("list", elements="dict"),
     ["m.x: the elements 'str' is 'dict'"]),
    # they are compared by their texts
    (one(choices=["4"]), one("int", choices=[4, 6]), []),
    (within(a=one()), within(a=one(), b=one()), []),
    (within(a=one(), b=one("int")), within(a=one("bool"), c=one()),
     ["m.x.a: the type 'str' is 'bool'", "m.x.b: there is no b"]),
    (within(a=within(b=one(aliases=["c"]))), within(a=within(b=one(required=True))),
     ["m.x.a.b: there is no c", "m.x.a.b: is required"]),
    # any key, and only these
    (within(a=one()), one("list", elements="dict"), []),
    (one("list", elements="dict"), within(b=one(), a=one()), ["m.x: takes only a, b"]),
    (one("raw"), one("raw", suboptions={"a": one()}), [])])
def test_options_within_options(theirs, ours, found):
    assert list(options.differences("m", {"x": theirs}, {"x": ours})) == found


def key(kind="str", description="A key.", **contains):
    return {"type": kind, "description": description, "contains": contains}


DOCUMENTED = {
    "thing": {"thing": key("dict", a=key("dict", b=key()), c=key("int"), free=key("dict"))},
    "thing_info": {
        "things": key("list", ["Each as", "RV(multicloud.openstack.thing#module:thing)."], d=key()),
        "first": key("dict", "The first of RV(things).")},
    "other": {"other": key("dict")},
    "network": {"network": key("dict", id=key())}}


@pytest.mark.parametrize(("module", "theirs", "found"), [
    ("thing", {"changed": key("bool"), "thing": key("dict", a=key("dict", b=key()))}, []),
    ("thing", {"things": key("list")}, ["m: returns no things"]),
    ("thing", {"thing": key("list", a=key("dict", x=key()), c=key(), free=key("dict", y=key()))}, [
        "m.thing: the type 'list' is 'dict'", "m.thing.a: returns no x",
        "m.thing.c: the type 'str' is 'int'"]),
    # documented elsewhere
    ("thing_info", {"things": key("list", a=key("dict", b=key()), d=key(), x=key()),
                    "first": key("dict", c=key("int"), x=key())},
     ["m.first: returns no x", "m.things: returns no x"]),
    ("other", {"other": key("dict")}, []),
    ("other", {"other": key("dict", a=key())},
     ["m.other: our documentation does not say what it has",]),
    # openstacksdk has it
    ("network", {"network": key("dict", mtu=key("int"), colour=key())},
     ["m.network: returns no colour"])])
def test_keys_of_results(module, theirs, found):
    assert list(results.differences("m", theirs, module, DOCUMENTED)) == found


def test_what_no_result_shows():
    assert "name" in results.attributes("identity_user")
    assert "password" not in results.attributes("identity_user")
    assert results.attributes("auth") == frozenset()
