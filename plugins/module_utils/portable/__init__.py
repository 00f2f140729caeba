# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One wish, each provider's own answer: images, flavors, networks, addresses, keypairs.

Lives here: what a wish ("debian-12", "2 vCPUs", "private") means on one target, and what a target
offers.  Choosing is pure (wish, image, flavor, network, address, limits); the others ask clouds.
May import: cloud.  A new thing belongs here if two providers answer the same wish differently.
"""
