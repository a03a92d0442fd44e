package inbox_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/internal/msg"
	"duban/internal/words"
)

// What is a question and what is not, by whom it comes and where it stands.
func TestProcessor_questionsByMail(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		mail     func(h *inboxtest.Office) []byte
		from     string
		state    checklist.MailState
		answered int
		part     checklist.State // of item 14
	}{
		"in the body":                       {fresh("", "您好！\n清单\n谢谢"), inboxtest.Jishu, checklist.MailDropped, 1, checklist.Open},
		"in the subject":                    {fresh("清单", "谢谢！"), inboxtest.Jishu, checklist.MailDropped, 1, checklist.Open},
		"the body says another thing":       {fresh("清单", "14 已完成"), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"forwarded":                         {fresh("转发：清单", ""), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"somebody's answer to a question":   {fresh("回复：清单", ""), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"the status, by the clerk":          {fresh("", "状态"), inboxtest.Zonghe, checklist.MailDropped, 1, checklist.Open},
		"the status, by anybody else":       {fresh("", "状态"), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"a stranger":                        {fresh("清单", "清单"), "who@elsewhere.example", checklist.MailQuarantined, 0, checklist.Open},
		"forged":                            {forged("清单"), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"a program":                         {fresh("自动回复：清单", "清单", "Auto-Submitted: auto-replied"), inboxtest.Jishu, checklist.MailNoted, 0, checklist.Open},
		"a program that quotes it":          {fresh("自动回复：清单", "您的来信“清单”已收到，我外出至5月6日。"), inboxtest.Jishu, checklist.MailNoted, 0, checklist.Open},
		"with a file":                       {enclosing("清单"), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"behind a mark":                     {fresh("", "> 清单"), inboxtest.Jishu, checklist.MailQuarantined, 0, checklist.Open},
		"answering a letter":                {replying("清单"), inboxtest.Jishu, checklist.MailDropped, 1, checklist.Open},
		"of the only item of a letter":      {replying("情况"), inboxtest.Jishu, checklist.MailDropped, 1, checklist.Open},
		"beside an answer":                  {replying("14 已完成\n29 情况"), inboxtest.Jishu, checklist.MailFiled, 1, checklist.Submitted},
		"below an answer, where a name may": {replying("14 已完成\n清单"), inboxtest.Jishu, checklist.MailFiled, 0, checklist.Submitted},
		"a word of an answer":               {replying("14 已完成，清单已上报"), inboxtest.Jishu, checklist.MailFiled, 0, checklist.Submitted},
		"an answer that names its field":    {replying("14 情况：已完成"), inboxtest.Jishu, checklist.MailFiled, 0, checklist.Open},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			raw := row.mail(h)
			if row.from != inboxtest.Jishu {
				raw = []byte(strings.Replace(string(raw), "<"+inboxtest.Jishu+">", "<"+row.from+">", 1))
			}
			h.Policy.AuthServers = []string{inboxtest.SMTPHost}
			fate := h.Deliver(raw)
			if got := h.Letters(letter.KindInquiry, row.from); fate.State != row.state || len(got) != row.answered {
				t.Errorf("got %s: %s, %d answers", fate.State, fate.Reason, len(got))
			}
			if got := h.Part(14, "技术服务部").State; got != row.part {
				t.Errorf("item 14 is %s", got)
			}
			for _, to := range []string{inboxtest.Shouli, inboxtest.Zhuren} {
				if got := h.Letters(letter.KindInquiry, to); len(got) > 0 {
					t.Errorf("%s is answered, and has not asked", to)
				}
			}
			if again, err := h.Store.MailByID(context.Background(), fate.ID); err != nil || again.State != row.state {
				t.Errorf("stored as %s, %v", again.State, err)
			}
		})
	}
}

func fresh(subject, words string, header ...string) func(*inboxtest.Office) []byte {
	return func(h *inboxtest.Office) []byte { return h.Mail(inboxtest.Jishu, subject, words, header...) }
}

func replying(words string) func(*inboxtest.Office) []byte {
	return func(h *inboxtest.Office) []byte { return h.Reply(h.Ask(), inboxtest.Jishu, words) }
}

func forged(words string) func(*inboxtest.Office) []byte {
	return fresh("", words, "Authentication-Results: "+inboxtest.SMTPHost+"; dmarc=fail header.from=djzx.example")
}

func enclosing(words string) func(*inboxtest.Office) []byte {
	return func(h *inboxtest.Office) []byte {
		return h.Mail(inboxtest.Jishu, words, "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+words+"\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 a\r\n--x--",
			"Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0")
	}
}

// A department that is called 清单 answers which one is meant.
func TestProcessor_aDepartmentCalledLikeAQuestion(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	entries := h.Policy.Directory.Entries
	for i := range entries {
		if entries[i].Name == "技术服务部" {
			entries[i].Aliases = append(entries[i].Aliases, "清单")
		}
	}
	var err error
	if h.Policy.Directory, err = checklist.NewDirectory(entries); err != nil {
		t.Fatal(err)
	}
	fate := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "清单"))
	if n := len(h.Letters(letter.KindInquiry, inboxtest.Jishu)); n != 0 || fate.State == checklist.MailDropped {
		t.Errorf("got %s: %s, %d answers", fate.State, fate.Reason, n)
	}
	h.Deliver(h.Mail(inboxtest.Jishu, "", "清单")) // answering nothing, it can only ask
	if n := len(h.Letters(letter.KindInquiry, inboxtest.Jishu)); n != 1 {
		t.Errorf("%d answers", n)
	}
}

// As many questions as there are, five are answered in a day.
func TestProcessor_aFloodOfQuestions(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	for range 60 {
		if fate := h.Deliver(h.Mail(inboxtest.Jishu, "", "14 情况")); fate.State != checklist.MailDropped {
			t.Fatalf("got %s: %s", fate.State, fate.Reason)
		}
	}
	letters := h.Letters(letter.KindInquiry, inboxtest.Jishu)
	if len(letters) != 5 || letters[3].Letter.Inquiry.Limit != 0 || letters[4].Letter.Inquiry.Limit != 5 || h.Answers() != 5 {
		t.Errorf("%d letters", len(letters))
	}
}

// Files that no mail server would take are named, and those that fit go along.
func TestProcessor_hugeFilesAreNamedAndNotEnclosed(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	part := func(name string, size int) string {
		return "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString([]byte("%PDF-1.4 "+name+strings.Repeat("x", size))) + "\r\n"
	}
	raw := h.Mail(inboxtest.Jishu, "回复："+h.Ask().Token.Tag(), "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n已完成\r\n"+part("big.pdf", 9<<20)+part("small.pdf", 100)+"--x--",
		"Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0")
	if fate := h.Deliver(raw); fate.State != checklist.MailFiled {
		t.Fatalf("got %s: %s", fate.State, fate.Reason)
	}
	h.Deliver(h.Mail(inboxtest.Zhuren, "", "14情况"))
	files := h.Letters(letter.KindInquiry, inboxtest.Zhuren)[0].Letter.Inquiry.Files
	if len(files) != 2 || files[0].Enclosed || !files[1].Enclosed || files[1].Name != "small.pdf" {
		t.Errorf("listed are %+v", files)
	}
}

// giveBeside imports a second list, in which 技术服务部 leads item 14 and two without a day.
func giveBeside(h *inboxtest.Office) {
	h.Helper()
	item := func(no int, deadline checklist.Day) checklist.Item {
		return checklist.Item{No: no, Content: "另一份的事项。", Leads: []string{"技术服务部"}, Joint: []string{}, Deadline: deadline}
	}
	_, err := h.Store.Import(context.Background(), h.At.AddDate(0, 0, -13), db.Import{
		Checklist:   checklist.Checklist{Title: "另一份", Year: 2026, Start: checklist.Date(2026, 4, 1)},
		Items:       []checklist.Item{item(3, 0), item(14, checklist.Date(2026, 5, 31)), item(30, 0)},
		Assignments: []checklist.Assign{{No: 3, Party: "技术服务部", Role: checklist.Lead}, {No: 14, Party: "技术服务部", Role: checklist.Lead}, {No: 30, Party: "技术服务部", Role: checklist.Lead}},
		File:        db.Document{Name: "另一份.txt", Raw: []byte("另一份")}, Actor: "clerk",
	})
	if err != nil {
		h.Fatal(err)
	}
}

// What the answer to each question says.
func TestProcessor_whatAQuestionIsAnswered(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	h.Submitted14()
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventExtended, Assignment: h.Part(29, "技术服务部").ID, Actor: "中心主任", Day: checklist.Date(2026, 5, 20)}}})
	giveBeside(h)
	ask := func(from, words string) letter.Letter {
		t.Helper()
		h.Deliver(h.Mail(from, "", words))
		all := h.Letters(letter.KindInquiry, from)
		if len(all) == 0 {
			t.Fatalf("%s is not answered", words)
		}
		return all[len(all)-1].Letter
	}
	list := ask(inboxtest.Jishu, "清单")
	var lines []string
	for _, l := range list.Lines {
		lines = append(lines, fmt.Sprint(l.No, " ", l.Deadline))
	}
	if diff := cmp.Diff([]string{"14 2026-04-30", "29 2026-05-20", "14 2026-05-31", "3 ", "30 "}, lines); diff != "" || !list.Inquiry.List {
		t.Errorf("清单, by its days: %v\n%s", list.Inquiry.List, diff)
	}
	one := ask(inboxtest.Zhuren, "29 情况")
	if x := one.Inquiry; x.List || len(x.Stories) != 1 || x.Stories[0].Parts[0].Original != checklist.Date(2026, 4, 30) {
		t.Errorf("29 情况: %+v", x)
	}
	both := ask(inboxtest.Zhuren, "14 情况").Inquiry.Stories // one of each list
	if len(both) != 2 || len(both[0].Parts) != 2 || len(both[1].Parts) != 1 || both[0].Parts[0].Original != 0 {
		t.Errorf("14 情况: %+v", both)
	}
	h.Deliver(h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, 29), inboxtest.Jishu, "29 情况"))
	h.At = h.At.AddDate(0, 0, 21) // 6 May: item 7 is late, and so is what is claimed
	status := ask(inboxtest.Zonghe, "状态").Inquiry.Status
	if got, want := words.Say(words.Chinese, status[len(status)-1]), "牵头责任6份：办理中5份，其中逾期1份；待审核1份"; got != want {
		t.Errorf("状态: %s, want %s", got, want)
	}
}

