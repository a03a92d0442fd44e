package daemontest

import (
	"html"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/reply"
)

// touch answers a letter by a link of its page, as a phone does: a new mail to the address,
// with the subject and the text that the link has (RFC 6068), and what is added to it.
func (s *Story) touch(a Letter, label string, added ...string) {
	s.Helper()
	raw := a.Raw
	if raw == nil {
		raw = a.Notice.Raw
	}
	found := regexp.MustCompile(`<a href="([^"]*)"[^>]*>〔` + label + `〕`).FindStringSubmatch(message.Parse(raw, message.Limits{}).HTML)
	if found == nil {
		s.Fatalf("%s: %s has no link 〔%s〕", s.Today(), a.Notice.Letter.Kind, label)
	}
	link, err := url.Parse(html.UnescapeString(found[1]))
	if err != nil {
		s.Fatal(err)
	}
	to, err := url.PathUnescape(link.Opaque)
	if _, bad := mail.ParseAddress(to); err != nil || bad != nil {
		s.Fatal(to, err, bad)
	}
	fields := link.Query()
	s.Write(a, reply.Mail{Subject: fields.Get("subject"), Text: fields.Get("body") + strings.Join(added, "")})
}

func TestStory_aTouchDoesWhatItsLabelSays(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2)
		s.touch(first, "收到")
		s.shows(s.Expect(Tech, "receipt"), "已签收")
		s.On("04-23")
		due := s.Expect(Tech, "remind-5", 1)
		s.touch(due, "申请延期")
		s.shows(s.Expect(Tech, "receipt"), "请写明几月几日")
		s.Stands(1, checklist.Open)
		s.touch(due, "已完成", "投诉量下降")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("04-24")
		s.touch(s.Newest(letter.KindDigest, Director), "退回", "材料不足")
		s.Expect(Director, "transcript")
		s.shows(s.Expect(Tech, "outcome", 1), "材料不足")
		s.Stands(1, checklist.Open)
		s.On("04-27")
		s.touch(s.Expect(Tech, "remind-3", 1), "已完成", "附整改说明")
		done := s.Expect(Tech, "receipt")
		s.touch(done, "撤回1")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Open)
		s.touch(done, "撤回1") // twice is once
		s.Expect(Tech, "receipt")
		s.Reply(first, "1 已完成，附整改说明")
		s.Expect(Tech, "receipt")
		s.On("04-28")
		s.touch(s.Newest(letter.KindDigest, Director), "同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
	})
}
