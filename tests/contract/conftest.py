# SPDX-License-Identifier: GPL-3.0-or-later
"""A run of the engine on the test clouds, and the table of what was shown."""
from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

import pytest
import yaml
from samples import SAMPLES

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.select import one
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.engine import (
    ensure,
    find,
)
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.specs import SPECS
from ansible_collections.multicloud.openstack.plugins.module_utils._resource.task import Task

# services that the test clouds have on request: `tests/clouds/clouds up --with alpha=designate`
MORE = {"baremetal", "container-infrastructure-management", "dns", "load-balancer", "object-store",
        "orchestration", "shared-file-system"}
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
TABLE: dict[str, dict[str, str]] = {}


def naming(noun, options):
    """Those options that say which one it is; all of them where it has no name."""
    spec = SPECS[noun]
    return {name: value for name, value in options.items()
            if spec.lookup or name in (spec.key, *spec.scope)}


class Cloud:
    """One target of the test clouds; counts what it was asked, logins left out."""

    def __init__(self, name, **options):
        self.connection = one({"cloud": name, "timeout": 120, **options})
        self.connection.project_id()
        self.asked: list[str] = []
        session = self.connection.region.get_session()
        session.session.hooks["response"].append(
            lambda answer, *_args, **_more: self.asked.append(
                "PREVIEW" if answer.request.url.endswith("/preview") else answer.request.method))

    @cached_property
    def extensions(self):
        """Neutron's, by their aliases."""
        return {row["alias"] for row in self.connection.pages(
            "network", "/extensions", "extensions", "listing extensions")}

    def ensure(self, noun, check=False, **options):
        """(result, requests that write): one task."""
        before = len(self.asked)
        task = Task(self.connection, SPECS, check_mode=check, timeout=120)
        result = ensure(task, SPECS[noun], options)
        assert task.warnings == []
        return result, [method for method in self.asked[before:] if method in WRITES]

    def there(self, noun, options):
        """openstacksdk's resource, or None."""
        task, spec = Task(self.connection, SPECS), SPECS[noun]
        return find(task, task.api(spec), spec.prepare(options))

    def clear(self, noun, options):
        """Takes away what a test has left."""
        try:
            self.ensure(noun, state="absent", **naming(noun, options))
        except CloudError as error:
            print(f"not cleared: {error}")


def require(cloud, noun):
    """Skips what the clouds have on request, and are up without."""
    spec = SPECS[noun]
    if spec.service in MORE and spec.service not in cloud.connection.catalog():
        pytest.skip(f"the clouds are up without the service {spec.service}")
    if spec.extension and spec.extension not in cloud.extensions:
        pytest.skip(f"the clouds are up without the extension {spec.extension} of Neutron")


@pytest.fixture(scope="session")
def clouds():
    """{sample.admin: the cloud that such samples are made on}."""
    provider = f"{os.environ['TESTCLOUDS_STATE']}/admin-clouds.yaml"
    entry = yaml.safe_load(Path(provider).read_text())["clouds"]["alpha-admin"]
    auth = {key: value for key, value in entry["auth"].items() if not key.startswith("project_")}
    system = {**entry, "auth": {**auth, "system_scope": "all"}}
    return {False: Cloud("alpha"), True: Cloud("alpha-admin", clouds_yaml=provider),
            "system": Cloud(system)}


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def noun(request):
    """One kind of resource."""
    return request.param


@pytest.fixture(scope="module")
def cloud(clouds, noun):
    """The one that its sample is made on."""
    return clouds[SAMPLES[noun].admin]


@pytest.fixture(scope="module")
def case(cloud, noun):
    """(noun, sample), with all that the sample needs."""
    sample = SAMPLES[noun]
    require(cloud, noun)
    made = [*sample.needs, *sample.leaves, (noun, sample.create)]
    for other, options in reversed(made):
        cloud.clear(other, options)
    for other, options in sample.needs:
        cloud.ensure(other, **options)
    yield noun, sample
    for other, options in reversed(made):
        cloud.clear(other, options)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Notes how each step has ended."""
    report = (yield).get_result()
    if report.when == "call" and "case" in item.fixturenames:
        noun = item.callspec.params["noun"]
        TABLE.setdefault(noun, {})[item.originalname.removeprefix("test_")] = report.outcome


def pytest_terminal_summary(terminalreporter):
    """Prints the table: a row for each kind of resource, a column for each step."""
    steps = list(dict.fromkeys(step for row in TABLE.values() for step in row))
    lines = [["", *steps], *([noun, *(row.get(step, "-") for step in steps)]
                             for noun, row in TABLE.items())]
    for line in lines:
        terminalreporter.write_line("| " + " | ".join(word.replace("_", " ") for word in line)
                                    + " |")
