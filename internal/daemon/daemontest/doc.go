// Package daemontest tells stories of the daemon: some weeks in the life of an office,
// with the real cron, the real SQLite file, SMTP and LMTP over pipes, in a bubble of
// synctest where days pass in no time. It is no part of the program.
//
// A story imports a list (Office), lives until a day (On), expects letters (Expect),
// answers them (Reply, Write), lets the clerk act (Act) and looks at the result (Stands).
// Every letter that was not expected fails it, and so does anything that the checker
// finds when the daemon stops. Nothing in a story sleeps on the real clock or uses TCP.
//
// The stories stand in the _test files, by what they are about: answers_test.go what
// replies do, time_test.go what the calendar and breakdowns do, secrets_test.go what logs
// never hold, lists_test.go what several lists and amended ones do. A new one is written
// there. What the clerk does in it are the acts of internal/office (clerk_test.go), not
// commands; what a command says is tested beside it, in cmd/duban, on a prepared office.
//
// Begin with Story (story.go) and answers_test.go.
package daemontest
