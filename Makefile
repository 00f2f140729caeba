# All that is made here is in .build/. Goals work on a copy of the tree, in
# .build/collections/ansible_collections/multicloud/openstack: there Ansible finds the collection,
# and ansible-test works nowhere else. Their home is .build/home, so that no test ever sees the
# clouds.yaml of whoever runs it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory
export UV_PYTHON_DOWNLOADS := never
# else each of thousands of processes would compile all that it imports
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3

collections := $(CURDIR)/.build/collections
copy := .build/collections/ansible_collections/multicloud/openstack
in_copy := cd $(copy) && HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)'
# what takes long, is shown by others as well, or needs more services: not part of `make test`
slow := backup examples fleet_bad_days fleet_bastion fleet_changes fleet_nics fleet_production fleet_progress \
	fleet_room fleet_shapes fleet_volumes guides_more pool recipes resource_addresses resource_bare_metal \
	resource_clusters resource_network resource_server resource_server_actions resource_storage role_exposed role_images \
	role_move role_report role_scale roll
TARGETS ?= $(addprefix --exclude ,$(slow))
artefact := .build/multicloud-openstack-$(shell sed -n 's/^version: //p' galaxy.yml).tar.gz
clouds_env := eval "$$(tests/clouds/clouds env)"

export PATH := $(CURDIR)/.build/venv/bin:$(PATH)

.PHONY: help demo test static lint sanity units security contract integration slow browser molecule clouds fresh \
	faults bench move leaks claims releases real zuul ci dib events awx docs evidence build publishable bundle ee \
	matrix foreign clean copy

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22

demo: copy ## create, verify and destroy servers on the test clouds, leaving nothing behind
	@ANSIBLE_COLLECTIONS_PATH='$(collections)' tests/release/demo/run

test: ## static, units, security, contract, integration and molecule, up to the first failure
	@finish() { \
		result=$$?; tests/clouds/clouds down || true; \
		[ $$result = 0 ] && echo "ALL PASSED in $$SECONDS s" || echo "FAILED: $$step"; \
	}; \
	trap finish EXIT; \
	for step in static units security contract integration molecule; do \
		printf '\n==== %s\n' $$step; began=$$SECONDS; \
		$(MAKE) $$step </dev/null; \
		printf '==== %s: passed in %d s\n' $$step $$((SECONDS - began)); \
	done

static: ## lint and sanity, side by side
	@$(MAKE) --jobs=2 --output-sync=target lint sanity

lint: copy ## ruff, mypy, yamllint, ansible-lint, and the linters of licences, workflows, changelog and documentation
	@cd $(copy) && ruff check && ruff check --preview --select E2,E3
	@cd $(collections) && MYPYPATH=. mypy --config-file '$(CURDIR)/$(copy)/pyproject.toml' \
		--cache-dir '$(CURDIR)/.build/mypy' --namespace-packages --explicit-package-bases \
		-p ansible_collections.multicloud.openstack.plugins
	@cd $(copy) && yamllint --strict .
	@$(in_copy) ansible-lint --strict
	@cd $(copy) && reuse lint --lines
	@cd $(copy) && check-jsonschema -q --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@cd $(copy) && check-jsonschema -q --builtin-schema vendor.github-actions extensions/github/action.yml
	@cd $(copy) && antsibull-changelog lint
	@$(in_copy) antsibull-docs lint-collection-docs --plugin-docs --skip-rstcheck \
		--validate-collection-refs self .

# the test `import` takes as long as all others together: test_imports.py of the unit tests stands in for it
sanity: copy ## ansible-test sanity; SANITY="--test import" for what is left to `make slow`
	@$(in_copy) ansible-test sanity $(or $(SANITY),--skip-test import) \
		--python $$(python -c 'import sys; print("%d.%d" % sys.version_info[:2])')

units: copy ## the unit tests
	@cd $(copy) && PYTHONPATH='$(collections)' pytest --numprocesses=auto

security: copy .build/core/ready .build/newest/ready ## attacks by clouds, members of a project and files of others, on fake clouds
	@cd $(copy) && PYTHONPATH='$(collections):tests/security' \
	CORES='$(or $(CORES),$(CURDIR)/.build/core $(CURDIR)/.build/newest)' \
	pytest --numprocesses=auto tests/security

contract: copy clouds ## the life of each kind of resource, step by step, on the test clouds; PART=test_logins.py for a part alone
	@$(clouds_env); export PATH="$$PWD/tests/clouds:$$PATH"; cd $(copy) && \
	PYTHONPATH='$(collections):tests/contract' pytest \
		$(or $(addprefix tests/contract/,$(PART)),tests/contract $(addprefix --ignore tests/contract/,test_logins.py test_waste.py))

