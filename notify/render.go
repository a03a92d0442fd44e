package notify

import (
	"cmp"
	"fmt"
	"runtime"
	"sync"

	"duban/db"
	"duban/internal/msg"
)

// renderAll renders letters, and returns why those failed that cannot be rendered,
// or whose reader has no address.
func (s *sending) renderAll(all []db.Notice) map[int64]error {
	faults := make([]error, len(all))
	var workers sync.WaitGroup
	share := max(1, (len(all)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for at := 0; at < len(all); at += share {
		workers.Go(func() {
			for i := at; i < min(at+share, len(all)); i++ {
				faults[i] = s.render(&all[i])
			}
		})
	}
	workers.Wait()
	failed := map[int64]error{}
	for i, n := range all {
		if faults[i] != nil {
			failed[n.ID] = faults[i]
		}
	}
	return failed
}

// render resolves the address as it is now, and renders the letter unless an
// earlier attempt did, from the same sender.
func (s *sending) render(n *db.Notice) error {
	to, known := s.dir().Person(n.Person)
	to.Mail = cmp.Or(n.Letter.Address, to.Mail)
	if !known || to.Mail == "" {
		return msg.New("no mailbox in the directory", n.Person)
	}
	if n.Raw != nil && n.Address == to.Mail && n.Sender == s.office.From {
		return nil
	}
	raw, _, err := Compose(*n, to, s.office, s.now())
	if err != nil {
		return fmt.Errorf("composing: %w", err)
	}
	n.Raw, n.Address, n.Sender = raw, to.Mail, s.office.From
	return nil
}
