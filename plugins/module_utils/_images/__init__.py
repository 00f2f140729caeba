# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Rollouts of images: the versions of one image on many targets, of which one is promoted on each.

Lives here: version (pure: what Glance's list says of one), checksums, disk (pure: of sources, of
formats), plan (pure: what is there, held against what is to be), source, convert (where the data
come from, and how they get the format of a target), upload, share, usage (calls to one target),
target, run (carrying a plan out), progress, report (pure: what a run says of itself).
May import: _fleet and what is below it.
Something belongs here if it is about several versions of one image.
"""