// A number that two lists have is, in an answer to a letter, that of the letter's line.
func TestProcessor_aQuestionAboutALineOfALetter(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	giveBeside(h)
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 情况"))
	stories := h.Letters(letter.KindInquiry, inboxtest.Jishu)[0].Letter.Inquiry.Stories
	if len(stories) != 1 || stories[0].List != "清单" || len(stories[0].Parts) != 2 {
		t.Errorf("told of %+v", stories)
	}
}

// A question in the subject is stored as the words of a mail that has no others.
func TestProcessor_aQuestionInTheSubjectIsStored(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{"": "清单", "谢谢！": "谢谢！"} {
		h := inboxtest.New(t)
		fate := h.Deliver(h.Mail(inboxtest.Jishu, "清单", words))
		if m, err := h.Store.MailByID(context.Background(), fate.ID); err != nil || m.Text != want || m.State != checklist.MailDropped {
			t.Errorf("%q: stored %s %q, %v", words, m.State, m.Text, err)
		}
	}
}

// 情况 alone is a question where one item can be meant; where several can, it is asked which.
func TestProcessor_aQuestionThatNamesNoItem(t *testing.T) {
	t.Parallel()
	for items, want := range map[[2]int]string{{14}: "dropped 1", {14, 29}: "asked 0"} {
		h := inboxtest.New(t)
		fate := h.Deliver(h.Reply(h.Letter(letter.KindAssign, inboxtest.Jishu, items[:]...), inboxtest.Jishu, "情况"))
		if got := fmt.Sprint(fate.State, " ", len(h.Letters(letter.KindInquiry, inboxtest.Jishu))); got != want {
			t.Errorf("of %v: %s: %s, want %s", items, got, fate.Reason, want)
		}
	}
}

