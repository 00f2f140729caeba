# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: what clouds say is text, and nothing is fetched.  tests/release/browser opens it."""

from __future__ import annotations

import re

import ansible.template
import pytest
import reports
from ansible.errors import AnsibleFilterError
from ansible.parsing.dataloader import DataLoader
from markupsafe import escape

from ansible_collections.multicloud.openstack.plugins.filter.report_data import report_data
from ansible_collections.multicloud.openstack.plugins.filter.report_page import (
    FilterModule,
    report_page,
)

trusted = getattr(ansible.template, "trust_as_template", str)     # since ansible-core 2.19
PAGE = report_page(report_data(reports.found(), reports.run()))


@pytest.mark.parametrize("text", [reports.SCRIPT, reports.QUOTE])
def test_everything_is_escaped(text):
    assert text not in PAGE and str(escape(text)) in PAGE


def test_nothing_is_fetched_and_nothing_runs():
    assert "default-src 'none'" in PAGE
    texts = "|".join(re.escape(str(escape(text))) for text in (reports.QUOTE, reports.URL))
    assert reports.URL in PAGE
    assert not re.search(r"<script|\son\w+=|https?:|url\(|@import|javascript:",
                         re.sub(texts, "", PAGE))
    assert set(re.findall(r"\s(?:src|href)=\"([^\"]*)\"", PAGE)) == {"data:,"}


def test_a_name_is_no_template():
    data = report_data(reports.found(), reports.run())
    templar = ansible.template.Templar(loader=DataLoader(), variables={
        "page": report_page(data), "data": data})
    page = templar.template(trusted("{{ page }}"))
    assert "{{ lookup(&#39;pipe&#39;, &#39;id&#39;) }}" in page and "uid=" not in page
    names = templar.template(trusted("{{ data.run.servers | map(attribute='name') }}"))
    assert reports.TEMPLATE in names


@pytest.mark.parametrize(("found", "run", "headline"), [
    ({}, {}, "0 of 0 targets answer, 0 servers in 0 fleets"),
    ({"clouds": {"clouds": [reports.cloud(0)]}}, None,
     "1 of 1 targets answer, 0 servers in 0 fleets"),
    ({}, reports.run(), "Fleet ci: 22 of 24 servers are ready, 2 failed"),
    ({"fleets": {"msg": "x"}}, {"failed": ["why"], "create": {}}, "The run has failed"),
    ({}, {"destroy": {"failed": True, "msg": "why"}}, "The run has failed"),
])
def test_parts_may_be_missing(found, run, headline):
    page = report_page(report_data(found, run))
    assert f"<h1>{headline}</h1>" in page and page.rstrip().endswith("</html>")
    assert ("servers ready" in page) == headline.startswith("Fleet")


def test_what_was_deleted_is_shown_without_the_servers():
    page = report_page(report_data({}, {"destroy": reports.run()["destroy"]}))
    assert "What was done on each target" in page and "Timeline" not in page


@pytest.mark.parametrize("data", [
    None, "", "{}", [], {}, {"headline": "x"}, {**report_data({}), "format": 2}])
def test_what_is_no_report(data):
    with pytest.raises(AnsibleFilterError, match="^report_page: this is no report of format 1: "):
        report_page(data)


def test_ansible_finds_it():
    assert FilterModule().filters() == {"report_page": report_page}
