# make help lists the targets. What CI runs is "make check", with .ci/run around it.

FUZZTIME ?= 20s
FUZZ ?= ./...
DB       ?= gongkai.duckdb
INPUT    ?= testdata/reports

.DEFAULT_GOAL := help
.PHONY: help build run test check format vet staticcheck imports bench fuzz torture accuracy ofd-fixtures console clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  %-12s %s\n' "$$name" "$$text"; done

build: ## build ./bin/gongkai
	go build -trimpath -o bin/gongkai ./cmd/gongkai

run: build ## load the example reports into gongkai.duckdb and print a league table
	@mkdir -p $(dir $(DB))
	bin/gongkai ingest --db $(DB) $(INPUT)
	bin/gongkai league requests_received --db $(DB)

test: ## run all tests
	go test ./...

check: format vet staticcheck imports test ## run everything that CI runs

format: ## fail where gofmt would change a file
	@bad=$$(gofmt -l .); if [ -n "$$bad" ]; then echo "gofmt would change (run gofmt -w on them):"; echo "$$bad"; exit 1; fi

vet: ## run go vet
	go vet ./...

staticcheck: ## run staticcheck, in the version that go.mod names
	go tool staticcheck ./...

imports: ## hold the rules on who imports whom (imports_test.go)
	go test -run '^TestHouse' .

bench: ## print speed as ratios to other programs, then run all benchmarks
	cd ingest && GONGKAI_BENCH=1 go test -count=1 -run TestYardsticks
	GONGKAI_BENCH=1 go test -count=1 -timeout 30m -v -run TestLeagueAtScale ./load
	GONGKAI_BENCH=1 go test -run '^$$' -bench . -benchmem -timeout 60m ./...

# A fuzz run that ends in the middle of an input says "context deadline exceeded"
# and has found nothing.
fuzz: ## run each fuzz target of FUZZ (default ./...) for FUZZTIME (default 20s)
	@set -e; for pkg in $$(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' $(FUZZ)); do \
		for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "$$pkg $$target"; \
			out=$$(go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s $$pkg 2>&1) && continue; \
			if echo "$$out" | grep -q 'Failing input' || ! echo "$$out" | grep -q 'context deadline exceeded'; then echo "$$out"; exit 1; fi; \
		done; \
	done

accuracy: ## draw 68,000 reports in every format, read them back, and print what came out; score claims
	GONGKAI_TORTURE=1 go test -count=1 -run TestAccuracyClaims ./transform/narrative
	cd ingest && GONGKAI_TORTURE=1 go test -count=1 -timeout 120m -run TestAccuracyTorture

torture: ## run the long tests: runs killed half-way, full disks, many readers
	GONGKAI_TORTURE=1 go test -count=1 -timeout 60m -run Torture ./...

# DuckDB for browsers, from npm, in the versions and with the digests that
# publish/site/assets/console/SHA256SUMS has; gongkai publish checks them again.
console: ## take the parts of the site's SQL console from npm into build/console
	@rm -rf build/console build/npm && mkdir -p build/console build/npm
	cd build/npm && npm pack --silent @duckdb/duckdb-wasm@1.32.0 apache-arrow@17.0.0
	cd build/npm && for f in *.tgz; do mkdir -p x/$$f && tar xzf $$f -C x/$$f; done
	cp build/npm/x/duckdb-*/package/dist/duckdb-browser.mjs build/npm/x/duckdb-*/package/dist/duckdb-browser-eh.worker.js build/npm/x/duckdb-*/package/dist/duckdb-eh.wasm build/console/
	cp build/npm/x/apache-arrow-*/package/Arrow.es2015.min.js build/console/arrow.js
	cd build/console && sha256sum -c ../../publish/site/assets/console/SHA256SUMS
	@rm -rf build/npm

ofd-fixtures: ## draw the OFD fixtures anew with ofdrw (Java, Maven, LibreOffice)
	@mkdir -p extract/ofd/testdata/ofdrw/target
	soffice --headless --infilter='HTML (StarWriter)' --convert-to pdf --outdir extract/ofd/testdata/ofdrw/target extract/ofd/testdata/ofdrw/form2021.html extract/ofd/testdata/ofdrw/outlines.html >/dev/null
	mvn -q -B -f extract/ofd/testdata/ofdrw/pom.xml compile exec:java -Dexec.args=extract/ofd/testdata/ofdrw/fixtures.txt

clean: ## remove what the other targets made
	rm -rf bin build gongkai.duckdb gongkai.duckdb.lock
