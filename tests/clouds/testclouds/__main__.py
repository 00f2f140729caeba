# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the Python before anything that an old one cannot read is imported."""
import sys

if sys.version_info < (3, 11):
    sys.exit('clouds: Python 3.11 or later is needed and %s is %d.%d: name another one in '
             'TESTCLOUDS_PYTHON' % ((sys.executable,) + sys.version_info[:2]))

from testclouds import cli

cli.main()
