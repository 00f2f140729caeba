# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Named clouds, all their regions: openstacksdk's own reading of clouds.yaml and secure.yaml."""
from __future__ import annotations

import copy
import logging
import os
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import files
from .errors import CloudError
from .log import Log
from .target import Target
from .translate import from_exception
from .version import APP_NAME, APP_VERSION


@dataclass(frozen=True)
class Settings:
    """Where the clouds are described, the seconds of one request, and where it is written down."""

    clouds_yaml: str | None = None
    secure_yaml: str | None = None
    api_timeout: float = 30
    sdk_log_path: str | None = None
    sdk_log_level: str = "INFO"

    @classmethod
    def of(cls, options: dict) -> Settings:
        """From the options that every module and plugin has."""
        path = {name: os.path.expanduser(options[name]) if options.get(name) else None
                for name in ("clouds_yaml", "secure_yaml", "sdk_log_path")}
        return cls(**path, api_timeout=options.get("api_timeout") or 30,
                   sdk_log_level=options.get("sdk_log_level") or "INFO")

    def files(self) -> dict:
        """Arguments for OpenStackConfig.  A path that the user names beats OS_* variables,
        and takes the secure.yaml beside it unless that is named as well."""
        for path in (self.clouds_yaml, self.secure_yaml):
            if path and not os.path.isfile(path):
                raise CloudError("config", f"there is no file {path}")
        if not self.clouds_yaml:
            return {"secure_files": [self.secure_yaml]} if self.secure_yaml else {}
        beside = os.path.join(os.path.dirname(self.clouds_yaml), "secure.yaml")
        return {"config_files": [self.clouds_yaml], "load_envvars": False,
                "secure_files": [self.secure_yaml or beside]}

    def sources(self) -> list[str]:
        """The files that say something about the clouds, or would if they were there."""
        from openstack.config import loader
        own = self.files()
        told = [path for variable in ("OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE")
                if (path := os.environ.get(variable))]
        return [*told, *own.get("config_files", loader.CONFIG_FILES),
                *own.get("secure_files", loader.SECURE_FILES), *loader.VENDOR_FILES]


def _counting_session(target: Target, log: Log | None):
    """keystoneauth's session, which also counts what it sends, and notes when it was answered."""
    from keystoneauth1 import exceptions
    from keystoneauth1.session import Session

    class CountingSession(Session):
        sent = 0
        answered = 0.0

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._counter = threading.Lock()
            # below keystoneauth's own repetitions: each answer is one
            self.session.hooks["response"].append(self._count)

        def _count(self, response, stream=False, **_kwargs):
            with self._counter:
                self.sent += 1
            self.answered = time.monotonic()
            if log:
                log.answered(target, response, stream)

        def request(self, url, method, **kwargs):
            try:
                return super().request(url, method, **kwargs)
            except exceptions.ConnectionError as error:
                if log:
                    log.unanswered(target, method, url, error)
                raise
            except exceptions.Unauthorized:
                _check_versions(self.auth, url, method, kwargs)
                raise

    return CountingSession


def _check_versions(auth, url, method, arguments):
    """A keystone may tell nobody its versions: keystoneauth would ask again with a token, and so
    wait for the one that it is about to get, for ever."""
    from keystoneauth1.exceptions import DiscoveryFailure
    if (method == "GET" and arguments.get("authenticated") is False
            and getattr(auth, "auth_ref", None) is None):
        raise DiscoveryFailure(f"{url} answers 401")


