# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The edge where other people's exceptions become CloudError, and nowhere else."""
from __future__ import annotations

import os
import re
import traceback
from urllib.parse import SplitResult, urlsplit

from .errors import CloudError, from_response, kind_of
from .target import Target

# "[Errno 111] Connection refused", "ConnectionResetError(104, 'Connection reset by peer')" and
# "RemoteDisconnected('Remote end closed connection without response')"
REASON = re.compile(r"(?:\[Errno -?\d+\] |Error\(\d+, '|RemoteDisconnected\(')([^'\")]+)")
# OpenSSL's, of who answers and of a file without certificates; requests', of one that is not there
UNVERIFIED = re.compile(r"certificate verify failed: ([^(]+?)[. ]*\(")
UNKNOWN_CA = re.compile("issuer|self.signed")
OURS = os.path.join("multicloud", "openstack", "")
NO_DOMAIN = "Expecting to find domain in"       # of keystone
RIDDLE = "The request you have made requires authentication"    # of keystone, about most logins
# what OAuth calls a login that is refused, and not only badly asked for
OAUTH = re.compile("(invalid_client|invalid_grant|unauthorized_client|access_denied|invalid_token|"
                   "expired_token)\\b")
# logins, and not what administrators do with identity providers
FEDERATED = re.compile("/auth/OS-FEDERATION/|/OS-FEDERATION/.*/auth$")
LONGEST = 200       # characters of what nobody has expected
# the errors that this stands for quote the value, or a part of it
NO_HEADER = ("a token, or another value that is sent in a header, has a line break, white space or "
             "a letter that no header may have: correct it in clouds.yaml or secure.yaml, or in "
             "the task; if an identity provider has issued it, ask who runs that")
NO_FILE = re.compile(r"no certificate or crl found|Could not find .* invalid path: .*")


def from_exception(error: BaseException, target: Target | None, action: str,
                   what: str = "its answer") -> CloudError:
    """Whatever is raised on account of a target, as an error.

    What is none of keystoneauth's, openstacksdk's or requests' comes of an answer that nobody has
    expected, or is a fault of ours: its type and its place are said.
    """
    import requests
    from keystoneauth1 import exceptions as ksa
    from openstack import exceptions as sdk

    if isinstance(error, CloudError):
        return error.at(target, action)
    # first: openstacksdk's are exceptions of requests as well
    if isinstance(error, (ksa.HttpError, sdk.HttpException)):
        return _from_http(error, target, action)
    if isinstance(error, (ksa.ConnectTimeout, requests.Timeout)):
        return CloudError("timeout", "no answer in time", target, action, waited_for="answer")
    # keystoneauth wraps the former
    if isinstance(getattr(error, "original", error),
                  (requests.exceptions.InvalidHeader, UnicodeEncodeError)):
        return CloudError("config", NO_HEADER, target, action)
    if isinstance(error, (ksa.ConnectionError, requests.RequestException, OSError)):
        unsafe = _unsafe(str(error))
        return CloudError("config" if unsafe else "unreachable", unsafe or _brief(error), target,
                          action)
    if isinstance(error, (ksa.ClientException, sdk.SDKException)):
        return _from_client(error, target, action)
    return CloudError("api", f"{what} cannot be used: {_place(error)}", target, action)


def _from_client(error: Exception, target: Target | None, action: str) -> CloudError:
    """What they raise without an answer that is an error."""
    from keystoneauth1 import exceptions as ksa
    from openstack import exceptions as sdk

    if isinstance(error, ksa.MissingAuthMethods):
        factors = " or ".join(" and ".join(sorted(map(str, rule)))
                              for rule in error.required_auth_methods)
        return CloudError("auth", f"the login needs several factors ({factors})", target, action,
                          login="factors")
    if isinstance(error, ksa.EndpointNotFound):
        return CloudError("not_found", "the catalog has no such service here", target, action)
    if isinstance(error, (sdk.ConfigException, ksa.OptionError, ksa.AuthPluginException,
                          ksa.AuthorizationFailure)):
        # of a region that is wrong, openstacksdk quotes all, passwords too
        text = str(error).partition("{")[0].rstrip(": ")
        return CloudError("config", text, target, action)
    return CloudError("api", str(error), target, action)


def _place(error: BaseException) -> str:
    """Which exception, and the last place in this collection where it was."""
    frames = [(frame.f_code.co_filename, line)
              for frame, line in traceback.walk_tb(error.__traceback__)]
    file, line = next((place for place in reversed(frames) if OURS in place[0]), ("?", 0))
    return f"{type(error).__name__}: {str(error)[:LONGEST]} ({os.path.basename(file)}:{line})"


def _from_http(error: Exception, target: Target | None, action: str) -> CloudError:
    response = getattr(error, "response", None)
    if response is not None:
        where = urlsplit(str(response.url))     # it may have a user and password in it
        return _of_login(from_response(response, target, action), where._replace(
            netloc=where.netloc.rpartition("@")[2], query=""))
    status = getattr(error, "http_status", None) or getattr(error, "status_code", None) or 0
    return CloudError(kind_of(status, str(error)), str(error), target, action, status=status)


def _of_login(found: CloudError, where: SplitResult) -> CloudError:
    """An error's answer, which is that to a login most often, in words that say more.

    where: the URL, without secrets.
    """
    text = found.message
    if OAUTH.match(text):
        found.kind = "auth"
        found.message = f"the identity provider at {where.netloc} refused the login: {text}"
    elif found.kind == "auth" and "login" not in found.more:
        found.message = "the login was refused (401)"
        if RIDDLE not in text and not text.startswith("HTTP "):
            found.message += f": {text}"
    elif found.kind == "not_found" and where.path.endswith("/auth/tokens"):
        # for an application credential that is gone
        found.kind, found.message = "auth", f"the login was refused (404): {text}"
    elif found.kind == "not_found" and FEDERATED.search(where.path):
        found.kind, found.message = "config", (
            f"{text.rstrip('.')}: correct identity_provider and protocol of this cloud")
    elif NO_DOMAIN in text:
        found.kind, found.message = "config", (
            "the login names no domain: add user_domain_name and project_domain_name below "
            "auth, or their ids; the domain is often called Default")
    elif text.startswith("HTTP "):      # of a page
        found.message = f"{text} from {where.geturl()}"
    return found


def _unsafe(text: str) -> str:
    """What is wrong with the TLS of a cloud, if it is that: nothing to ask again for."""
    if reason := UNVERIFIED.search(text):
        mend = ("set cacert of this cloud in clouds.yaml, or ca_cert, to the certificate file of "
                "its CA" if UNKNOWN_CA.search(reason[1]) else
                "ask the provider, or correct the name of the host in clouds.yaml")
        return f"certificate verify failed{_where(' at ', text)} ({reason[1]}): {mend}"
    if found := NO_FILE.search(text):
        return f"{found[0]}: correct cacert, cert and key of this cloud in clouds.yaml"
    return ""


def _brief(error: Exception) -> str:
    """The reason inside of urllib3's nested exceptions, without their object addresses."""
    text = str(error)
    found = REASON.findall(text)
    reason = found[-1] if found else text.rsplit(": ", 1)[-1].strip("')\"> ")
    return f"cannot connect{_where(' to ', text)} ({reason})"


def _where(word: str, text: str) -> str:
    url = next((found for found in text.split() if found.startswith("http")), "")
    return url and word + url.rstrip(":")
