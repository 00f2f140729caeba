# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The fleet that the user declares, as frozen data.  Pure: all that can be refused is refused here.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

from ..cloud.errors import CloudError
from ..cloud.target import Target
from ..resource.server import Wish
from . import mark

USERDATA = 65535 // 4 * 3       # bytes: Nova counts them in base64
TAGS = 50
KEY = re.compile(r"[a-zA-Z0-9_:. -]{1,255}")        # Nova's own rule
NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")


class Refused(CloudError):
    """The options cannot be carried out: one sentence for each that is wrong."""

    def __init__(self, sentences: list[str]):
        super().__init__("invalid", " ".join(sentences))


@dataclass(frozen=True)
class Share:
    """What one target contributes: its own wish and its bounds."""

    target: Target
    wish: Wish = Wish()
    min: int = 0
    max: int | None = None
    weight: float = 1


@dataclass(frozen=True)
class Fleet:
    """A named set of like servers, numbered from 1, spread over targets."""

    name: str
    count: int
    shares: tuple[Share, ...]
    placement: str = "spread"           # spread | fill
    unseen: str = "replace"             # replace | hold
    update_policy: str = "none"         # none | replace

    def share(self, target: Target) -> Share:
        """The share of a target that is in the fleet (KeyError if it is not)."""
        return {share.target: share for share in self.shares}[target]

    def server_name(self, index: int) -> str:
        """What server `index` is called."""
        return f"{self.name}-{index}"


def fleet(options: dict, entries: list[tuple[Target, dict]]) -> Fleet:
    """From the module's options, and the targets with their own options (overrides, min, max,
    weight).  Raises Refused."""
    found = Fleet(
        name=options["name"], count=options.get("count") or 0,
        shares=tuple(_share(options, target, entry) for target, entry in entries),
        **{key: options[key] for key in ("placement", "unseen", "update_policy")
           if options.get(key)})
    sentences = list(dict.fromkeys(_wrong(found)))
    if sentences:
        raise Refused(sentences)
    return found


def _share(options, target, entry):
    own = {key: value for key, value in entry.items() if value is not None}
    return Share(target=target, wish=Wish.of({**options, **own}), min=own.get("min") or 0,
                 max=own.get("max"), weight=own.get("weight", 1))


def unmade(name: str) -> Fleet:
    """A fleet of which nothing shall be left; targets do not matter.  Raises Refused."""
    sentences = list(_wrong_name(name))
    if sentences:
        raise Refused(sentences)
    return Fleet(name, 0, ())


def _wrong_name(name):
    """A fleet's name becomes part of host names, tags and metadata."""
    if not NAME.fullmatch(name) or len(mark.tag(name)) > mark.LONGEST:
        yield (f"name: {name!r} cannot name a fleet: use up to {mark.LONGEST - len(mark.tag(''))} "
               "letters, digits, dots, dashes and underscores, with a letter or digit at both "
               "ends.")


def _wrong(found: Fleet):
    yield from _wrong_name(found.name)
    if found.count < 0:
        yield f"count: {found.count} is less than 0."
    targets = [share.target for share in found.shares]
    for target in sorted({t for t in targets if targets.count(t) > 1}):
        yield f"targets: {target} is named more than once."
    for share in found.shares:
        yield from _wrong_share(share)
    least = sum(share.min for share in found.shares)
    if least > found.count >= 0:
        yield f"targets: the min of all targets add up to {least}, more than the count of " \
              f"{found.count}."
    if found.shares and all(share.max is not None for share in found.shares):
        most = sum(share.max for share in found.shares)
        if most < found.count:
            yield f"targets: the max of all targets add up to {most}, less than the count of " \
                  f"{found.count}."


def _wrong_share(share: Share):
    where, wish = share.target, share.wish
    for option in ("image", "flavor"):
        if not getattr(wish, option):
            yield f"{option}: {where} has none: set it for the fleet or for this target."
    if share.max is not None and share.min > share.max >= 0:
        yield f"targets: {where} has a min of {share.min} above its max of {share.max}."
    if min(share.min, share.max or 0) < 0 or share.weight <= 0:
        yield f"targets: {where}: min and max cannot be less than 0, and weight must be above 0."
    yield from _wrong_key(wish, where)
    yield from _wrong_labels(wish)
    if len((wish.userdata or "").encode()) > USERDATA:
        yield f"userdata: it has more than the {USERDATA} bytes that Nova takes."


def _wrong_labels(wish: Wish):
    for key, value in wish.metadata:
        if key.startswith(mark.PREFIX):
            yield f"metadata: {key!r} begins with {mark.PREFIX!r}, which marks what is ours."
        if not KEY.fullmatch(key) or len(value) > 255:
            yield (f"metadata: {key[:40]!r} is not 1 to 255 letters, digits, dashes, underscores, "
                   "colons, dots and spaces, or its value has more than 255 characters.")
    if len(wish.tags) >= TAGS:
        yield f"tags: {len(wish.tags)} are too many: Nova takes {TAGS}, one of which is ours."
    for tag in wish.tags:
        if not 0 < len(tag) <= mark.LONGEST or set(tag) & set(",/"):
            yield f"tags: {tag!r} is not 1 to {mark.LONGEST} characters without comma and slash."


def _wrong_key(wish: Wish, where: Target):
    if not wish.public_key:
        return
    if not wish.key_name:
        yield f"public_key: {where} has no key_name to go with it."
    if "PRIVATE KEY" in wish.public_key:
        yield "public_key: this is a private key; give the content of the .pub file."
    elif len(wish.public_key.split()) < 2 or "\n" in wish.public_key.strip():
        yield "public_key: this is not one line of the form 'ssh-ed25519 AAAA... comment'."
