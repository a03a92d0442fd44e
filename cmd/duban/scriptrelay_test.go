package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"duban/inbox/imaptest"
	"duban/inbox/message"
	"duban/internal/reply"
	"duban/notify/mailtest"
)

type world struct{}

// outside is the world around the daemon of one script.
type outside struct {
	dir     string
	sink    *mailtest.Sink
	replies int
	locked  func()
	mailbox *imaptest.Server

	mu                sync.Mutex
	refuse            string
	later, drop, hang int
	slow              time.Duration
	kill, term        string
}

func outsideOf(ts *testscript.TestScript) *outside { return ts.Value(world{}).(*outside) }

// startRelay is the command relay [refuse=ADDRESS] [later=N] [drop=N] [hang=N] [slow=DURATION] [kill=rcpt|data]
// [term=data] starts the office's mail server, and points config.toml at it; again,
// it changes how that answers. The first N letters are put off, lost after DATA, or
// never answered; slow answers late; kill pulls the daemon's plug, before a letter
// was taken or after; term asks it to stop at that moment.
func startRelay(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	check(ts, o.behave(args))
	if o.sink != nil {
		return
	}
	sink, err := mailtest.Listen(o.answer)
	check(ts, err)
	o.sink = sink
	ts.Defer(func() { sink.Close() })
	_, port, _ := net.SplitHostPort(sink.Addr)
	conf := ts.ReadFile("config.toml")
	for old, now := range map[string]string{`(?m)^host = "[^"]*"`: `host = "127.0.0.1"`, `(?m)^port = \d+`: "port = " + port, `(?m)^tls = "[a-z]+"`: `tls = "none"`} {
		conf = regexp.MustCompile(old).ReplaceAllString(conf, now)
	}
	check(ts, os.WriteFile(ts.MkAbs("config.toml"), []byte(conf), 0o600))
}

func (o *outside) behave(args []string) (err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refuse, o.later, o.drop, o.hang, o.slow, o.kill, o.term = "", 0, 0, 0, 0, "", ""
	for _, arg := range args {
		key, value, _ := strings.Cut(arg, "=")
		n, _ := strconv.Atoi(value)
		switch key {
		case "refuse":
			o.refuse = value
		case "later":
			o.later = n
		case "drop":
			o.drop = n
		case "hang":
			o.hang = n
		case "slow":
			o.slow, err = time.ParseDuration(value)
		case "kill":
			o.kill = value
		case "term":
			o.term = value
		default:
			err = fmt.Errorf("relay knows no %s", key)
		}
	}
	return err
}

// answer is how the relay answers a client.
func (o *outside) answer(stage, to string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.kill == stage:
		o.kill = ""
		o.pullThePlug()
		return mailtest.ErrDrop
	case o.term == stage:
		o.term = ""
		_ = o.signal(syscall.SIGTERM)
		time.Sleep(300 * time.Millisecond) // the daemon knows of it when it reads the answer
	case stage == "rcpt" && to == o.refuse:
		return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown: "+to)
	case stage == "rcpt" && take(&o.later):
		return mailtest.Refuse(451, [3]int{4, 3, 0}, "try again later")
	case stage == "data" && take(&o.drop):
		return mailtest.ErrDrop
	case stage == "data" && take(&o.hang):
		time.Sleep(3 * time.Second) // longer than the script's daemon waits
		return mailtest.ErrDrop
	case stage == "rcpt":
		time.Sleep(o.slow)
	}
	return nil
}

func take(n *int) bool {
	*n--
	return *n >= 0
}

// await N waits until the relay has taken N letters.
func await(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	check(ts, err)
	o := outsideOf(ts)
	wait(ts, args[0]+" letters", func() bool { return len(o.sink.Letters()) >= n })
}

// findLetter is the command letter [-count=N] ADDRESS SUBJECT: the newest letter to an address whose
// subject fits: letter.txt is what it says, $TAG its tag, $ID its Message-ID.
// Several must be the same one again, byte for byte.
func findLetter(ts *testscript.TestScript, neg bool, args []string) {
	want := -1
	if n, ok := strings.CutPrefix(args[0], "-count="); ok {
		want, _ = strconv.Atoi(n)
		args = args[1:]
	}
	subject := regexp.MustCompile(args[1])
	var found []mailtest.Letter
	for _, l := range outsideOf(ts).sink.Letters() {
		if l.To == args[0] && subject.MatchString(message.Parse(l.Raw, message.Limits{}).Subject) {
			found = append(found, l)
		}
	}
	if neg == (len(found) > 0) || want >= 0 && want != len(found) {
		ts.Fatalf("%d letters to %s about %s", len(found), args[0], args[1])
	}
	if neg {
		return
	}
	last := found[len(found)-1]
	if want > 1 && slices.ContainsFunc(found, func(other mailtest.Letter) bool { return !bytes.Equal(other.Raw, last.Raw) }) {
		ts.Fatalf("the letter came again in another form")
	}
	m := message.Parse(last.Raw, message.Limits{})
	check(ts, os.WriteFile(ts.MkAbs("letter.txt"), []byte(m.Subject+"\n"+m.Plain), 0o600))
	ts.Setenv("ID", m.MessageID)
	if tokens := message.Tokens(m); len(tokens) > 0 {
		ts.Setenv("TAG", tokens[0].Token.Tag())
	}
}

var tagged = regexp.MustCompile(`\s*〔督办 [0-9A-Z]+〕\s*`)

// letters prints who got what, in the order it came; tags are left out, for they
// are drawn anew each time.
func letters(ts *testscript.TestScript, _ bool, _ []string) {
	for _, l := range outsideOf(ts).sink.Letters() {
		m := message.Parse(l.Raw, message.Limits{})
		fmt.Fprintf(ts.Stdout(), "%s　%s\n", l.To, tagged.ReplaceAllString(m.Subject, ""))
	}
}

// writeReply FILE FROM TEXT [auto] [with ATTACHMENT] writes the mail that answers the
// letter taken last, as QQ's web mail does: nothing quoted, no reference.
func writeReply(ts *testscript.TestScript, _ bool, args []string) {
	o := outsideOf(ts)
	o.replies++
	m := reply.Mail{From: args[1], Subject: "回复：" + ts.Getenv("TAG") + "交办", Text: strings.ReplaceAll(args[2], `\n`, "\n"), GB18030: true}
	for i, arg := range args[3:] {
		switch arg {
		case "auto":
			m.Auto, m.Subject = true, "自动回复: "+ts.Getenv("TAG")
		case "with":
			m.File = args[3+i+1]
		}
	}
	at, err := time.Parse(time.RFC3339, ts.Getenv("NOW"))
	check(ts, err)
	check(ts, os.WriteFile(ts.MkAbs(args[0]), m.Raw(o.replies, "duban@djzx.example", at), 0o600))
}
