# SPDX-License-Identifier: GPL-3.0-or-later
"""The checksum of a source."""

from __future__ import annotations

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._images.checksums import (
    Checksum,
    listed,
    parse,
)

SUM = "AB" * 32
URL = "https://example.org/SHA256SUMS"


@pytest.mark.parametrize(("text", "expected"), [
    (None, None), ("", None), (f"sha256:{SUM}", Checksum("sha256", SUM.lower())),
    (f"SHA512:{SUM}{SUM}", Checksum("sha512", (SUM * 2).lower())),
    (f"sha256:{URL}", Checksum("sha256", URL))])
def test_the_option(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(("text", "message"), [
    (SUM, "does not begin with sha256: or sha512:"),
    ("md5:00", "does not begin with sha256: or sha512:"),
    ("sha256:00", "neither the 64 hexadecimal digits of sha256 nor the URL"),
    (f"sha512:{SUM}", "neither the 128 hexadecimal digits"),
    ("sha256:ftp://example.org/sums", "neither the 64"),
])
def test_what_is_none(text, message):
    with pytest.raises(CloudError, match=message) as error:
        parse(text)
    assert error.value.kind == "invalid"


@pytest.mark.parametrize("line", [
    f"{SUM}  web.img", f"{SUM} *web.img", f"{SUM}  ./web.img", f"SHA256 (web.img) = {SUM}"])
def test_a_line_of_a_file(line):
    content = f"{'00' * 32}  other.img\n{line}\r\n{'00' * 64}  web.img\n"
    assert listed(Checksum("sha256", URL), content, "web.img") == Checksum("sha256", SUM.lower())


@pytest.mark.parametrize("content", ["", "<html>", f"{SUM}  web.img.xz", "00  web.img"])
def test_a_file_without_it(content):
    with pytest.raises(CloudError, match=f"{URL} has no sha256 of web.img") as error:
        listed(Checksum("sha256", URL), content, "web.img")
    assert error.value.kind == "not_found"
