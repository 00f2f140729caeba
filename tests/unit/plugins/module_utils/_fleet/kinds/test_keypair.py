# SPDX-License-Identifier: GPL-3.0-or-later
"""Keypairs: ours by the whole comment of their key; how old, each says for itself."""

from __future__ import annotations

import pytest
from fakes import Canned, refusal
from leakage import KEY, known

from ansible_collections.multicloud.openstack.plugins.module_utils._fleet.kinds.keypair import (
    KeypairKind,
)

MARK = "multicloud_fleet=web"


@pytest.mark.parametrize(("comment", "ours"), [
    (f" {MARK}", True), ("", False), (" me@home", False), (f" {MARK} and more", False),
    (f" me {MARK}", False), (f" {MARK}\n", True), (" multicloud_zone=web", False)])
def test_what_is_ours(comment, ours):
    assert known("keypair", {"name": "ci", "public_key": KEY + comment},
                 {"fleet": "web", "servers": (), "shared": True} if ours else None)


def test_rows():
    rows = [{"name": "ci", "public_key": KEY}]
    connection = Canned({"GET /os-keypairs": {"keypairs": [{"keypair": row} for row in rows]}})
    assert KeypairKind().rows(connection) == rows


@pytest.mark.parametrize(("answer", "created"), [
    ({"keypair": {"created_at": "2026-01-01T00:00:00Z"}}, "2026-01-01T00:00:00Z"),
    ({"keypair": {}}, None), (refusal("not_found"), None)])
def test_ours_are_asked_for_their_age(answer, created):
    ours, other = ({"name": name, "public_key": f"{KEY} {comment}"}
                   for name, comment in (("ci", MARK), ("me", "me@ci")))
    connection = Canned({"GET /os-keypairs/ci": answer})
    assert KeypairKind().completed(connection, {"keypair": [ours, other]}) == [
        {**ours, "created_at": created}, other]
