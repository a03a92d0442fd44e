package relay

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"duban/internal/rejection"
)

// Maildir keeps letters in a folder until a relay is configured: any mail program
// can open it.
type Maildir struct{ Dir string }

// Converse returns the folder itself: everybody may write to it.
func (m Maildir) Converse() Conversation { return m }

// Send writes a letter to new/, under a name made of its bytes: written again it
// is the same file.
func (m Maildir) Send(_ context.Context, letter, _ *Mail) (Reply, error) {
	raw := letter.Raw
	if err := letter.begin(); err != nil {
		return Reply{}, &SendError{Text: err.Error(), Untried: true, Err: err}
	}
	for _, sub := range []string{"tmp", "new", "cur"} {
		if err := os.MkdirAll(filepath.Join(m.Dir, sub), 0o700); err != nil {
			return Reply{}, m.failed(err)
		}
	}
	sum := sha256.Sum256(raw)
	name := hex.EncodeToString(sum[:12]) + ".duban"
	tmp := filepath.Join(m.Dir, "tmp", name)
	if err := writeSynced(tmp, raw); err != nil {
		return Reply{}, m.failed(err)
	}
	if err := os.Rename(tmp, filepath.Join(m.Dir, "new", name)); err != nil {
		return Reply{}, m.failed(err)
	}
	return Reply{Relay: "outbox", Code: "250", Text: "written to the outbox"}, nil
}

func (m Maildir) failed(err error) error {
	return &SendError{Text: fmt.Sprintf("writing to the outbox: %v", err), Verdict: rejection.Verdict{About: rejection.Relay, Cause: rejection.Unreachable, Holds: true}, Err: err}
}

func writeSynced(path string, raw []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return errors.Join(err, f.Sync(), f.Close())
}

// Release has nothing to withdraw.
func (Maildir) Release() {}

// Close has nothing to close.
func (Maildir) Close() error { return nil }
