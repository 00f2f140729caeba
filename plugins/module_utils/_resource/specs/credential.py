# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An application credential, and the entry of clouds.yaml that logs in with it."""
from __future__ import annotations

from ..._cloud.target import LOOPBACK
from ..engine import Run, ensure
from .identity import APPLICATION_CREDENTIAL


def credential(run: Run, options: dict) -> dict:
    """As engine.ensure(), and `cloud`, the entry, where the secret is known: to us, or to the user.

    Nobody can read a secret again, so that there is a warning where it is not.
    """
    result = ensure(run, APPLICATION_CREDENTIAL, options)
    shown = result.get("application_credential") or {}
    secret = shown.get("secret") or options.get("secret")
    if shown.get("id") and secret:
        result["cloud"] = entry(run.connection, shown["id"], secret)
    elif shown.get("id"):
        run.warnings.append(
            f"{run.connection.target}: the application credential {shown['name']!r} is there, and "
            "its secret was shown when it was made and never again: the result has none, and no "
            "cloud. Delete it first to get a new one, or give expires_in")
    return result


def entry(connection, credential_id: str, secret: str) -> dict:
    """What the cloud's entry in clouds.yaml says, with another login."""
    from openstack.config.defaults import get_defaults
    usual, config = get_defaults(), connection.region.config
    # where a vendor's profile may have said more than it can
    config = {**config, LOOPBACK: connection.target.loopback or None}
    said = {key: value for key, value in config.items()      # which makes numbers text
            if value not in (None, "", [], {}) and str(value) != str(usual.get(key))}
    return {**said, "auth_type": "v3applicationcredential",
            "auth": {"auth_url": config["auth"]["auth_url"],
                     "application_credential_id": credential_id,
                     "application_credential_secret": secret}}
