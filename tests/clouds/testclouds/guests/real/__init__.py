# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are machines: a Debian under qemu, which needs no KVM and no root.

  disk, files/   the script that makes the disk, and what of it is not Debian's
  template.py    the disk, and a machine that is held just before cloud-init: made once
  qemu.py        the machine as a process, and its monitor
  words.py       what qemu is told: its arguments, and the parts of a record that it is made of
  server.py      follows a server's record, as service.Server does for an imitation
"""
