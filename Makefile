# The commands of the project; each is a script of its own in scripts/.

.DEFAULT_GOAL := help
.PHONY: acceptance api-check bench check dev e2e feed-check help release run screenshots test

help: ## lists the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{ printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## builds what changed and serves the demonstration on http://127.0.0.1:3000
	@scripts/run.sh

dev: ## the same, rebuilt and reloaded after every edit
	@scripts/dev.sh

test: ## runs everything that must hold: checks, tests on SQLite and PostgreSQL, browser tests
	@scripts/test.sh

check: ## formatting, clippy, architecture
	@scripts/check.sh all

e2e: ## the browser tests alone; ARGS="--project=phone smoke" goes to Playwright
	@scripts/e2e.sh $(ARGS)

acceptance: ## imports a real file and counts what came of it
	@scripts/acceptance.sh

api-check: ## tries /api/v1 as its document describes it, with a token of each kind of role
	@scripts/api.sh

feed-check: ## subscribes real calendar clients to a feed of the demonstration
	@scripts/feed-check.sh

bench: ## measures the numbers that the project promises
	@scripts/bench.sh $(ARGS)

screenshots: ## takes the pictures of README and docs from a fresh demonstration
	@scripts/screenshots.sh $(ARGS)

release: ## makes the shipped archive in target/dist
	@scripts/release.sh
