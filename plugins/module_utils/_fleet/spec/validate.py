# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All that can be refused before a cloud is asked, each in one sentence.  Pure."""
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..._cloud.errors import CloudError
from ..._cloud.target import Target
from ..._resource.server.model import ServerSpec
from . import alternatives, mark, nics, variables
from .fleet import Fleet, Share

TAGS = 50
KEY = re.compile(r"[a-zA-Z0-9_:. -]{1,255}")        # Nova's own rule
DIGEST = re.compile(r"1:(none|[0-9a-f]{16}(\.[0-9a-f]{16})*)")
AMOUNT = re.compile(r"[0-9]+|[0-9]+(\.[0-9]+)?%")


class Refused(CloudError):
    """The options cannot be carried out: one sentence for each that is wrong."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("invalid", " ".join(sentences))
        self.sentences = sentences


def checked(fleet: Fleet, state: str = "present", unreadable: Iterable[str] = ()) -> Fleet:
    """The fleet, if it is one.  unreadable: see fleet.readable().  Raises Refused."""
    wrong = ([*_name(fleet), *_texts(fleet)] if state == "absent"
             else [*unreadable, *fleet.wrong, *_wrong(fleet)])
    if sentences := list(dict.fromkeys(wrong)):
        raise Refused(sentences)
    return fleet


def _name(fleet: Fleet) -> Iterator[str]:
    if not mark.is_name(fleet.name):
        yield (f"name: {fleet.name!r} is not a valid fleet name: use up to "
               f"{mark.LONGEST - len(mark.tag(''))} letters, digits, dots, dashes and underscores, "
               "with a letter or digit at both ends.")


def _wrong(fleet: Fleet) -> Iterator[str]:
    yield from _name(fleet)
    yield from _texts(fleet)
    yield from _groups(fleet)
    targets = Counter(share.target for share in fleet.shares)
    for target in sorted(t for t, number in targets.items() if number > 1):
        yield f"targets: {target} is named more than once."
    for share in fleet.shares:
        yield from _share(share, fleet.placement)
        yield from _keypairs(share)
        yield from nics.mistakes(fleet, share)
        yield from share.limits.mistakes(share.target)
        if fleet.create_first and any(disk.keep for _group, spec in share.specs
                                      for disk in spec.data_volumes):
            yield (f"create_first: {share.target} has data_volumes with keep, which cannot be "
                   "attached to two servers at once: remove create_first.")
        for group, spec in share.taken.items():
            yield from _spec(spec, share.target, f" in group {group}" if group else "")
            yield from _choices(share, group)
            yield from _preferred(fleet, share, group)
    yield from variables.mistakes(fleet)
    yield from _bounds(fleet)
    yield from _amounts(fleet)
    yield from _server_names(fleet)


def _texts(fleet: Fleet) -> Iterator[str]:
    if len(fleet.out_of_service or "") > 255:
        yield "out_of_service: it has more than the 255 characters that metadata may have."
    if fleet.plan_digest is not None and not DIGEST.fullmatch(fleet.plan_digest):
        yield (f"plan_digest: {fleet.plan_digest[:40]!r} is not the plan_digest of a result: take "
               "that of a dry run.")


def _groups(fleet: Fleet) -> Iterator[str]:
    if fleet.max_ready_age and not fleet.min_ready:
        yield "max_ready_age: the fleet is not a pool: set min_ready."
    if fleet.reuse_policy != "replace" and not fleet.min_ready:
        yield "reuse_policy: the fleet is not a pool: set min_ready."
    for group, count in fleet.counts.items():
        where = f" of group {group}" if group else ""
        if count < 0 and group not in fleet.each:
            yield f"count{where}: {count} is less than 0."
        if group in fleet.min_ready and not 0 <= fleet.min_ready[group] <= count:
            yield (f"min_ready{where}: {fleet.min_ready[group]} is not between 0 and the count of "
                   f"{count}, which bounds a pool with all that is claimed of it.")
        if group and not mark.NAME.fullmatch(group):
            yield (f"groups: {group!r} is not a valid group name: use letters, digits, dots, "
                   "dashes and underscores, with a letter or digit at both ends.")


def _share(share: Share, placement: str) -> Iterator[str]:
    where = share.target
    if share.max is not None and share.min > share.max >= 0:
        yield f"targets: {where} has a min of {share.min} above its max of {share.max}."
    amounts = (share.min, share.max or 0, share.price or 0, *share.most.values())
    if min(amounts) < 0 or share.weight <= 0:
        yield (f"targets: {where}: min, max and price cannot be less than 0, and weight must be "
               "above 0.")
    if placement == "cheapest" and share.price is None and share.prices is None:
        yield f"targets: {where} has no price: placement is cheapest, so every target needs one."


def _bounds(fleet: Fleet) -> Iterator[str]:
    least = sum(share.min for share in fleet.shares)
    if least > fleet.count:
        yield (f"targets: the min of all targets add up to {least}, more than the count of "
               f"{fleet.count}.")
    bounds = [share.max for share in fleet.shares if share.max is not None]
    if fleet.shares and len(bounds) == len(fleet.shares):
        most = sum(bounds)
        if most < fleet.count:
            yield (f"targets: the max of all targets add up to {most}, less than the count of "
                   f"{fleet.count}.")


def _amounts(fleet: Fleet) -> Iterator[str]:
    if fleet.max_cost is not None and not any(share.prices for share in fleet.shares):
        yield "max_cost: there are no prices of any target: set prices."
    for option in ("min_success", "max_unavailable"):
        text = getattr(fleet, option)
        if text is not None and not AMOUNT.fullmatch(text):
            yield f"{option}: {text!r} is neither a number nor a percentage such as 80%."
        elif text is not None and text.endswith("%") and float(text[:-1]) > 100:
            yield f"{option}: {text} is more than 100%."
    for option in ("retries", "max_replace", "max_replace_per_hour", "max_cost"):
        if (getattr(fleet, option) or 0) < 0:
            yield f"{option}: {getattr(fleet, option)} is less than 0."


def _server_names(fleet: Fleet) -> Iterator[str]:
    """Of each target, as a name may have it in it."""
    for share in fleet.shares:
        names = Counter(fleet.server_name(seat, share.target) for seat in fleet.seats()
                        if seat.target in (None, share.target))
        for name in (name for name in names if not mark.NAME.fullmatch(name) or len(name) > 255):
            yield (f"name_template: {name!r} is not a valid server name: use letters, digits, "
                   "dots, dashes, underscores and the words @{fleet}, @{group}, @{index}, "
                   "@{cloud} and @{region_name}.")
            break
        if any(number > 1 for number in names.values()):
            yield ("name_template: several servers would have the same name: use @{index}, and "
                   "@{group} where there are groups.")


def _spec(spec: ServerSpec, where: Target, group: str) -> Iterator[str]:
    for option in ("image", "flavor"):
        if not getattr(spec, option):
            yield f"{option}: {where} has none{group}: set it for the fleet or for this target."
    yield from _key(spec, where)
    yield from _labels(spec)
    yield from _volumes(spec, where, group)
    yield from _hosts(spec, where, group)
    if spec.availability_zone and spec.availability_zones:
        yield (f"availability_zones: {where} has availability_zone{group} as well: use one of the "
               "two.")
    if len(set(spec.availability_zones)) < len(spec.availability_zones):
        yield f"availability_zones: {where} has a zone twice{group}: name each of them once."


def _hosts(spec: ServerSpec, where: Target, group: str) -> Iterator[str]:
    given = [name for name in ("anti_affinity", "affinity", "server_group") if getattr(spec, name)]
    if "group" in json.loads(spec.scheduler_hints or "{}"):
        given.append("group in scheduler_hints")
    if len(given) > 1:
        yield f"{given[0]}: {where} has {' and '.join(given[1:])} as well{group}: use one of them."


def _labels(spec: ServerSpec) -> Iterator[str]:
    for key, value in spec.metadata:
        if key.startswith(mark.PREFIX):
            yield (f"metadata: {key!r} begins with {mark.PREFIX!r}, which is reserved for "
                   "ownership metadata.")
        if not KEY.fullmatch(key) or len(value) > 255:
            yield (f"metadata: {key[:40]!r} is not 1 to 255 letters, digits, dashes, underscores, "
                   "colons, dots and spaces, or its value has more than 255 characters.")
    if len(spec.tags) >= TAGS:
        yield (f"tags: {len(spec.tags)} are too many: Nova accepts {TAGS}, and the fleet needs one "
               "of them.")
    for tag in spec.tags:
        if not 0 < len(tag) <= mark.LONGEST or set(tag) & set(",/"):
            yield f"tags: {tag!r} is not 1 to {mark.LONGEST} characters without comma and slash."


def _volumes(spec: ServerSpec, where: Target, group: str) -> Iterator[str]:
    if not spec.boot_from_volume:
        for option in ("volume_size", "volume_type"):
            if getattr(spec, option):
                yield f"{option}: {where} has no boot_from_volume{group} for it."
    if spec.volume_size is not None and spec.volume_size < 1:
        yield f"volume_size: {spec.volume_size} is less than 1 GiB."
    yield from _data_volumes(spec)


def _data_volumes(spec: ServerSpec) -> Iterator[str]:
    names = Counter(disk.name for disk in spec.data_volumes)
    for name in (name for name, number in names.items() if number > 1):
        yield f"data_volumes: {name!r} is used more than once: each needs its own name."
    for disk in spec.data_volumes:
        if not mark.NAME.fullmatch(disk.name) or len(disk.name) > mark.LONGEST:
            yield (f"data_volumes: {disk.name!r} is not a valid volume name: use up to "
                   f"{mark.LONGEST} letters, digits, dots, dashes and underscores, with a letter "
                   "or digit at both ends.")
        if disk.size < 1:
            yield f"data_volumes: {disk.name} has a size of {disk.size}, less than 1 GiB."


def _choices(share: Share, group: str) -> Iterator[str]:
    found = share.choices(group)
    if len(found) > alternatives.MOST:
        where = f" in group {group}" if group else ""
        yield (f"{' and '.join(alternatives.varying(found))}: {share.target} has lists with more "
               f"than {alternatives.MOST} combinations{where}: make them shorter.")


def _preferred(fleet: Fleet, share: Share, group: str) -> Iterator[str]:
    """No cloud tells of hosts and addresses: only what is there shows that it is to be had."""
    if fleet.prefer_first and fleet.placement == "cheapest":
        yield "prefer_first: placement is cheapest, which goes by prices: use one of the two."
    options = {*alternatives.varying(share.choices(group))} - {"flavor"}
    if not share.spec(group).boot_from_volume:
        options.discard("image")        # which needs no other server
    if (options and fleet.prefer_first and fleet.update_policy == "replace"
            and not fleet.create_first):
        where = f" in group {group}" if group else ""
        yield (f"prefer_first: {share.target} has lists of {' and '.join(sorted(options))}{where}, "
               "for which update_policy replace recreates servers: set create_first, so that they "
               "are only deleted once the first choice is there, or another update_policy.")


def _keypairs(share: Share) -> Iterator[str]:
    """One keypair has one key, whichever group names it."""
    keys: dict[str | None, list[str]] = {}
    for _group, spec in share.specs:
        key = (spec.public_key or "").split()[:2]
        if key and keys.setdefault(spec.key_name, key) != key:
            yield f"public_key: {share.target} has several for the keypair {spec.key_name!r}."


def _key(spec: ServerSpec, where: Target) -> Iterator[str]:
    if not spec.public_key:
        return
    if not spec.key_name:
        yield f"public_key: {where} has no key_name for it."
    if "PRIVATE KEY" in spec.public_key:
        yield "public_key: this is a private key; give the content of the .pub file."
    elif len(spec.public_key.split()) < 2 or "\n" in spec.public_key.strip():
        yield "public_key: this is not one line of the form 'ssh-ed25519 AAAA... comment'."
