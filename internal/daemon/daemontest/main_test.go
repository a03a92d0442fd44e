package daemontest

import (
	"os"
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
