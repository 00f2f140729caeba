# Copyright: (c) 2026, multicloud.openstack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Named clouds, all their regions: openstacksdk's own reading of clouds.yaml and secure.yaml."""
from __future__ import annotations

import contextlib
import copy
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from . import files, kept_session, session
from .errors import CloudError
from .lint.entry import called, close, spelt, values
from .lint.vocabulary import MULTIPLE, mapping
from .login import asks
from .sdk import load
from .target import Target
from .translate import from_exception
from .version import APP_NAME, APP_VERSION

if TYPE_CHECKING:
    from openstack.config import OpenStackConfig
    from openstack.config.cloud_region import CloudRegion

    from .lint.finding import Finding


@dataclass(frozen=True)
class Settings:
    """Where the clouds are described, the seconds of one request, where it is written down, and
    whether its login is kept; where that is None, clouds.yaml says so."""

    clouds_yaml: str | None = None
    secure_yaml: str | None = None
    api_timeout: float = 30
    sdk_log_path: str | None = None
    sdk_log_level: str = "INFO"
    keep_session: bool | None = None

    @classmethod
    def of(cls, options: dict) -> Settings:
        """From the options that every module and plugin has."""
        path = {name: os.path.expanduser(options[name]) if options.get(name) else None
                for name in ("clouds_yaml", "secure_yaml", "sdk_log_path")}
        return cls(**path, api_timeout=options.get("api_timeout") or 30,
                   sdk_log_level=options.get("sdk_log_level") or "INFO",
                   keep_session=options.get("keep_session"))

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
        found = {**files.usual(), **self.files()}
        told = [path for variable in files.VARIABLES.values() if (path := os.environ.get(variable))]
        return [*told, *found["config_files"], *found["secure_files"], *found["vendor_files"]]


