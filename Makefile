.PHONY: check fuzz golden
check: ## before every commit
	gofmt -l . | (! grep .)
	go vet ./...
	go test ./...
fuzz: ## two minutes a target
	for pkg in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do go test -run '^$$' -fuzz "^$$f$$" -fuzztime 2m $$pkg || exit 1; done; done
golden: ## rewrite what tests compare with, then read the diff
	go test ./... -update
