# SPDX-License-Identifier: GPL-3.0-or-later
"""That the services beyond the core do what their users expect: those that alpha has.

    clouds up --with alpha=all; clouds test tests/live/more
"""
