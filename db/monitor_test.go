package db_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// What is wrong is stored as it is now, whatever of it has changed.
func TestNoteTroubles_whateverChanges(t *testing.T) {
	t.Parallel()
	was := db.Trouble{Matter: "letters", SinceMs: 2, Count: 3, Cause: msg.New("busy"), ToldMs: 4}
	for name, is := range map[string]db.Trouble{
		"matter": {Matter: "mails", SinceMs: 2, Count: 3, Cause: msg.New("busy"), ToldMs: 4},
		"since":  {Matter: "letters", SinceMs: 9, Count: 3, Cause: msg.New("busy"), ToldMs: 4},
		"count":  {Matter: "letters", SinceMs: 2, Count: 9, Cause: msg.New("busy"), ToldMs: 4},
		"cause":  {Matter: "letters", SinceMs: 2, Count: 3, Cause: msg.New("away"), ToldMs: 4},
		"told":   {Matter: "letters", SinceMs: 2, Count: 3, Cause: msg.New("busy"), ToldMs: 9},
	} {
		s := dbtest.Open(t)
		for _, x := range []db.Trouble{was, is} {
			if err := s.NoteTroubles(ever, morning, []db.Trouble{x}); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Troubles(ever)
		if diff := cmp.Diff([]db.Trouble{is}, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
}
