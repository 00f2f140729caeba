# SPDX-License-Identifier: GPL-3.0-or-later
"""A build, run by Zuul's own code: without a scheduler, ZooKeeper and git.

What an executor would be told is made up here.  The folders, the inventories, the variables, the
configuration of Ansible, the sandbox, the order of the phases and what follows an abort are Zuul's.
"""
from __future__ import annotations

import configparser
import json
import os
import shutil
import sys
import uuid
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import zuul.ansible.logconfig
from zuul.configloader import ParseContext, safe_load_yaml
from zuul.driver.bubblewrap import BubblewrapDriver
from zuul.driver.nullwrap import NullwrapDriver
from zuul.executor.logreceiver import LogReceiver
from zuul.executor.server import AnsibleJob, JobDir, SshAgent
from zuul.lib import yamlutil
from zuul.lib.ansible import AnsibleManager
from zuul.model import Job, NodeSet, SourceContext
from zuul.zk.components import COMPONENT_REGISTRY

ROOT = Path(__file__).resolve().parents[3]
OURS, THEIRS = "example.org/multicloud", "example.org/shop"
ANSIBLE = "11"
# what an operator would show to the sandbox: environments with their Pythons, where packages come
# from, and what links in the folder of a build lead to
SHOWN = [sys.prefix, sys.base_prefix, str(ROOT), *(
    str(Path(shutil.which(program)).parents[1]) for program in ("ansible-playbook", "python3")),
    *filter(os.path.exists, ["/etc/pip.conf"])]


def parsed(text: str, project: str = OURS) -> dict:
    """{kind: {name: object}} of a file of zuul.d, by Zuul's own parser."""
    context = SourceContext(project, project, "git", "main", "zuul.d/jobs.yml")
    parser = ParseContext(mock.MagicMock(), mock.MagicMock(), mock.MagicMock(),
                          AnsibleManager())
    found = {"job": {}, "secret": {}}
    for entry in safe_load_yaml(text, context):
        [(kind, conf)] = entry.items()
        found[kind][conf["name"]] = getattr(parser, f"{kind}_parser").fromYaml(conf)
    assert not parser.error_list
    return found


class Manager(AnsibleManager):
    """The Ansible that is beside Zuul is that of the executor."""

    def getAnsibleCommand(self, version, command="ansible-playbook"):
        return f"{sys.prefix}/bin/{command}"

    def getAnsibleInstallDir(self, version):
        return sys.prefix


def host(folder: Path) -> mock.MagicMock:
    """The executor that a build is on."""
    manager = Manager(str(folder / "ansible"))
    manager.copyAnsibleFiles()
    server = mock.MagicMock(
        ansible_manager=manager, statsd=None, verbose=False, setup_timeout=60, hostname="here",
        execution_wrapper=BubblewrapDriver(), config=configparser.ConfigParser(),
        ansible_callbacks={})
    server.connections.drivers = {"nullwrap": NullwrapDriver()}
    server.config["executor"] = {"untrusted_ro_paths": ":".join(SHOWN)}
    return server