# ansible-test passes on no variable that says which clouds are meant: the command knows it itself
integration: copy clouds ## the integration targets, on the test clouds; TARGETS="fleet sdk_log" for some
	@$(clouds_env); mkdir -p .build/home/.config/openstack; \
	ln -sf "$$OS_CLIENT_CONFIG_FILE" "$$OS_CLIENT_SECURE_FILE" .build/home/.config/openstack; \
	printf '%s\n' "ssh_port: $$TESTCLOUDS_SSH_PORT" $(SETTINGS) \
		> $(copy)/tests/integration/integration_config.yml; \
	printf '#!/bin/sh\nTESTCLOUDS_STATE=%s exec %s "$$@"\n' \
		"$${TESTCLOUDS_STATE:-$$PWD/.build/clouds}" "$$PWD/tests/clouds/clouds" > .build/home/clouds; \
	chmod +x .build/home/clouds; \
	export PATH="$$PWD/.build/home:$$PATH"; $(in_copy) ansible-test integration $(TARGETS)

slow: .build/venv/ready ## what takes too long for `make test`: integration targets, more services, logins, a sanity test, a foreign role, diskimage-builder, a browser, the documentation
	@PATH="$$PATH:/usr/sbin"; command -v haproxy >/dev/null || \
		apt-get install -qy --no-install-recommends haproxy || \
		{ echo 'haproxy is needed: apt-get install haproxy'; exit 1; }
	@command -v qemu-img >/dev/null || apt-get install -qy --no-install-recommends qemu-utils || \
		{ echo 'qemu-img is needed: apt-get install qemu-utils'; exit 1; }
	@tests/clouds/clouds up --with alpha=all --with gamma/RegionOne=heat
	@tests/clouds/clouds test tests/live/more
	@$(MAKE) contract PART="test_contract.py test_check_mode.py test_dns.py test_balancers.py test_objects.py test_stacks.py test_shares.py test_vpn.py test_clusters.py test_bare_metal.py test_zone.py test_waste.py"
	@$(MAKE) integration TARGETS="$(slow)"
	@$(MAKE) contract PART=test_logins.py
	@$(MAKE) sanity SANITY="--test import"
	@$(MAKE) foreign
	@$(MAKE) dib
	@$(MAKE) browser
	@$(MAKE) docs

browser: copy ## the page of a report in Debian's chromium, and pictures of it in tests/output/report of the copy
	@command -v chromium >/dev/null || apt-get install -qy chromium || \
		{ echo 'chromium is needed: apt-get install chromium'; exit 1; }
	@cd $(copy) && PYTHONPATH='$(collections):tests/release/browser' pytest tests/release/browser

faults: ## all that can fail on clouds, one after the other: docs/faults.md
	@$(MAKE) integration TARGETS=fleet_faults SETTINGS="'fleet_faults_only: .*'"
	@cp $(copy)/tests/output/faults.md docs/faults.md

releases: .build/venv/ready ## the collection on older releases of OpenStack: docs/releases.md; RELEASES="2024.1 wallaby fleet" for some, or for a step alone
	@tests/clouds/clouds down
	@TESTCLOUDS_STATE='$(or $(TESTCLOUDS_STATE),$(CURDIR)/.build/releases/clouds)' \
	python tests/release/releases/releases.py $(RELEASES)

molecule: copy clouds ## the molecule scenarios, on the test clouds
	@$(clouds_env); $(in_copy) molecule test --all

foreign: copy clouds ## the role of docs/molecule.md, tested by molecule on three clouds
	@$(clouds_env); HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	python tests/release/molecule/foreign.py

clouds: .build/venv/ready ## start the test clouds; `tests/clouds/clouds` does all else with them
	@tests/clouds/clouds up

# what a run that failed has left would count as what another one leaves
fresh: clouds
	@tests/clouds/clouds reset

bench: copy clouds .build/peers/ready ## a comparison with others, and a load run: docs/performance.md; PART=inventory for a part alone
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); \
	HOME='$(CURDIR)/.build/home' PYTHONPATH='$(collections)' \
	ANSIBLE_COLLECTIONS_PATH='$(collections):$(CURDIR)/.build/peers' \
	python tests/compare/bench/$(or $(PART),bench).py $(SIZES)

