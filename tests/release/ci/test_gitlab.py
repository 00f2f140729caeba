# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs of GitLab Runner's custom executor, as it runs its stages: the order, the variables, the
exit codes, and what follows a cancelled job."""
from __future__ import annotations

import itertools
import json
import os
import subprocess

import pytest
from conftest import FLEET, ROOT, end, running, wait_for

SCRIPTS = ROOT / "extensions/gitlab"
NUMBERS = itertools.count(int.from_bytes(os.urandom(3)))
BUILD, SYSTEM = "71", "72"
# of run, in the order of GitLab Runner 17
RUNS = ["prepare_script", "get_sources", "restore_cache", "download_artifacts", "step_script",
        "after_script", "archive_cache", "upload_artifacts_on_success", "cleanup_file_variables"]


class Job:
    """said: what the scripts of the job have printed on the server."""

    def __init__(self, folder, settings):
        self.folder, self.said, self.errors = folder, "", folder / "stderr"
        self.number = next(NUMBERS)
        self.name = f"gitlab-gitlab-example-org-{self.number}"
        self.settings = folder / "settings.yml"
        self.settings.write_text(json.dumps({"multicloud_user": "debian", **settings}))
        self.own = folder / f"state/multicloud.openstack/{self.name}"
        self.env = {**os.environ, "TMPDIR": str(folder), "XDG_STATE_HOME": f"{folder}/state",
                    "BUILD_FAILURE_EXIT_CODE": BUILD, "SYSTEM_FAILURE_EXIT_CODE": SYSTEM,
                    "CUSTOM_ENV_CI_JOB_ID": str(self.number),
                    "CUSTOM_ENV_CI_SERVER_HOST": "gitlab.example.org"}

    def begin(self, stage, script=None):
        words = [SCRIPTS / ("run" if script else stage), self.settings]
        if script:
            path = self.folder / "script"
            path.write_text(script)
            words += [path, stage]
        # of its own, as GitLab Runner has it: an ssh that is killed leaves it without blocking, and
        # Ansible refuses that
        with self.errors.open("a") as errors:
            return subprocess.Popen(words, env=self.env, stdout=subprocess.PIPE, stderr=errors,
                                    text=True, start_new_session=True)

    def stage(self, *words):
        process = self.begin(*words)
        said, _none = process.communicate()
        self.said += said
        print(self.errors.read_text())
        return str(process.returncode)

    def until_run(self):
        return [self.stage("config"), self.stage("prepare")]

    def check_gone(self, clouds, before):
        assert self.stage("cleanup") == "0"
        assert not clouds.used(self.name)
        assert not self.own.exists() and not running(self.own)
        assert clouds.seen() == before


@pytest.fixture
def job(tmp_path, pool, clouds):
    pool["fill"]()
    made = Job(tmp_path, {"multicloud_pool": pool["claim"],
                          "multicloud_private_key_file": pool["key"]})
    made.before = clouds.seen()
    return made


def test_config_is_json(job):
    process = job.begin("config")
    assert json.loads(process.communicate()[0])["driver"]["name"] == "multicloud.openstack"


@pytest.mark.parametrize("fails", [None, "step_script"])
def test_a_job(job, fails, clouds):
    assert job.until_run() == ["0", "0"]
    assert clouds.used(job.name)
    for stage in RUNS:
        script = f"echo ran {stage} in $(pwd)\n" + "exit 5\n" * (stage == fails)
        assert job.stage(stage, script) == (BUILD if stage == fails else "0")
    assert [line.split()[1] for line in job.said.splitlines() if line.startswith("ran ")] == RUNS
    job.check_gone(clouds, job.before)


def test_a_job_without_a_pool(tmp_path, clouds):
    before = clouds.seen()
    job = Job(tmp_path, {"multicloud_fleet": {**FLEET, "count": 1}})
    assert job.until_run() == ["0", "0"]
    assert job.stage("step_script", "true") == "0"
    assert clouds.seen() - before
    job.check_gone(clouds, before)


@pytest.mark.parametrize("how", ["TERM", "KILL"])
@pytest.mark.parametrize("moment", ["begun", "claimed"])
def test_killed_while_it_is_prepared(job, how, moment, clouds):
    process = job.begin("prepare")
    wait_for({"begun": (job.own / "key").exists,
              "claimed": lambda: clouds.used(job.name)}[moment])
    end(process, how)
    job.check_gone(clouds, job.before)


@pytest.mark.parametrize("how", ["TERM", "KILL"])
def test_killed_while_it_runs(job, how, clouds):
    assert job.until_run() == ["0", "0"]
    started = job.folder / "started"
    process = job.begin("step_script", f"touch {started}; sleep 600")
    wait_for(started.exists)
    end(process, how)
    job.check_gone(clouds, job.before)


def test_killed_while_it_is_cleaned_up(job, clouds):
    assert job.until_run() == ["0", "0"]
    process = job.begin("cleanup")
    wait_for(lambda: running(job.own))
    end(process, "KILL")
    job.check_gone(clouds, job.before)


def test_a_server_that_is_gone_is_a_failure_of_the_system(job, clouds):
    assert job.until_run() == ["0", "0"]
    config = job.own / "ssh_config"
    config.write_text(config.read_text().replace("Port ", "Port 1"))
    assert job.stage("step_script", "true") == SYSTEM
    job.check_gone(clouds, job.before)


def test_nothing_to_clean_up(tmp_path):
    assert Job(tmp_path, {}).stage("cleanup") == "0"


def test_too_few_servers(job, clouds):
    settings = json.loads(job.settings.read_text())
    settings["multicloud_pool"] |= {"count": 9, "wait": False}
    job.settings.write_text(json.dumps(settings))
    assert job.stage("prepare") == SYSTEM
    job.check_gone(clouds, job.before)
