.PHONY: check full crash fuzz golden mutate realmail
check: ## before every commit
	gofmt -l . | (! grep .)
	go vet ./...
	go test ./...
full: ## all years, seasons and random lives, every call in the documents: what .ci/run tries and every day a sample of
	DUBAN_TEST_FULL=1 go test ./...
crash: ## a thousand kills a path: while sending, receiving, planning
	go run ./bench crash --kills 1000
fuzz: ## two minutes a target
	for pkg in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do go test -run '^$$' -fuzz "^$$f$$" -fuzztime 2m -fuzzminimizetime 10x $$pkg || exit 1; done; done
realmail: ## as root, against the system's Dovecot, Postfix and swaks
	go test -count=1 -tags realmail -run 'Dovecot|Postfix|Swaks' ./inbox
mutate: ## which one-line changes of the rules no test of their own package notices; about an hour, see docs/testing.md
	for pkg in ./checklist ./scheduler ./inbox/answer; do go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash -E sheet/ -E calendar/ --timeout-coefficient 30 $$pkg || exit 1; done
golden: ## rewrite what tests compare with, then read the diff
	DUBAN_TEST_FULL=1 go test ./... -update