// An item of which a letter shows two parts is told of once, each part once.
func TestProcessor_aQuestionAboutTwoLinesOfAnItem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	digest := h.Letter(letter.KindDigest, inboxtest.Zhuren, 14)
	giveBeside(h)
	h.Deliver(h.Reply(digest, inboxtest.Zhuren, "14 情况"))
	if parts := told(h.Letters(letter.KindInquiry, inboxtest.Zhuren)[0].Letter); len(digest.Letter.Lines) != 2 || len(parts) != 2 {
		t.Errorf("of %d lines he is told %q", len(digest.Letter.Lines), parts)
	}
}

// One who judges and owes is shown his own claim as waiting, and as owed what he has only
// asked for.
func TestInquiry_whatAJudgeOwesHimself(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	reviewing(h)
	h.Record(db.Record{Events: []checklist.Event{
		{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"},
		{Kind: checklist.EventAskedExtend, Assignment: h.Part(29, "技术服务部").ID, Actor: "技术服务部负责人", Day: checklist.Date(2026, 5, 8)}}})
	if diff := cmp.Diff([]string{"14 技术服务部 waiting", "29 技术服务部 owed asked 2026-05-08 on 2026-04-15"}, shownLines(asked(h, inboxtest.Jishu, "清单"))); diff != "" {
		t.Error(diff)
	}
}

// The clerk hears of each mailbox when mail last came in by it, or that it never did.
func TestInquiry_whetherMailComesIn(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	if err := h.Store.SourceOK(context.Background(), h.At, "INBOX"); err != nil {
		t.Fatal(err)
	}
	if err := h.Store.SourceFault(context.Background(), h.At, "Junk", msg.Words("x")); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, m := range asked(h, inboxtest.Zonghe, "状态").Inquiry.Status {
		if strings.HasPrefix(m.Code, "mail ") {
			said[fmt.Sprint(m.Facts[0])] = m.Code
		}
	}
	if diff := cmp.Diff(map[string]string{"INBOX": "mail last came in", "Junk": "mail never came in"}, said); diff != "" {
		t.Error(diff)
	}
}