move: copy .build/peers/ready ## playbooks and an inventory for openstack.cloud, moved to ours
	@tests/clouds/clouds up --with alpha=designate,octavia,heat,swift,manila
	@$(clouds_env); export HOME='$(CURDIR)/.build/home' \
	ANSIBLE_COLLECTIONS_PATH='$(collections):$(CURDIR)/.build/peers'; \
	PYTHONPATH='$(collections)' python tests/compare/move/table.py; \
	for part in move inventory; do python tests/compare/move/$$part.py; done

leaks: copy fresh ## fleets killed at random moments, then reap: nothing of ours left, nothing else touched; SEED=1 for the same moments
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	python tests/release/leaks/leaks.py $(SEED)

claims: copy fresh ## many who claim servers of a pool at the same time: none has two owners, none is lost; PASSES="calm 12 6 48" for a part or another size
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); \
	HOME='$(CURDIR)/.build/home' PYTHONPATH='$(collections)' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	python tests/release/claims/claims.py $(PASSES)

real: copy clouds ## fleets of real machines on the test clouds: a kernel, cloud-init, sshd, file systems; slow, as qemu emulates; STEPS="create backup" for some
	@packages='mmdebstrap busybox-static genisoimage qemu-system-x86 qemu-utils'; \
	command -v mmdebstrap qemu-img qemu-system-x86_64 genisoimage busybox >/dev/null || \
		apt-get install -qy --no-install-recommends $$packages || \
		{ echo "for real guests, install these packages: $$packages"; exit 1; }
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); mkdir -p .build/real; cd $(copy) && \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	python tests/release/real/real.py '$(CURDIR)/.build/real' $(STEPS)

zuul: copy fresh .build/zuul/ready ## the jobs of zuul.d, read and run by Zuul's own code, in its sandbox
	@command -v bwrap >/dev/null || apt-get install -qy bubblewrap || \
		{ echo 'bubblewrap is needed: apt-get install bubblewrap'; exit 1; }
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); cd $(copy) && \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	'$(CURDIR)/.build/zuul/bin/pytest' tests/release/zuul

ci: copy fresh ## jobs of GitLab Runner's custom executor, and runners of GitHub, killed in each stage; PART=test_gitlab.py for some
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); cd $(copy) && \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	pytest $(addprefix tests/release/ci/,$(or $(PART),test_gitlab.py test_github.py))

dib: copy .build/dib/ready ## the build of docs/images.md, as diskimage-builder reads it: a dry run
	@cd $(copy) && DIB='$(CURDIR)/.build/dib' pytest tests/release/dib

events: copy fresh .build/events/ready ## fleets under ansible-rulebook: what happens to them is healed, once
	@command -v java >/dev/null || apt-get install -qy --no-install-recommends openjdk-17-jre-headless || \
		{ echo 'Java 17 is needed: apt-get install openjdk-17-jre-headless'; exit 1; }
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); cd $(copy) && \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	python tests/release/events/events.py '$(CURDIR)/.build/events/bin/ansible-rulebook'

awx: copy fresh .build/awx/ready ## the job templates of extensions/awx under ansible-runner, with the environment that AWX's own code makes
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); cd $(copy) && \
	HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH='$(collections)' \
	PATH='$(CURDIR)/.build/awx/bin':"$$PATH" python tests/release/awx/jobs.py

docs: copy .build/venv/docs ## the documentation as HTML, in .build/docs/html/; a warning is an error
	@rm -rf .build/docs && mkdir -p -m 755 .build/docs/source/reference
	@git ls-files -z --cached --others --exclude-standard '*.md' 'docs/*.png' | \
		tar -c --null -T - | tar -xC .build/docs/source
	@cp docs/docsite/conf.py docs/docsite/index.rst .build/docs/source
	@$(in_copy) antsibull-docs collection --use-current --squash-hierarchy --fail-on-error \
		--dest-dir '$(CURDIR)/.build/docs/source/reference' multicloud.openstack
	@sphinx-build -qW --keep-going .build/docs/source .build/docs/html
	@! grep -rlE 'class="(contents|system-message|problematic)' .build/docs/html --include='*.html'
	@echo '.build/docs/html/index.html'

evidence: ## the promises of README, and the tests that guard them: docs/evidence.md
	@python tests/release/evidence/evidence.py

build: copy ## the artefact for ansible-galaxy, in .build/
	@$(in_copy) ansible-galaxy collection build --force --output-path '$(CURDIR)/.build'

publishable: build ## the artefact as Ansible Galaxy takes it, and without all but meta, plugins, roles and playbooks
	@HOME='$(CURDIR)/.build/home' PYTHONPATH= python tests/release/publish/check.py $(artefact) .build/publish

