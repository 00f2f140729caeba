# SPDX-License-Identifier: GPL-3.0-or-later
"""One run per fleet at a time, and none that works on when its parent is gone: real processes."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from types import SimpleNamespace

import pytest

from ansible_collections.multicloud.openstack.plugins.module_utils._cloud.errors import CloudError
from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import guard

GUARD = "from ansible_collections.multicloud.openstack.plugins.module_utils._fleet import guard\n"
HOLD = GUARD + """
import sys, time
with guard.locked(sys.argv[1], 60):
    print("held", flush=True)
    time.sleep(600)
"""
# stands for the module: says whether its parents are gone, for as long as they are there
MODULE = GUARD + """
import os, time
parent = guard.Parent()
print("ready", os.getpid(), os.getppid(), parent.gone(), flush=True)
until = time.monotonic() + 120
while not parent.gone() and time.monotonic() < until:
    time.sleep(0.02)
print("gone", parent.gone(), flush=True)
"""
# starts what it is given and waits for it, like ansible-playbook, its worker, or a shell
STARTER = """
import subprocess, sys
sys.exit(subprocess.call(sys.argv[1:]))
"""


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Starts processes in a folder for temporary files of their own, and ends them with all that
    they have started: their first one is not waited for before, so that its number stays theirs.
    """
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = []

    def run(*command):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE,
                                        text=True, start_new_session=True))
        return started[-1]
    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


# The lock

def ended(process):
    """Waits for its end, without forgetting it."""
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)


def hold(start, fleet):
    process = start(sys.executable, "-c", HOLD, fleet)
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_waits_and_then_gives_up(start):
    hold(start, "web")
    began = time.monotonic()
    with pytest.raises(CloudError) as error, guard.locked("web", 0.3):
        pytest.fail("held twice")
    assert 0.3 <= time.monotonic() - began < 30
    assert error.value.kind == "conflict"
    assert "another run on the fleet 'web' is still in progress on this machine" in str(error.value)


def test_another_fleet_is_free(start):
    hold(start, "web")
    with guard.locked("web-2", 0):
        pass


def test_a_run_that_was_killed_holds_nothing(start):
    process = hold(start, "web")
    process.kill()
    ended(process)
    with guard.locked("web", 0):
        pass


def test_the_next_one_gets_it_as_soon_as_it_is_free(start):
    process = hold(start, "web")
    killer = threading.Timer(0.4, process.kill)
    killer.start()
    with guard.locked("web", 60):
        ended(process)


@pytest.mark.usefixtures("start")
def test_it_is_free_again_after_a_failure():
    with pytest.raises(ZeroDivisionError), guard.locked("web", 0):
        raise ZeroDivisionError
    with guard.locked("web", 0):
        pass


@pytest.mark.usefixtures("start")
def test_the_lock_is_nobody_else_s(tmp_path):
    with guard.locked("../../etc/passwd", 0):
        pass
    folder, = tmp_path.iterdir()
    file, = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.usefixtures("start")
def test_a_link_is_not_followed(tmp_path):
    with guard.locked("web", 0):
        pass
    folder, = tmp_path.iterdir()
    file, = folder.iterdir()
    file.unlink()
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"), guard.locked("web", 0):
        pass
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.usefixtures("start")
@pytest.mark.parametrize("session", ["ours", "theirs", "none"])
def test_somebody_else_has_our_place(tmp_path, monkeypatch, session):
    (tmp_path / "session").mkdir()
    taken = tmp_path / f"multicloud-openstack-{os.getuid()}"
    theirs = {str(taken), *([str(tmp_path / "session")] if session == "theirs" else [])}
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "session") if session != "none" else "")

    def owned(known):
        return lambda path, **more: (SimpleNamespace(st_uid=-1, st_mode=0o40700)
                                     if str(path) in theirs else known(path, **more))
    for name in ("stat", "lstat"):
        monkeypatch.setattr(guard.os, name, owned(getattr(os, name)))
    if session != "ours":
        with pytest.raises(CloudError, match=f"{taken} belongs to another user: set TMPDIR"), (
                guard.locked("web", 0)):
            pass
        return
    with guard.locked("web", 0):
        assert len(list((tmp_path / "session").glob("multicloud-openstack-*/*.lock"))) == 1


# The parent

def script(tmp_path, name):
    path = tmp_path / name
    path.write_text(STARTER)
    return str(path)


def begin(process):
    """(pid of the module, pid of its parent), once it watches."""
    word, pid, parent, gone = process.stdout.readline().split()
    assert (word, gone) == ("ready", "False")
    return int(pid), int(parent)


PYTHON = sys.executable
# what: the command lines above the module, topmost first; the one that is killed
CHAINS = [
    ("ansible-playbook-and-its-worker",
     [[PYTHON, "ansible-playbook"], [PYTHON, "ansible-playbook"], [PYTHON, "sh"]], 0),
    ("the-worker", [[PYTHON, "ansible-playbook"], [PYTHON, "ansible-playbook"], [PYTHON, "sh"]], 1),
    ("the-shell", [[PYTHON, "ansible-playbook"], [PYTHON, "sh"]], 1),
    ("with-options-of-python", [[PYTHON, "-s", "-P", "ansible-playbook"], [PYTHON, "sh"]], 0),
    ("ansible-console", [[PYTHON, "ansible-console"], [PYTHON, "sh"]], 0),
    ("by-its-folder", [[PYTHON, "bin/ansible"], [PYTHON, "sh"]], 0),
    ("without-ansible-the-parent", [[PYTHON, "make"], [PYTHON, "sh"]], 1),
]


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs /proc")
@pytest.mark.parametrize(("chain", "victim"), [pytest.param(*line[1:], id=line[0])
                                               for line in CHAINS])
def test_gone_when_one_that_it_works_for_is_killed(start, tmp_path, chain, victim):
    (tmp_path / "bin").mkdir()
    command = []
    for *interpreter, name in chain:
        command += [*interpreter, script(tmp_path, name)]
    process = start(*command, PYTHON, "-c", MODULE)
    pid, parent = begin(process)
    pids = [parent]
    while pids[-1] != process.pid:
        with open(f"/proc/{pids[-1]}/stat", encoding="ascii") as stat:
            pids.append(int(stat.read().rpartition(")")[2].split()[1]))
    os.kill(pids[::-1][victim], signal.SIGKILL)
    assert process.stdout.readline() == "gone True\n"
    assert pid not in pids


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs /proc")
@pytest.mark.parametrize("top", ["make", "my-ansible", "run.sh"])
def test_who_started_ansible_may_go(start, tmp_path, top):
    """A shell that is closed, for instance, with ansible-playbook in the background."""
    process = start(PYTHON, script(tmp_path, top), PYTHON, script(tmp_path, "ansible-playbook"),
                    PYTHON, "-c", MODULE)
    begin(process)
    process.kill()
    ended(process)
    assert select.select([process.stdout], [], [], 0.3)[0] == []


def test_not_gone_while_all_are_there():
    assert guard.Parent().gone() is False


def test_many_ask_and_few_look(monkeypatch):
    """Every server of a fleet asks before its calls; a look takes a file for each ancestor."""
    looks, now = [], [100.0]
    monkeypatch.setattr(guard, "_ancestors", lambda: looks.append(now[0]) or iter([7]))
    monkeypatch.setattr(guard.time, "monotonic", lambda: now[0])
    parent = guard.Parent()
    del looks[:]
    for _server in range(1000):
        assert not parent.gone()
    assert looks == [100.0]
    now[0] += guard.AGAIN
    monkeypatch.setattr(guard, "_ancestors", lambda: iter([1234]))
    assert parent.gone()
