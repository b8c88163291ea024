# Everything is in devtools/devenv (plain Python); this only names it.
PYTHON ?= python3
DEVENV := $(PYTHON) -m devtools.devenv
ADDON ?=
K ?=
BROWSER ?=
AT ?=
SEEDS ?=
SAMPLE ?=
DATABASE ?=
CUSTOMERS ?=
PEOPLE ?=
SECONDS ?=
TIMES ?=
JOBS ?=
SIZES ?=
FROM ?=
AGAINST ?=
TO ?=
SET ?=
export PORT

.DEFAULT_GOAL := help
.PHONY: help run stop clean setup lint format test test-full test-history test-screens test-clock update shell i18n backup restore bench scale-test growth-test install-test kill-test core-tests call-tests mutation lock docs pictures release apps-test release-test upgrade-test

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: ## get what is missing, make the demo company, serve it
	@$(DEVENV) run

stop: ## stop the server and the private PostgreSQL
	@$(DEVENV) stop

test: ## all of it; or one addon: make test ADDON=crm_vn_customer [K=expression] [BROWSER=1]
	@$(DEVENV) test $(if $(ADDON),--addon $(ADDON)) $(if $(K),--select "$(K)") $(if $(BROWSER),--browser)

test-full: ## every addon and the demo company: every screen, what people do daily [K=expression]
	@$(DEVENV) test-full $(if $(K),--select "$(K)")

test-history: ## more random histories, every stored number against SQL [SEEDS="4 5 6"]
	@$(DEVENV) test-history $(if $(SEEDS),--seeds "$(SEEDS)")

test-screens: ## every screen as each role; axe-core on every menu and a record of each
	@$(DEVENV) test-screens

test-clock: ## tests without a browser at every hour that matters [AT="2028-02-29 00:30", UTC]
	@$(DEVENV) test-clock $(if $(AT),--at "$(AT)")

lint: ## check the style of everything
	@$(DEVENV) lint

format: ## put everything into the project's format
	@$(DEVENV) format

docs: ## make each addon's README.rst and the drawings of docs/architecture.md
	@$(DEVENV) docs

release: ## zip files and Python wheels of all addons, into .dev/release
	@$(DEVENV) release

apps-test: ## a new database, the suite installed from Apps, ten minutes to the first number
	@$(DEVENV) apps-test

release-test: ## install the wheels beside an empty Odoo and start it
	@$(DEVENV) release-test

upgrade-test: ## FROM=tag or commit: update a database of then, with data, and compare
	@$(DEVENV) upgrade-test --origin "$(FROM)"

pictures: ## picture the main screens of the demo company [K="words of their names"]
	@$(DEVENV) pictures $(if $(K),--select "$(K)")

update: ## update the demo company after a change: make update ADDON=crm_vn_customer
	@$(DEVENV) update --addon "$(ADDON)"

shell: ## a Python shell inside the demo company
	@$(DEVENV) shell

i18n: ## export the terms and merge the translations [ADDON=…]
	@$(DEVENV) i18n $(if $(ADDON),--addon $(ADDON))

bench: ## measure the speed, as ratios [ADDON=…] [AGAINST=another checkout]
	@$(DEVENV) bench $(if $(ADDON),--addon $(ADDON)) $(if $(AGAINST),--against "$(AGAINST)")

scale-test: ## several nodes, a replica, nginx for real; kills [CUSTOMERS=20000] [PEOPLE=100] [SECONDS=25]
	@CUSTOMERS="$(CUSTOMERS)" PEOPLE="$(PEOPLE)" SECONDS="$(SECONDS)" $(DEVENV) scale-test

install-test: ## install the addons on years of data, beside an empty company [CUSTOMERS=200000]
	@$(DEVENV) install-test $(if $(CUSTOMERS),--customers $(CUSTOMERS))

growth-test: ## every job on a company that grows, beside bare SQL [SIZES="50000 200000 1000000"]
	@$(DEVENV) growth-test $(if $(SIZES),--sizes "$(SIZES)") $(if $(JOBS),--jobs "$(JOBS)")

kill-test: ## kill each job with -9 at a random place: the same end as without [TIMES=20] [JOBS="sms zalo"]
	@$(DEVENV) kill-test $(if $(TIMES),--times $(TIMES)) $(if $(JOBS),--jobs "$(JOBS)")

backup: ## save a database with its files [DATABASE=demo company] [TO=.dev/backups]
	@$(DEVENV) backup $(if $(DATABASE),--database "$(DATABASE)") $(if $(TO),--to "$(TO)")

restore: ## SET=folder: bring it back neutralised, and compare [DATABASE=name]
	@$(DEVENV) restore --set "$(SET)" $(if $(DATABASE),--database "$(DATABASE)")

core-tests: ## Odoo's own tests of what we extend, with every addon installed [ADDON=crm]
	@$(DEVENV) core-tests $(if $(ADDON),--addon $(ADDON))

call-tests: ## calls on a real Asterisk, which is fetched into .dev/pbx [K=expression]
	@$(DEVENV) call-tests $(if $(K),--select "$(K)")

mutation: ## do the tests of plain modules notice small changes? [ADDON=…] [SAMPLE=60]
	@$(DEVENV) mutation $(if $(ADDON),--addon $(ADDON)) $(if $(SAMPLE),--sample $(SAMPLE))

setup: ## only get what is missing
	@$(DEVENV) setup

lock: ## resolve the Python packages anew
	@$(DEVENV) lock

clean: ## forget everything that make made (not the downloads)
	@$(DEVENV) clean
