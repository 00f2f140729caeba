# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One requirement, each provider's own answer: images, flavors, networks, addresses, keypairs.

Lives here: what a requirement ("debian-12", "2 vCPUs", "private") resolves to on one target, and
what a target offers.  Choosing is pure (requirement, image, flavor, network, address, limits); the
others ask clouds.  May import: _cloud.
A new thing belongs here if two providers answer the same requirement differently.
"""
