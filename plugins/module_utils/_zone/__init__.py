# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A landing zone: what servers need, declared in one document and applied on many targets.

Lives here: document, removal, report (pure: entries, references, order; what becomes of them),
carrier (where a kind of resource carries whose it is), staying (what carries it nowhere), site (one
target as it was found), apply, remove, run.  May import: _resource and what is below it.
All kinds that _resource declares are here: what refers to what, and what carries the mark, is what
their options say.
A new thing belongs here if it is about a whole landing zone.
"""
