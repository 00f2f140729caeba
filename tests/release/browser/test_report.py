# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a report in a real browser: its numbers are those of the JSON, it runs nothing and
fetches nothing, and can be read on any screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import reports
from chromium import NARROW, VIEWS, WIDE, Chromium, shots

from ansible_collections.multicloud.openstack.plugins.filter.report_data import report_data
from ansible_collections.multicloud.openstack.plugins.filter.report_page import report_page

PHASES = ("accepted", "active", "port", "host_keys", "login", "cloud_init")
LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")
PICTURES = Path(__file__).parents[2] / "output" / "report"


@pytest.fixture(scope="module")
def data():
    return json.loads(json.dumps(report_data(reports.found(), reports.run())))


@pytest.fixture(scope="module")
def page(data, tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(report_page(data), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser():
    with Chromium() as found:
        yield found


@pytest.fixture
def ask(browser, page):
    """A function that asks the page, opened as on a screen."""
    browser.open(page)
    return lambda expression: browser.value(f"(() => {{ {LOOK}; return {expression}; }})()")


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_said_and_nothing_is_fetched(browser, page, view):
    browser.open(page, *VIEWS[view])
    assert browser.said == []
    assert [url for url in browser.asked if url != "data:,"] == [page.as_uri()]


def test_names_are_text(ask, data):
    lanes = ask("lanes()")
    assert {lane["name"] for lane in lanes} == {row["name"] for row in data["run"]["servers"]}
    assert {reports.SCRIPT, reports.TEMPLATE, reports.QUOTE} < {lane["name"] for lane in lanes}
    assert ask("document.scripts.length") == 0
    assert ask("all('[onmouseover]').length") == 0


def test_head(ask, data):
    assert ask("document.title") == ask("texts('h1')[0]") == data["headline"]
    assert ask("texts('#ready')") == ["22"]
    assert ask("texts('#leaks')") == [str(len(data["leaks"]))]
    assert ask("texts('#waste')") == [str(len(data["waste"]))]
    assert ask("texts('#warnings')") == [str(len(data["warnings"]))]
    assert ask("texts('.step').map(Number)") == [
        pytest.approx(row["seconds"], abs=0.06) for row in data["run"]["steps"]]


def test_what_failed_comes_first(ask, data):
    assert ask("document.querySelector('main section').id") == "failures"
    assert ask("texts('#failures article .id')") == [
        row["id"] for row in data["run"]["failures"]]
    assert ask("texts('#failures .said')") == [
        text for row in data["run"]["failures"] for text in row["said"]]


def test_timeline(ask, data):
    rows = {row["name"]: row for row in data["run"]["servers"]}
    end = max(span["start"] + span["seconds"] for row in rows.values() for span in row["spans"])
    lanes = ask("lanes()")
    assert len(lanes) == len(rows)
    for lane in lanes:
        row = rows[lane["name"]]
        assert lane["state"] == row["state"]
        total = sum(row["phases"].values())
        assert lane["total"] == (f"{total:.2f}" if row["spans"] else "–")
        spans = [span for span in row["spans"] if span["seconds"]]
        assert lane["bars"] == [
            [span["phase"], pytest.approx(span["start"] / end / 1.02, abs=0.005),
             pytest.approx(span["seconds"] / end / 1.02, abs=0.005)] for span in spans]


def test_medians_and_slowest(ask, data):
    run = data["run"]

    def line(name, medians):
        return [name, *(f"{medians[key]:.2f}" if key in medians else "–" for key in PHASES)]
    assert ask("cells('#medians')") == [
        *(line(f"{row['cloud']}/{row['region_name']}", row["medians"]) for row in run["targets"]),
        line("all", run["medians"])]
    assert [(row[0], row[3], row[4]) for row in ask("cells('#slowest')")] == [
        (row["name"], f"{row['seconds']:.2f}", f"{row['median']:.2f}") for row in run["slowest"]]


def test_quotas(ask, data):
    def shown(row, key):
        if row[key] is None:
            return "–"
        value = row[key] / (1024 if row["name"] == "ram" else 1)
        return f"{value:,g}".replace(",", "\u202f")
    assert ask("quotas()") == [
        [[row["name"], *(shown(row, key) for key in ("ours", "used", "left"))]
         for row in cloud["quotas"]] for cloud in data["clouds"]]


def test_history(ask, data):
    rows = data["history"]
    assert len(rows) == 31
    for key in ("boot", "failures", "cost", "servers"):
        values = [row[key] for row in rows if row[key] is not None]
        most = max(values)
        bars = ask(f"bars('{key}')")
        assert bars == [pytest.approx(value / most, abs=0.03) for value in values]
        last = rows[-1][key]
        assert ask(f"texts('.series[data-key={key}] .total')") == [
            "–" if last is None else f"{round(last, 1):g}"]


def test_images_and_claims(ask, data):
    assert ask("cells('#images').map(row => row.slice(0, 3))") == [
        [image["name"], f"{row['cloud']}/{row['region_name']}", row["build"] or "none"]
        for image in data["images"] for row in image["targets"]]
    assert ask("texts('.claim')") == [
        "–", f"{reports.SCRIPT}, 2030-01-01 00:00:00", "job-7, ended", "–"]


def test_fleets_and_leaks(ask, data):
    assert ask("texts('.fleet td.id')") == [
        row["id"] for fleet in data["fleets"] for row in fleet["servers"]]
    assert ask("texts('.leak .id')") == [row["id"] for row in data["leaks"]]
    assert ask("texts('.waste .id')") == [row["id"] for row in data["waste"]]


@pytest.mark.parametrize("width", [NARROW, 700, WIDE])
def test_it_fits(browser, page, width):
    browser.open(page, width)
    assert browser.value("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("view", VIEWS)
def test_it_can_be_read(browser, page, view):
    browser.open(page, *VIEWS[view])
    assert browser.value(f"(() => {{ {LOOK}; return faint(); }})()") == []
    assert browser.value(f"(() => {{ {LOOK}; return pale(); }})()") == []


def test_pictures(browser, page):
    shots(browser, page, PICTURES)
    assert len(list(PICTURES.glob("report-*.png"))) == len(VIEWS)
