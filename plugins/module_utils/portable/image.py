# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Choosing an image: pure."""
from __future__ import annotations

from .choose import by_name


def choose(images: list[dict], wished: str) -> dict:
    """The image (a row of Glance's list) that a name or id means.

    Raises CloudError: not_found, ambiguous.
    """
    return by_name(images, wished, "image")