bundle: build clouds ## the artefact and all wheels in one archive, and both tried in empty environments: docs/offline.md
	@tests/release/bundle/pack $(artefact)
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); tests/release/bundle/try $(artefact)

ee: build ## what ansible-builder makes of the artefact: docs/execution_environments.md
	@rm -rf .build/ee && mkdir -p .build/ee
	@HOME='$(CURDIR)/.build/home' ANSIBLE_COLLECTIONS_PATH=.build/ee/collections \
	ansible-galaxy collection install --offline $(artefact)
	@python tests/release/ee/check.py $(artefact) .build/ee/collections .build/ee

matrix: copy clouds ## all that we claim to work with, on the Pythons that there are: docs/matrix.md
	@rm -rf .build/matrix
	@trap 'tests/clouds/clouds down' EXIT; $(clouds_env); result=0; \
	uv tool run nox@2026.10.20 --envdir .build/nox --session matrix || result=$$?; \
	uv tool run nox@2026.10.20 --envdir .build/nox --session table; exit $$result

clean: ## stop the test clouds and remove .build/
	@tests/clouds/clouds down || true
	@rm -rf .build

# A fresh copy each time, so that it has no file that the tree has not. It is a git repository of
# its own, because ansible-test would find nothing in a folder that another one ignores.
copy: .build/venv/ready
	@rm -rf $(copy) && git init -q $(copy)
	@git ls-files -z --cached --others --exclude-standard | \
		xargs -0 sh -c 'for file; do [ ! -e "$$file" ] || printf "%s\0" "$$file"; done' - | \
		tar -c --null -T - | tar -xC $(copy)

# ansible-test takes pip for its own environments from its makers' server, where it does not find
# it in its cache; Python brings one along. 24.2 is what ansible-core 2.18 and 2.19 ask for, 25.2
# what later ones do.
.build/venv/ready: tests/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or later is needed: make PYTHON=python3.12, say'; exit 1; }
	@$(PYTHON) -m venv --clear .build/venv
	@pip install -q uv==0.13.8
	@uv pip install -q -p .build/venv -r tests/requirements.txt
	@mkdir -p .build/home/.ansible/test/cache
	@for version in 24_2 25_2; do echo 'import ensurepip; ensurepip.bootstrap()' \
		> .build/home/.ansible/test/cache/get_pip_$$version.py; done
	@touch $@

.build/venv/docs: .build/venv/ready docs/docsite/requirements.txt
	@uv pip install -q -p .build/venv -c tests/requirements.txt -r docs/docsite/requirements.txt
	@touch $@

# the oldest ansible-core that is supported
.build/core/ready: .build/venv/ready tests/security/requirements.txt
	@uv venv -q --clear -p .build/venv/bin/python .build/core
	@uv pip install -q -p .build/core -r tests/security/requirements.txt
	@touch $@

# the newest one, for which not every machine has a Python: without that, it is left out
.build/newest/ready: .build/venv/ready tests/security/newest.txt
	@rm -rf .build/newest && mkdir .build/newest
	@for python in python3.13 python3.12 "$$(pyenv root 2>/dev/null)"/versions/3.1[23].*/bin/python; do \
		! "$$python" -c '' 2>/dev/null || { \
			uv venv -q --clear -p "$$(command -v "$$python")" .build/newest; \
			uv pip install -q -p .build/newest -r tests/security/newest.txt; exit; }; \
	done; echo 'attacks: no Python 3.12 or later, so without the newest ansible-core'
	@touch $@

# what a release test needs has an environment of its own
.build/events/ready .build/zuul/ready .build/awx/ready .build/dib/ready: .build/%/ready: .build/venv/ready \
		tests/release/%/requirements.txt
	@uv venv -q --clear -p .build/venv/bin/python .build/$*
	@uv pip install -q -p .build/$* -r tests/release/$*/requirements.txt
	@touch $@

# The collection openstack.cloud comes inside the PyPI package `ansible`. The rest of that is large
# and not wanted, and so it may be one that is made for a later Python.
.build/peers/ready: .build/venv/ready tests/compare/bench/peers.txt
	@rm -rf .build/peers
	@pip download -q --no-deps --only-binary=:all: --python-version 3.13 -d .build/peers \
		-r tests/compare/bench/peers.txt
	@python -c 'import glob, zipfile; [wheel] = map(zipfile.ZipFile, glob.glob(".build/peers/*.whl")); \
		wheel.extractall(".build/peers", [name for name in wheel.namelist() \
			if name.startswith("ansible_collections/openstack/cloud/")])'
	@rm .build/peers/*.whl && touch $@
