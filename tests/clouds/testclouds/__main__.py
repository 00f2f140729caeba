# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the Python before anything that an old one cannot read is imported."""
import sys

if sys.version_info < (3, 11):                                              # noqa: UP036
    sys.exit('clouds: Python 3.11 or later is needed, and this is {}.{} ({}): name another one in '
             'TESTCLOUDS_PYTHON'.format(*sys.version_info[:2], sys.executable))

from testclouds import cli

cli.main()
