# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with clouds, and what to do about it.

Lives here: run, examine (asks one target), diagnose (pure: findings of what it has said).
May import: _fleet and what is below it.
A new thing belongs here if it is learnt before a fleet is created.
"""
