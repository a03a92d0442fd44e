package inbox_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/message"
	"duban/inbox/rawtest"
	"duban/inbox/robot"
	"duban/internal/msg"
	"duban/internal/words"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// office is who we are in the corpus.
var corpusSelf = message.Self{Addresses: []string{"duban@zhsw.gov.cn", "duban@qq.com"}, LoopID: "zhsw-1"}

// Every mail of the corpus is described and judged as its golden file says. A
// changed rule shows up as a diff of what mails mean.
func TestParse_corpusReadsAsTheGoldenFilesSay(t *testing.T) {
	t.Parallel()
	for _, name := range rawtest.Corpus(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".eml"), func(t *testing.T) {
			t.Parallel()
			m := message.Parse(rawtest.ReadTestFile(t, name), message.Limits{})
			golden(t, strings.TrimSuffix(name, ".eml")+".golden", summary(m, robot.Classify(m, corpusSelf)))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(got, string(rawtest.ReadTestFile(t, name))); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// said are messages as they are said.
func said(all []msg.Message) (out []string) {
	for _, m := range all {
		out = append(out, words.Say(words.Chinese, m))
	}
	return out
}

// summary is a message as a reviewer reads it.
func summary(m *message.Message, c robot.Class) string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		if v := fmt.Sprintf(format, args...); v != "" && v != "[]" && v != "0" && v != "false" {
			fmt.Fprintf(&b, "%s: %s\n", name, v)
		}
	}
	line("判断", "%s，%s", c.Kind, words.Say(words.Chinese, c.Reason))
	line("发件人", "%s <%s>", m.From.Name, m.From.Addr)
	line("收件人", "%v", m.To)
	line("抄送", "%v", m.Cc)
	line("主题", "%s", m.Subject)
	line("去前缀", "%s", m.BaseSubject)
	line("日期", "%s", m.Date.Format("2006-01-02 15:04:05Z"))
	line("编号", "%s", m.MessageID)
	line("原编号", "%s", m.OQMsgID)
	for _, at := range message.Tokens(m) {
		line("标记", "%s 在%s", at.Token, at.Place)
	}
	for _, a := range m.Attachments {
		line("附件", "%s，%d 字节，%s，实为 %s，内嵌 %v，%s，%v", a.Name, a.Size, a.Type, a.Sniffed, a.Inline, a.SHA256[:8], said(a.Warnings))
	}
	for _, l := range m.Links {
		line("链接", "%s，%d 字节，%s 到期，%s", l.Name, l.Size, l.Expires, l.URL)
	}
	line("日程", "%s", m.Calendar)
	line("两份不一", "%v", m.Disagree)
	line("缺陷", "%s", strings.Join(said(m.Faults), "；"))
	if c.Bounce != nil {
		line("退信", "%v %s 永久 %v 延迟 %v", c.Bounce.Recipients, c.Bounce.Status, c.Bounce.Permanent, c.Bounce.Delayed)
		line("原因", "%s", c.Bounce.Diagnostic)
		line("原信", "%s %v", c.Bounce.OriginalMessageID, c.Bounce.OriginalTokens)
	}
	fmt.Fprintf(&b, "\n%s\n", m.Text)
	return b.String()
}
