# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ways to log in: what an error has to do with them, and those for which somebody must be there.
Pure."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .errors import LOGINS, CloudError

if TYPE_CHECKING:
    from keystoneauth1.access import AccessInfoV3
    from keystoneauth1.session import Session
    from openstack.config.cloud_region import CloudRegion

CREDENTIAL = "v3applicationcredential"
# these wait for somebody whom a task cannot tell where to go
BROWSERS = ("v3oidcdeviceauthz", "v3websso")


def asks(auth_type: str, auth: Mapping[str, Any]) -> str | None:
    """Why a login would wait for somebody at a browser or a terminal; None if it would not."""
    if auth_type in BROWSERS:
        return (f"{auth_type} needs somebody at a browser, and a task cannot show what to open: "
                "get a token with the command `openstack token issue`, and set auth_type to token")
    if auth_type == "v3oidcpassword" and auth.get("idp_otp_key"):
        return ("idp_otp_key makes keystoneauth ask at a terminal, which a task has not: get a "
                "token with the command `openstack token issue`, and set auth_type to token")
    return None


def explained(error: CloudError, region: CloudRegion, live: Session | None,
              service: str) -> CloudError:
    """The error, with the part that the way to log in has in it.

    live: None before the first login.
    """
    access = getattr(getattr(live, "auth", None), "auth_ref", None)
    if error.kind == "auth":
        return _refused(error, region, access)
    if access is not None and access.project_id is None and service != "identity" and (
            error.kind in ("forbidden", "quota") or
            error.kind == "not_found" and "status" not in error.more):
        return CloudError("forbidden", f"the login is for {scope(access)}, and a project is "
                          f"needed ({error.message.rstrip('.')})", error.target, error.action,
                          **{**error.more, "login": "no_project"})
    return error


def _refused(error: CloudError, region: CloudRegion, access: AccessInfoV3 | None) -> CloudError:
    auth_type = region.config.get("auth_type")
    # there is no access while another thread is logging in anew
    if error.more.get("login") == "request" and auth_type == CREDENTIAL and (
            access is None or access.application_credential_access_rules is not None):
        return CloudError("forbidden", "the service does not accept the token (401): the access "
                          "rules of the application credential do not allow this request",
                          error.target, error.action, **{**error.more, "login": "access_rules"})
    login = "trust" if (region.config.get("auth") or {}).get("trust_id") else auth_type
    if login in LOGINS:
        error.more.setdefault("login", login)
    return error


def scope(access: AccessInfoV3 | None) -> str:
    """What a token is for that is for no project."""
    if access is not None and access.system_scoped:
        return "the system"
    if access is not None and access.domain_scoped:
        return "a domain"
    return "no project"
