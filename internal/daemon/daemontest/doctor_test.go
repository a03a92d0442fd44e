package daemontest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/inbox/imaptest"
	"duban/internal/office"
	"duban/internal/office/database"
	"duban/internal/office/inquire"
	"duban/internal/postoffice"
	"duban/notify/mailtest"
)

// carried is a letter as the office's server stamps it, whose clock is right.
func carried(raw []byte) []byte {
	stamp := "Received: from duban by " + ownServer + " with ESMTP;\r\n\t" + time.Now().In(Zone).Format(time.RFC1123Z) + "\r\n"
	return append([]byte(stamp), raw...)
}

// returns lets the relay bring letters to the office's own mailbox, some seconds later.
func (s *Story) returns(bring func(raw []byte) error) (ended *sync.WaitGroup) {
	ended = &sync.WaitGroup{}
	s.Relay.Take = func(l mailtest.Letter) {
		ended.Go(func() {
			time.Sleep(7 * time.Second)
			if err := bring(carried(l.Raw)); err != nil {
				s.Error(err)
			}
		})
	}
	return ended
}

// examine is duban doctor, by the machine's clock, as lines of its findings.
func (s *Story) examine(loop bool) map[string]string {
	s.Helper()
	c, err := s.source().Office("")
	if err != nil {
		s.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range inquire.Doctor(context.Background(), c, s.now, s.Options.Dial, loop) {
		line := strings.TrimRight(fmt.Sprintf("%s %s → %s", f.Level, said(f.What), said(f.Mend)), "→ ")
		part := said(f.Part)
		if found[part] != "" {
			line = found[part] + "\n" + line
		}
		found[part] = line
	}
	return found
}

const setClock = " → 校准本机时间，例如 timedatectl set-ntp true"

func (s *Story) finds(part, want string, found map[string]string) {
	s.Helper()
	if found[part] != want {
		s.Errorf("%s: got %q, want %q", part, found[part], want)
	}
}

func TestDoctor_aLetterGoesRoundThroughTheMailbox(t *testing.T) {
	t.Parallel()
	box := imaptest.New(t, nil)
	OfficeWithMailbox(t, box, "04-22", []Item{Code}, func(s *Story) {
		s.finds("时钟", "ok 还没有来信可以比对", s.examine(false))
		ended := s.returns(func(raw []byte) error { return box.Put("INBOX", raw, time.Now()) })
		found := s.examine(true)
		s.finds("时钟", "ok 与邮件服务器一致", found)
		if !strings.HasPrefix(found["回路"], "ok 试信") {
			t.Errorf("the loop says %q", found["回路"])
		}
		s.SetClock(20 * time.Minute)
		s.finds("时钟", "ok 不比邮件服务器慢；快不快用 --loop 看", s.examine(false))
		s.finds("时钟", "warning 比邮件服务器至少快19分钟"+setClock, s.examine(true))
		s.SetClock(-15 * time.Minute)
		s.finds("时钟", "warning 比邮件服务器至少慢15分钟"+setClock, s.examine(true))
		s.SetClock(0)
		ended.Wait()
	})
}

func TestDoctor_aLetterGoesRoundThroughLMTP(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		ended := s.returns(func(raw []byte) error {
			return postoffice.Deliver(s.post.dial(), "duban@djzx.example", "duban@djzx.example", raw)
		})
		found := s.examine(true)
		s.finds("时钟", "ok 与邮件服务器一致", found)
		if !strings.HasPrefix(found["回路"], "ok 试信") {
			t.Errorf("the loop says %q", found["回路"])
		}
		ended.Wait()
		s.Relay.Take = func(mailtest.Letter) {} // and loses it
		s.finds("回路", "fault 试信两分钟没有收到 → 看 duban serve 是否在运行，信箱是否读得到", s.examine(true))
		s.Relay.Take = nil
		s.Relay.Answers(func(string, string) error { return errors.New("no") })
		if found := s.examine(true)["回路"]; !strings.HasPrefix(found, "fault 试信没有发出：") {
			t.Errorf("refused, the loop says %q", found)
		}
	})
}

func TestDoctor_theBackupGrowsOld(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		const mend = " → duban backup 文件名；最好每天定时执行"
		s.finds("备份", "warning 还没有备份过"+mend, s.examine(false))
		path := filepath.Join(s.Dir, "备份.db")
		s.Act(func(ctx context.Context, o *office.Office) error {
			_, err := database.Backup(ctx, o, s.now(), path)
			return err
		})
		s.finds("备份", "ok 最近一次在2026-04-21", s.examine(false))
		s.Act(func(ctx context.Context, o *office.Office) error {
			if _, err := database.Backup(ctx, o, s.now().Add(time.Hour), path); err == nil {
				t.Error("a backup was written over")
			}
			return nil
		})
		s.SetClock(9 * 24 * time.Hour)
		s.finds("备份", "warning 最近一次在2026-04-21，已有9天"+mend, s.examine(false))
		s.SetClock(0)
	})
}

func TestDoctor_othersMustNotReadWhatIsTheOffices(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.finds("权限", "ok 只有本用户能读", s.examine(false))
		files := filepath.Join(s.Dir, "duban-data", "duban.db.files")
		if err := os.MkdirAll(files, 0o700); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, x := range []struct {
			path       string
			open, good os.FileMode
		}{{filepath.Join(s.Dir, "config.toml"), 0o644, 0o600}, {filepath.Join(s.Dir, "duban-data", "duban.db"), 0o660, 0o600}, {files, 0o755, 0o700}} {
			if err := os.Chmod(x.path, x.open); err != nil {
				t.Fatal(err)
			}
			want = append(want, fmt.Sprintf("warning 别的用户也能读写 %s（%04o） → chmod %o %s", x.path, x.open, x.good, x.path))
		}
		s.finds("权限", strings.Join(want, "\n"), s.examine(false))
	})
}
