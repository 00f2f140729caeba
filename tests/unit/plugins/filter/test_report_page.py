# SPDX-License-Identifier: GPL-3.0-or-later
"""The page: what clouds say is text, and nothing is fetched.  tests/browser opens it."""

from __future__ import annotations

import re

import ansible.template
import pytest
import reports
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
    assert not re.search(r"<script|\son\w+=|https?:|url\(|@import|javascript:", PAGE.replace(
        escape(reports.QUOTE), ""))
    assert set(re.findall(r"\s(?:src|href)=\"([^\"]*)\"", PAGE)) == {"data:,"}


def test_a_name_is_no_template():
    data = report_data(reports.found(), reports.run())
    templar = ansible.template.Templar(loader=DataLoader(), variables={
        "page": report_page(data), "data": data})
    page = templar.template(trusted("{{ page }}"))
    assert "{{ lookup(&#39;pipe&#39;, &#39;id&#39;) }}" in page and "uid=" not in page
    names = templar.template(trusted("{{ data.run.servers | map(attribute='name') }}"))
    assert reports.TEMPLATE in names


@pytest.mark.parametrize(("found", "run"), [
    ({}, {}), ({"clouds": {"clouds": [reports.cloud(0)]}}, None), ({}, reports.run()),
    ({"fleets": {"msg": "x"}}, {"failed": ["why"]})])
def test_parts_may_be_missing(found, run):
    assert "</html>" in report_page(report_data(found, run))


def test_ansible_finds_it():
    assert FilterModule().filters() == {"report_page": report_page}
