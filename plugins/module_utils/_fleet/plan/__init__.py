# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is to be done.  Pure, all of it.

Lives here: place (how many servers go where), change (what a difference from the desired state
takes, and how far we may go), plan (each index: keep, create, update, replace or delete),
homeless (who has no place), digest (whether a plan is still the same), stock (what the fleet has
before and after), and its usage of quotas and cost.
May import: spec/, and of observe/ and drift/ what is pure.
A new thing belongs here if it decides, and does nothing.
"""