def _load(**arguments):
    from openstack.config import OpenStackConfig, loader
    # its own lists, if it were not given others, would have OS_CLIENT_CONFIG_FILE for good in 4.5
    own = {"config_files": [*loader.CONFIG_FILES], "secure_files": [*loader.SECURE_FILES]}
    # without a handler, Python prints what they log, tracebacks too, between our sentences
    for name in ("keystoneauth", "openstack"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    if arguments.get("load_yaml_config", True):
        files.check(**arguments)
    try:
        return OpenStackConfig(app_name=APP_NAME, app_version=APP_VERSION, **{**own, **arguments})
    except OSError as error:
        raise CloudError("config", f"cannot read {error.filename}: {error.strerror}") from None
    except Exception as error:
        raise from_exception(error, None, "reading clouds.yaml") from None


class Config:
    """The clouds that one task may use."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._log = (Log(settings.sdk_log_path, settings.sdk_log_level)
                     if settings.sdk_log_path else None)
        self._sdk = _load(**settings.files())

    def names(self) -> list[str]:
        """Every cloud of clouds.yaml, in its order; only OS_CLOUD where that is set.

        The cloud that openstacksdk makes of OS_* variables counts where there is no other:
        beside clouds.yaml it would be one of them a second time.
        """
        if self._sdk.default_cloud and os.environ.get("OS_CLOUD") == self._sdk.default_cloud:
            return [self._sdk.default_cloud]
        names = [n for n in self._sdk.cloud_config["clouds"] if n != self._sdk.envvar_key]
        if self._sdk.cloud_config["clouds"] == {"defaults": self._sdk.defaults}:
            names = []      # what openstacksdk puts where there is nothing
        if not names and self._sdk.envvar_key in self._sdk.cloud_config["clouds"]:
            names = [self._sdk.envvar_key]
        if not names:
            where = self._sdk.config_filename
            raise CloudError("config", f"there are no clouds in {where}" if where else
                             "no clouds: there is no clouds.yaml in the current folder, "
                             "~/.config/openstack or /etc/openstack, and neither clouds_yaml nor "
                             "OS_CLIENT_CONFIG_FILE names one")
        return names

    def regions(self, cloud, region_name=None, login=None) -> dict:
        """{Target: openstack.config.cloud_region.CloudRegion} of one cloud.

        cloud: its name, or its entry as a dict (with `name` if its host is not name enough).
        login: what takes the place of parts of the entry, and of its auth.
        Raises CloudError, kind config: unknown cloud or region, no secret, what the SDK refuses.
        """
        sdk, name = self._one(cloud, login or {})
        where = Target(name, region_name or "")
        try:
            found = {Target(name, region.config.get("region_name") or ""): region
                     for region in sdk.get_all()}
        except (AttributeError, KeyError, TypeError, ValueError):
            raise CloudError("config", "its entry in clouds.yaml is not of the form that "
                             "openstacksdk reads", where) from None
        except Exception as error:
            remote = "://" in str(sdk.cloud_config["clouds"][name].get("profile"))
            raise from_exception(error, where, "fetching its vendor profile" if remote
                                 else "reading clouds.yaml") from None
        if region_name:
            found = {target: region for target, region in found.items()
                     if target.region == region_name} or _unknown_region(where, found)
        if not found:
            self._say_why(sdk, where)
        for target, region in found.items():
            self._check_secret(target, region)
            region.set_session_constructor(_counting_session(target, self._log))
            region.config["api_timeout"] = (region.config.get("api_timeout")
                                            or self.settings.api_timeout)
        return found

    def _one(self, cloud, login):
        """The SDK's configuration with this cloud alone: what is wrong with one cloud must
        not keep the others from loading."""
        if isinstance(cloud, dict):
            sdk = _load(load_yaml_config=False, load_envvars=False)
            entry = {k: v for k, v in cloud.items() if k != "name"}
            auth = entry.get("auth") if isinstance(entry.get("auth"), dict) else {}
            host = urlsplit(str(auth.get("auth_url", ""))).hostname
            name = cloud.get("name") or host or "cloud"
        else:
            sdk, name = copy.copy(self._sdk), cloud
            if name not in sdk.cloud_config["clouds"]:
                known = ", ".join(self.names())
                raise CloudError("config", f"there is no such cloud in "
                                 f"{sdk.config_filename or 'the environment'}; there are: {known}",
                                 Target(name))
            entry = sdk.cloud_config["clouds"][name]
        if not isinstance(entry, dict) or not isinstance(entry.get("auth", {}), dict):
            raise CloudError("config", "its entry in clouds.yaml, or auth in it, is not a mapping",
                             Target(name))
        auth = {**entry.get("auth", {}), **login.get("auth", {})}
        sdk.cloud_config = {**sdk.cloud_config, "clouds": {name: {**entry, **login, "auth": auth}}}
        return sdk, name

    def _check_secret(self, target, region):
        """keystone answers a login without a password with a riddle; a missing secure.yaml
        is the usual reason."""
        given = region.config.get("auth") or {}
        secrets = _secrets(region.config["auth_type"])
        if secrets and not any(given.get(name) for name in secrets):
            raise self._without(" or ".join(secrets), target)

    def _say_why(self, sdk, where):
        """get_all() leaves out what it cannot log in to; get_one() says what is missing."""
        from keystoneauth1.exceptions import AuthPluginException, NoMatchingPlugin
        try:
            sdk.get_one(cloud=where.cloud)
        except NoMatchingPlugin as error:
            raise from_exception(error, where, "reading clouds.yaml") from None
        except AuthPluginException as error:
            names = ([option.dest for option in getattr(error, "options", ())]
                     or _secrets(sdk.cloud_config["clouds"][where.cloud].get("auth_type")))
            raise self._without(" or ".join(names), where) from None
        except Exception as error:
            raise from_exception(error, where, "reading clouds.yaml") from None
        raise CloudError("config", "its entry in clouds.yaml gives no usable login", where)

    def _without(self, names, where):
        files = self._sdk._load_secure_file()[0] or "no secure.yaml was found"     # not kept by 4.5
        return CloudError("config", f"no {names} in clouds.yaml or secure.yaml (secure.yaml: "
                          f"{files})", where)


def _secrets(auth_type):
    """The names of the options of a login that are secrets."""
    from keystoneauth1 import loading
    options = loading.get_plugin_loader(auth_type or "password").get_options()
    return [option.dest for option in options if option.secret]


def _unknown_region(where, found):
    known = ", ".join(target.region for target in found)
    raise CloudError("config", f"the cloud has no region {where.region!r} in clouds.yaml; "
                               f"it has: {known}", where)
