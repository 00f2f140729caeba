# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from openstack import exceptions
from testclouds import state


def there() -> set[str]:
    """What alpha has beyond the core."""
    return {name for cloud in state.layout() if cloud['name'] == 'alpha'
            for region in cloud['regions'] for name in region.get('more', ())}


def needs(*names: str) -> pytest.MarkDecorator:
    """What a test is not run without."""
    return pytest.mark.skipif(not there() >= {*names},
                              reason=f"for: clouds up --with alpha={','.join(names)}")


def port(offset: int = 0) -> int:
    """Of alpha's, the first and some more."""
    return state.layout()[0]['regions'][0]['port'] + offset


def gone(get: Callable[[], Any]) -> bool:
    """Whether there is nothing to get any more."""
    with contextlib.suppress(exceptions.NotFoundException):
        return get() is None
    return True


def has(get: Callable[[], Any], **values: Any) -> Callable[[], Any]:
    """What to wait for: something that has these values."""
    def found() -> Any:
        row = get()
        return row if all(row[key] == value for key, value in values.items()) else None
    return found
