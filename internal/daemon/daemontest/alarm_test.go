package daemontest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"duban/inbox/imaptest"
	"duban/internal/words"
	"duban/notify/mailtest"
)

// robot is a group robot and a dead man's switch outside of the bubble; where broken, it
// answers as robots do that mean no.
type robot struct {
	*httptest.Server
	mu     sync.Mutex
	said   []string
	pings  int
	broken bool
}

func newRobot(t *testing.T) *robot {
	r := &robot{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		if in.Method == http.MethodGet {
			r.pings++
			return
		}
		raw, _ := io.ReadAll(in.Body)
		var m struct{ Text struct{ Content string } }
		_ = json.Unmarshal(raw, &m)
		r.said = append(r.said, m.Text.Content)
		if r.broken {
			fmt.Fprint(w, `{"errcode":45009,"errmsg":"api freq out of limit"}`)
			return
		}
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	}))
	t.Cleanup(r.Close)
	return r
}

// heard takes what was said since.
func (r *robot) heard() []string {
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	said := r.said
	r.said = nil
	return said
}

func (r *robot) pinged() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.pings
	r.pings = 0
	return n
}

func (r *robot) config() []string {
	return []string{`webhook = ""`, `webhook = "` + r.URL + `/send?key=canary-key"`, `format = "json" #`, `format = "wecom" #`, `ping = ""`, `ping = "` + r.URL + `/ping/1"`}
}

// watched starts the daemon anew as one that looks every minute whether mail moves.
func (s *Story) watched() {
	s.kill()
	s.running.Wait()
	s.Options.Sharing.Watch = time.Minute
	s.Start()
}

func (s *Story) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func TestAlarm_somebodyIsToldOnceThatLettersDoNotGo(t *testing.T) {
	t.Parallel()
	r := newRobot(t)
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.Relay.Answers(func(stage, to string) error {
			return mailtest.Refuse(451, [3]int{4, 3, 0}, "<"+to+"> canary words, come back later")
		})
		s.watched()
		s.pass(17 * time.Hour) // half past eight in the morning of the 22nd, less half an hour
		if said := r.heard(); len(said) != 0 || r.pinged() < 900 {
			t.Errorf("while all was well it heard %q", said)
		}
		s.pass(time.Hour + 30*time.Minute)
		said := r.heard()
		if len(said) != 1 || !strings.HasPrefix(said[0], "督办告警：发信自4月22日08:") || !strings.Contains(said[0], "封在等：发信服务器暂时不收") {
			t.Fatalf("it heard %q", said)
		}
		if strings.Contains(said[0], "@") || strings.Contains(said[0], "canary") {
			t.Errorf("the alarm has words of the relay: %q", said)
		}
		r.pinged()
		s.pass(4 * time.Hour)
		if said, pings := r.heard(), r.pinged(); len(said) != 0 || pings != 0 {
			t.Errorf("while it lasted it heard %q and %d pings", said, pings)
		}
		s.Relay.Answers(nil)
		s.pass(5 * time.Hour)
		if said := r.heard(); len(said) != 1 || !strings.HasPrefix(said[0], "督办恢复正常。此前：发信自") {
			t.Errorf("when it was over it heard %q", said)
		}
		if r.pinged() == 0 {
			t.Error("the switch is not called again")
		}
		s.discard()
	}, r.config()...)
}

func TestAlarm_somebodyIsToldThatMailboxesAreNotRead(t *testing.T) {
	t.Parallel()
	r, box := newRobot(t), imaptest.New(t, nil)
	OfficeWithMailbox(t, box, "04-22", []Item{Code}, func(s *Story) {
		s.watched()
		s.pass(time.Hour)
		box.Down()
		s.pass(25 * time.Minute)
		if said := r.heard(); len(said) != 0 {
			t.Errorf("too soon it heard %q", said)
		}
		s.pass(15 * time.Minute)
		if said := r.heard(); len(said) != 1 || !strings.Contains(said[0], "收信自4月21日") || !strings.Contains(said[0], "（1个信箱）：连不上") || strings.Contains(said[0], "@") {
			t.Errorf("it heard %q", said)
		}
		box.Up()
		s.pass(time.Hour)
		if said := r.heard(); len(said) != 1 || !strings.HasPrefix(said[0], "督办恢复正常") {
			t.Errorf("it heard %q", said)
		}
		s.discard()
	}, r.config()...)
}

func TestAlarm_oneThatFailsIsItselfTold(t *testing.T) {
	t.Parallel()
	r, box := newRobot(t), imaptest.New(t, nil)
	OfficeWithMailbox(t, box, "04-22", []Item{Code}, func(s *Story) {
		r.broken = true
		e := &ear{}
		s.Log = e
		s.watched()
		box.Down()
		s.pass(70 * time.Minute)
		if said := r.heard(); len(said) < 2 || len(said) > 10 {
			t.Errorf("it was tried %d times", len(said))
		}
		stored, err := s.Store.Troubles(context.Background())
		if err != nil || len(stored) != 2 || words.Say(words.Chinese, stored[0].Cause) != "告警没有送到（webhook）：the robot refuses: 45009" {
			t.Errorf("stored %+v (%v)", stored, err)
		}
		e.mu.Lock()
		log := e.text.String()
		e.mu.Unlock()
		if n := strings.Count(log, "alarm not delivered"); n != 1 || strings.Contains(log, "canary-key") {
			t.Errorf("told %d times in\n%s", n, log)
		}
		r.mu.Lock()
		r.broken = false
		r.mu.Unlock()
		s.pass(10 * time.Minute)
		if stored, err := s.Store.Troubles(context.Background()); err != nil || len(stored) != 1 || stored[0].ToldMs == 0 {
			t.Errorf("stored %+v (%v)", stored, err)
		}
		s.discard()
	}, r.config()...)
}