class Build(AnsibleJob):
    """One build of a job that inherits from one of ours."""

    def __init__(self, folder: Path, parent: Job, variables: dict, secret: dict,
                 controller: dict | None, run: str | None):
        COMPONENT_REGISTRY.registry = SimpleNamespace(model_api=99)
        server = host(folder)
        job = Job("shop")
        job.ansible_version, job.artifact_data = ANSIBLE, None
        job.timeout = job.post_timeout = 600
        with mock.patch("zuul.model.FrozenJob.fromZK", return_value=job):
            super().__init__(server, mock.MagicMock(uuid=uuid.uuid4().hex), told())
        self.arguments["zuul"]["build"] = self.build_request.uuid
        self.nodeset = NodeSet()
        # they travel as JSON
        self.normal_vars = Job._deepUpdate(json.loads(json.dumps(dict(parent.variables))),
                                           {"zuul_console_disabled": True, **variables})
        self._start(folder, controller)
        self._phases(parent, secret, run)
        self.prepareVars(self.arguments, {})
        if controller:      # whose user is ours; Ansible would find our own home
            variables = Path(self.jobdir.zuul_vars)
            variables.write_text(variables.read_text().replace(
                "ansible_user_dir", f'"{controller["home"]}"'))

    def _start(self, folder, controller):
        """The folder of the build, and the node, if it has one."""
        self.jobdir = JobDir(str(folder), True, self.build_request.uuid[:8])
        os.symlink(ROOT, _parent(Path(self.jobdir.untrusted_root) / "project_0" / OURS))
        os.symlink(ROOT / "tests/release/zuul/shop", _parent(Path(self.jobdir.src_root) / THEIRS))
        self.ssh_agent = SshAgent()
        self.ssh_agent.start()
        self.host_list = []
        if controller:
            self.ssh_agent.add(controller["key"])
            Path(self.jobdir.known_hosts).write_text(controller["known_hosts"])
            self.host_list.append({"name": "controller", "host_vars": {
                **controller["host_vars"], "ansible_connection": "ssh",
                "ansible_python_interpreter": "auto", "nodepool": {}, "zuul_node": {}}})
        self.log_receiver = LogReceiver(None, self.build_request.uuid, self.jobdir,
                                        mock.MagicMock(), "redact")
        self.log_receiver.start(None)
        zuul.ansible.logconfig.JobLoggingConfig(log_socket=self.jobdir.log_socket).writeJson(
            self.jobdir.logging_json)

    def _phases(self, parent, secret, run):
        """The parent's playbooks, which get the secret, and the child's own run instead of it."""
        for phase in parent.pre_run:
            self._playbook(self.jobdir.addPrePlaybook(), OURS, phase.path, secret)
        if run:
            self._playbook(self.jobdir.addPlaybook(), THEIRS, run, {})
        for phase in () if run else parent.run:
            self._playbook(self.jobdir.addPlaybook(), OURS, phase.path, secret)
        for phase in parent.post_run:
            self._playbook(self.jobdir.addPostPlaybook(), OURS, phase.path, secret)
            self.jobdir.post_playbooks[-1].cleanup = phase.cleanup
        for playbook in (self.jobdir.setup_playbook, self.jobdir.freeze_playbook):
            self.writeAnsibleConfig(playbook)

    def _playbook(self, playbook, project, path, secret):
        root = self.jobdir.untrusted_root + "/project_0" if project == OURS else \
            self.jobdir.src_root
        playbook.path = f"{root}/{project}/{path}"
        playbook.canonical_name_and_path = f"{project}/{path}"
        playbook.trusted, playbook.branch, playbook.nesting_level = False, "main", 1
        if secret:
            playbook.secrets_content = yamlutil.ansible_unsafe_dump(
                yamlutil.mark_strings_unsafe(secret), default_flow_style=False)
            playbook.secrets_keys = set(secret)
        self.writeAnsibleConfig(playbook)

    def go(self) -> str:
        """Its result, in Zuul's words."""
        try:
            with mock.patch.dict(os.environ, clear=True, PATH=os.environ["PATH"]):
                return self.runPlaybooks(self.arguments)[0]
        finally:
            self.log_receiver.stop()
            self.ssh_agent.stop()
            for playbook in (*self.jobdir.pre_playbooks, *self.jobdir.playbooks,
                             *self.jobdir.post_playbooks):
                Path(playbook.secrets).unlink(missing_ok=True)


def told() -> dict:
    """What the scheduler says."""
    project = {"name": "shop", "short_name": "shop", "canonical_name": THEIRS,
               "canonical_hostname": "example.org", "src_dir": f"src/{THEIRS}"}
    return {"job_ref": "shop", "zuul_event_id": None, "semaphore_handle": {},
            "secret_parent_data": {}, "zuul": {
                "job": "shop", "tenant": "example", "items": [], "pipeline": "check",
                "project": project, "projects": {THEIRS: project}, "branch": "main",
                "ref": "refs/heads/main", "change_url": "", "attempts": 1, "max_attempts": 3}}


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    return path