def _load(**arguments: Any) -> OpenStackConfig:
    load()
    from openstack.config import OpenStackConfig
    # without a handler, Python prints what they log, tracebacks too, between our sentences
    for name in ("keystoneauth", "openstack"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    if arguments.get("load_yaml_config", True):
        files.check(**arguments)
    try:
        sdk = OpenStackConfig(app_name=APP_NAME, app_version=APP_VERSION,
                              **{**files.usual(), **arguments})
    except OSError as error:
        raise CloudError("config", f"cannot read {error.filename}: {error.strerror}") from None
    except Exception as error:
        raise _wrong(error, None) from None
    sdk.cloud_config["clouds"] = {called(name): entry
                                  for name, entry in sdk.cloud_config["clouds"].items()}
    return sdk


def _wrong(error: Exception, where: Target | None,
           action: str = "reading clouds.yaml") -> CloudError:
    """Whatever it is that openstacksdk or a way to log in raises, the configuration is wrong."""
    found = from_exception(error, where, action, "what is there")
    return CloudError("config", found.message, where, action) if found.kind == "api" else found


class Config:
    """The clouds that one task may use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._log = None
        if settings.sdk_log_path:
            from .log import Log
            self._log = Log(settings.sdk_log_path, settings.sdk_log_level)
        self._sdk = _load(**settings.files())
        self._keep = kept_session.wanted(settings.keep_session, self._sdk.cloud_config)

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

    def regions(self, cloud: str | dict[str, Any], region_name: str | None = None,
                login: dict[str, Any] | None = None) -> dict[Target, CloudRegion]:
        """{Target: openstack.config.cloud_region.CloudRegion} of one cloud.

        cloud: its name, or its entry as a dict (with `name` if its host is not name enough).
        login: what takes the place of parts of the entry, and of its auth.
        Raises CloudError, kind config: unknown cloud or region, no secret, what the SDK refuses.
        """
        try:
            return self._regions(cloud, region_name, login or {})
        except CloudError as lacks:
            if self._keep is None:
                raise
            with contextlib.suppress(CloudError):       # it may lack a passcode alone
                return self._regions(cloud, region_name, kept_session.passed(login or {}), lacks)
            raise

    def _regions(self, cloud: str | dict[str, Any], region_name: str | None, login: dict[str, Any],
                 lacks: CloudError | None = None) -> dict[Target, CloudRegion]:
        sdk, name = self._one(cloud, login)
        where = Target(name, region_name or "")
        found = self._every(sdk, where)
        if region_name and list(found) == [Target(name)]:       # the catalog knows its regions
            sdk, _name = self._one(cloud, {**login, "region_name": region_name})
            found = self._every(sdk, where)
        if region_name:
            found = {target: region for target, region in found.items()
                     if target.region == region_name} or _unknown_region(where, found)
        for target, region in found.items():
            self._check_secret(target, region)
            seconds = region.config.get("api_timeout") or self.settings.api_timeout
            region.config["api_timeout"] = seconds
            kept = kept_session.of(region.config, self._keep, lacks)
            region.set_session_constructor(session.kind(target, self._log, kept))
        return found

    def _every(self, sdk: OpenStackConfig, where: Target) -> dict[Target, CloudRegion]:
        """{Target: CloudRegion} of all regions of the one cloud that it has."""
        entry = sdk.cloud_config["clouds"][where.cloud]
        if wrong := list(values(entry)):
            raise _mistaken(where, wrong)
        try:
            found = {Target.of(where.cloud, region.config.get("region_name"), entry): region
                     for region in sdk.get_all()}
        except Exception as error:
            if "://" in str(entry.get("profile")):
                raise _wrong(error, where, "fetching its vendor profile") from None
            raise _mistake(error, sdk, where) from None
        if not found:
            self._say_why(sdk, where)
        return found

    def _one(self, cloud: str | dict[str, Any],
             login: dict[str, Any]) -> tuple[OpenStackConfig, str]:
        """The SDK's configuration with this cloud alone: what is wrong with one cloud must
        not keep the others from loading."""
        if isinstance(cloud, dict):
            sdk = _load(load_yaml_config=False, load_envvars=False)
            entry = {k: v for k, v in cloud.items() if k != "name"}
            host = urlsplit(str(mapping(entry.get("auth")).get("auth_url", ""))).hostname
            name = called(cloud.get("name") or host or "cloud")
        else:
            sdk, name = copy.copy(self._sdk), called(cloud)
            if name not in sdk.cloud_config["clouds"]:
                raise self._unknown(name)
            entry = sdk.cloud_config["clouds"][name]
        if not isinstance(entry, dict) or not isinstance(entry.get("auth", {}), dict):
            raise CloudError("config", "its entry in clouds.yaml, or auth in it, is not a mapping",
                             Target(name))
        auth = {**entry.get("auth", {}), **login.get("auth", {})}
        sdk.cloud_config = {**sdk.cloud_config,
                            "clouds": {name: spelt({**entry, **login, "auth": auth})}}
        return sdk, name

    def _unknown(self, name: str) -> CloudError:
        near = close(name, self._sdk.cloud_config["clouds"])
        said = f"did you mean {near}? There" if near else "there"
        return CloudError("config", f"{said} is no such cloud in "
                          f"{self._sdk.config_filename or 'the environment'}; there are: "
                          f"{', '.join(self.names())}", Target(name))

    def _check_secret(self, target: Target, region: CloudRegion) -> None:
        """keystone answers a login without a password with a riddle; a missing secure.yaml
        is the usual reason."""
        given, auth_type = region.config.get("auth") or {}, region.config["auth_type"]
        factors = given.get("auth_methods") if auth_type == MULTIPLE else None
        for secrets in map(_secrets, factors or [auth_type]):
            if secrets and not any(given.get(name) for name in secrets):
                raise self._without(" or ".join(secrets), target)
        if reason := asks(auth_type, given):
            raise CloudError("config", reason, target)

    def _say_why(self, sdk: OpenStackConfig, where: Target) -> NoReturn:
        """get_all() leaves out what it cannot log in to; get_one() says what is missing."""
        try:
            sdk.get_one(cloud=where.cloud)
        except Exception as error:
            if names := [option.dest for option in getattr(error, "options", ())]:
                raise self._without(" or ".join(names), where) from None
            raise _mistake(error, sdk, where) from None
        raise CloudError("config", "its entry in clouds.yaml has no usable login", where)

    def _without(self, names: str, where: Target) -> CloudError:
        given = self.settings.files()
        secure = files.first("secure_files", given.get("secure_files"),
                             given.get("load_envvars", True))
        return CloudError("config", f"no {names} in clouds.yaml or secure.yaml (secure.yaml: "
                          f"{secure or 'no secure.yaml was found'})", where)


def _secrets(auth_type: str | None) -> list[str]:
    """The names of the options of a login that are secrets."""
    from keystoneauth1 import loading
    options = loading.get_plugin_loader(auth_type or "password").get_options()
    return [option.dest for option in options if option.secret]


def _mistake(error: Exception, sdk: OpenStackConfig, where: Target) -> CloudError:
    """Whatever was raised, in the doctor's words, if he knows."""
    from .lint.known import known
    from .lint.rules import mistakes
    wrong = list(mistakes(where.cloud, sdk.cloud_config["clouds"][where.cloud], known()))
    return _mistaken(where, wrong) if wrong else _wrong(error, where)


def _mistaken(where: Target, findings: Iterable[Finding]) -> CloudError:
    """What the doctor says of an entry, as one error."""
    told = ". ".join(f"{one.msg}; {one.mend}" for one in findings)
    return CloudError("config", f"its entry in clouds.yaml: {told}", where)


def _unknown_region(where: Target, found: Iterable[Target]) -> NoReturn:
    known = ", ".join(target.region for target in found)
    raise CloudError("config", f"the cloud has no region {where.region!r} in clouds.yaml; "
                               f"it has: {known}", where)
