# SPDX-License-Identifier: GPL-3.0-or-later
"""That nothing breaks the clouds for ever.  These tests restart them."""
from __future__ import annotations

import os
import signal
import subprocess
import time

from testclouds import counting, processes
from testclouds.state import HOME

from live.conftest import clouds, until


def start(*arguments):
    return subprocess.Popen([f'{HOME}/clouds', *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def test_all_killed_and_an_up_killed_as_well(alpha, made, keypair, keys):
    server = made(alpha, key_name=keypair)
    for pid in processes.owned():
        os.kill(pid, signal.SIGKILL)
    until(lambda: not processes.owned())
    killed = start('up')
    time.sleep(2)                       # some services are being imported, none is there yet
    killed.kill()
    killed.communicate()
    assert processes.owned()
    both = [start('up'), start('up')]   # and two at the same time are no harm either
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert sum('waiting for another' in errors for _output, errors in outputs) == 1
    running = [processes.pid_of(service) for service in processes.everything()]
    assert None not in running and set(processes.owned()) == set(running)
    assert alpha.compute.get_server(server).status == 'ACTIVE'
    until(lambda: keys.answers(alpha.address(server)))


def test_down_leaves_no_process_and_reset_goes_back_to_the_beginning(alpha, keypair, keys):
    server = alpha.wait(alpha.request(key_name=keypair))
    address = alpha.address(server)
    until(lambda: keys.answers(address))
    clouds('quota', 'alpha', 'instances=1')
    clouds('fault', 'alpha', 'nova', 'status=503')
    clouds('down')
    assert not processes.owned()
    clouds('reset')
    assert list(alpha.compute.servers()) == []
    assert list(alpha.network.ports(device_id=server.id)) == []
    assert alpha.sdk.get_compute_limits().max_total_instances == 1000
    assert not keys.answers(address)
    assert not any(columns['writes'] for columns in counting.counts()['alpha/RegionOne'].values())
