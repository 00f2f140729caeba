# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers, as far as SSH and the console show them.  service.py is a process per region; the
compute and network services tell it through records.py what exists.

  records.py    files that say which servers and floating IPs there are
  service.py    follows them: boots, stops and forgets guests
  guest.py      one server: its disk, users, keys and settings
  boot.py       its boot, cloud-init and console; cloudconfig.py and console.py help
  listeners.py  where it answers, and whom it lets in
  sessions.py   the commands that it runs
  real/         servers that are machines instead, for those who ask for one
  programs.py   what stands before the machine's own programs there; bin/ has them
"""
