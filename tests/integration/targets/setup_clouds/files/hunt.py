# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets in files, and in all files of folders: hunt.py SECRETS FILE|FOLDER...

SECRETS: a JSON file, {what it is: the secret}.  What clouds.yaml, secure.yaml and the providers'
file beside them keep is known as well, and so is what a token and a private key look like.  Says
for each find where it is, and then fails.
"""
from __future__ import annotations

import base64
import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import quote

import yaml

CLOUDS = Path("~/.config/openstack/clouds.yaml").expanduser().resolve().parent
FILES = ("clouds.yaml", "secure.yaml", "admin-clouds.yaml")
WORDS = ("password", "secret")
NEWLINE = b"\n"
LONG = 20               # characters of a line that tells a text of several


def configured(content, where, secret=False):
    """(what it is, secret) in a description of clouds."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from configured(value, f"{where} {key}", any(word in key for word in WORDS))
    elif secret:
        yield where, str(content)


def forms(secret):
    """How it may be written down: as bytes."""
    plain = secret.encode()
    # wherever in a longer text it begins
    parts = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    lines = [line.encode() for line in secret.splitlines() if len(line) >= LONG]
    texts = secret, quote(secret), json.dumps(secret)[1:-1], plain.hex()
    return {*(text.encode() for text in texts), *parts, *lines}


# keystone's tokens all begin with it
SHAPES = {"a token": re.compile(rb"gAAAA[\w-]{16,}"),
          "a private key": re.compile(b"|".join(map(re.escape, forms("PRIVATE KEY-----"))))}


def finds(path, secrets):
    """What is in a file, and in which line."""
    content = path.read_bytes()
    places = [(match.start(), what) for what, shape in SHAPES.items()
              for match in shape.finditer(content)]
    places += [(content.index(form), what) for what, secret in secrets.items()
               for form in forms(secret) if form in content]
    return [f"{path}:{content.count(NEWLINE, 0, place) + 1}: {what}" for place, what in places]


def main(given, *places):
    secrets = json.loads(Path(given).read_text())
    for name in FILES:
        secrets |= configured(yaml.safe_load((CLOUDS / name).read_text())["clouds"], name)
    looked = [path for place in places
              for path in [Path(place), *sorted(Path(place).rglob("*"))] if path.is_file()]
    found = [find for path in looked for find in finds(path, secrets)]
    print(f"{len(secrets)} secrets, {len(looked)} files, "
          f"{sum(map(os.path.getsize, looked)) >> 10} KiB, {len(found)} finds", *found, sep="\n")
    sys.exit(bool(found) or not looked)


if __name__ == "__main__":
    main(*sys.argv[1:])
