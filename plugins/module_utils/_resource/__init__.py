# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One resource on one target, declared.

Lives here: spec, compare (pure: a resource as data, and what has to be done about it), api, task,
engine, wait, info (doing it, once for all), tree (a resource with what is in it as one document),
related, relation (what is there or not between resources: as data, and doing it), module (the
options of all modules); specs/ says what there is, server/ has the parts of a server.
May import: _portable and _cloud.
A new thing belongs here if it describes one resource, whether or not a fleet asks for it.
"""
