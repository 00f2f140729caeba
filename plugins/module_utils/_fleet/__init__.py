# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many servers on many targets: spec - observe - drift - plan - apply - report.

Lives here: one folder for each step, in that order; an import between them goes back, to earlier
steps.  kinds has a file for each kind of thing that a fleet owns.  run puts all together, with
comparison, placing (what targets offer, and who goes where), review (what is said of a plan before
it is carried out), data_volumes, host_keys, sweep (what goes with the last server) and guard (one
run at a time).  Pure are ledger, spent, capacity and room (what a run has learnt, and whether it
waits), preference (what is not to be had), report and diff (what it tells).
options declares a fleet, info tells of fleets without a run, progress_file takes lines for whoever
waits.  May import: _resource and what is below it.
A new thing belongs here if it is about several servers.
"""
