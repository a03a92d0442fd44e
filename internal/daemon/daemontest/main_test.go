package daemontest

import (
	"os"
	"strings"
	"testing"

	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestMain(m *testing.M) {
	dbtest.InMemory()
	os.Exit(m.Run())
}

// said is a message as letters say it.
func said(m msg.Message) string { return words.Say(words.Chinese, m) }

// reads reports whether what its reader sees of a letter holds some words.
func (a Letter) reads(words string) bool { return strings.Contains(a.Text(), words) }

// shows fails the story unless a letter holds all of some words.
func (s *Story) shows(a Letter, all ...string) {
	s.Helper()
	for _, words := range all {
		if !a.reads(words) {
			s.Errorf("%s: %s does not read %q:\n%s", s.Today(), a.Person, words, a.Text())
		}
	}
}

// hides fails the story if a letter holds any of some words.
func (s *Story) hides(a Letter, any ...string) {
	s.Helper()
	for _, words := range any {
		if a.reads(words) {
			s.Errorf("%s: %s reads %q:\n%s", s.Today(), a.Person, words, a.Text())
		}
	}
}
