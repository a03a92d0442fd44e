package inbox_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/internal/msg"
)

const fujian = "fujian@djzx.example" // the deputy above 技术服务部

// withDeputy puts a deputy above 技术服务部.
func withDeputy(h *inboxtest.Office) {
	h.Helper()
	entries := append(h.Policy.Directory.Entries, checklist.Entry{Kind: checklist.Post, Name: "分管副主任", Mail: fujian, Supervisor: "中心主任"})
	for i := range entries {
		if entries[i].Name == "技术服务部" {
			entries[i].Supervisor = "分管副主任"
		}
	}
	var err error
	if h.Policy.Directory, err = checklist.NewDirectory(entries); err != nil {
		h.Fatal(err)
	}
}

// asked is the letter that answers a question.
func asked(h *inboxtest.Office, from, words string) letter.Letter {
	h.Helper()
	before := len(h.Letters(letter.KindInquiry, from))
	h.Deliver(h.Mail(from, "", words))
	all := h.Letters(letter.KindInquiry, from)
	if len(all) != before+1 {
		h.Fatalf("%s by %s brings %d answers", words, from, len(all)-before)
	}
	return all[len(all)-1].Letter
}

// told is what a story tells: of each part its party, the events, and, of one of which only
// the standing is seen, the day of its answer.
func told(l letter.Letter) (parts []string) {
	for _, s := range l.Inquiry.Stories {
		for _, p := range s.Parts {
			part := fmt.Sprint(s.No, " ", p.Party, " ", p.State)
			if p.Answered != 0 {
				part += " answered " + p.Answered.String()
			}
			for _, e := range p.Events {
				part += fmt.Sprintf("; %s by %q", e.Kind, e.By)
				if e.To != "" {
					part += " to " + e.To
				}
				if e.Unproven {
					part += ", unproven"
				}
			}
			parts = append(parts, part)
		}
	}
	for range l.Inquiry.Refused {
		parts = append(parts, "refused")
	}
	for _, f := range l.Inquiry.Files {
		parts = append(parts, fmt.Sprint(f.Name, " ", f.Enclosed))
	}
	return parts
}

// Whoever judges, and the clerk, see all; whoever answers for a part or stands above its
// party sees that part; who shares the item sees how the others' parts stand.
func TestStory_whoSeesWhat(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	withDeputy(h)
	h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14 已完成：已上线\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 a\r\n--x--",
		"Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0"))
	h.Deliver(h.Reply(h.Letter(letter.KindAssign, inboxtest.Zonghe, 14), inboxtest.Zonghe, "14 已完成：已配合"))
	const (
		lead        = `14 技术服务部 submitted; assigned by "clerk" to 技术服务部; submitted by "技术服务部负责人"`
		joint       = `14 综合部 submitted; assigned by "clerk" to 综合部; submitted by "综合部负责人"`
		leadProof   = lead + ", unproven"
		jointProof  = joint + ", unproven"
		jointStands = "14 综合部 submitted answered 2026-04-15"
	)
	for _, c := range []struct {
		from, words string
		want        []string
	}{
		{inboxtest.Jishu, "14 情况", []string{lead, jointStands}},
		{inboxtest.Jishu, "29 情况", []string{`29 技术服务部 open; assigned by "clerk" to 技术服务部`}},
		{inboxtest.Zonghe, "14 情况", []string{leadProof, jointProof}},
		{inboxtest.Zonghe, "29 情况", []string{`29 技术服务部 open; assigned by "clerk" to 技术服务部`}},
		{inboxtest.Zhuren, "14 情况", []string{leadProof, jointProof, "a.pdf true"}},
		{inboxtest.Zhuren, "40 情况", []string{"refused"}},
		{inboxtest.Shouli, "14 情况", []string{"refused"}},
		{inboxtest.Shouli, "40 情况", []string{"refused"}},
		{fujian, "14 情况", []string{lead}},
		{fujian, "7 情况", []string{"refused"}},
	} {
		got := told(asked(h, c.from, c.words))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s asks %s:\n%s", c.from, c.words, diff)
		}
	}
}

// A part that has not begun is nobody's to see but of those who see all of it; of one that
// nobody reminded or answered no day is said.
func TestStory_whatHasNotHappenedHasNoDay(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	parts := asked(h, inboxtest.Jishu, "14 情况").Inquiry.Stories[0].Parts
	if len(parts) != 2 || parts[0].LastSent != 0 || parts[0].Reminded != 0 || parts[1].Answered != 0 {
		t.Errorf("%+v", parts)
	}
	h.Ask()
	if p := asked(h, inboxtest.Jishu, "14 情况").Inquiry.Stories[0].Parts[0]; p.Reminded != 1 || p.LastSent != checklist.DayOf(h.At, inboxtest.Zone) {
		t.Errorf("after a letter: %+v", p)
	}
}

// shownLines are lines of a letter: number, heading, and what is said of days.
func shownLines(l letter.Letter) (lines []string) {
	for _, x := range l.Lines {
		line := fmt.Sprint(x.No, " ", x.Party, " ", x.Heading)
		if x.Original != 0 {
			line += " was " + x.Original.String()
		}
		if x.Asked != 0 {
			line += strings.TrimSuffix(fmt.Sprint(" asked ", x.Asked, " on ", x.AskedOn), " on ")
		}
		lines = append(lines, line)
	}
	return lines
}

// 清单 is what its reader owes, the soonest first, and of one who judges what waits for him.
func TestInquiry_whatStandsInAList(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	withDeputy(h)
	h.Submitted14()
	h.Record(db.Record{Events: []checklist.Event{
		{Kind: checklist.EventExtended, Assignment: h.Part(7, "业务受理部").ID, Actor: "中心主任", Day: checklist.Date(2026, 5, 20)},
		{Kind: checklist.EventAskedExtend, Assignment: h.Part(29, "技术服务部").ID, Actor: "技术服务部负责人", Day: checklist.Date(2026, 5, 8)}}})
	for from, want := range map[string][]string{
		inboxtest.Jishu:  {"14 技术服务部 told", "29 技术服务部 owed asked 2026-05-08 on 2026-04-15"},
		inboxtest.Zonghe: {"14 综合部 joint"},
		inboxtest.Shouli: {"7 业务受理部 owed was 2026-04-30"},
		inboxtest.Zhuren: {"14 技术服务部 waiting", "29 技术服务部 asked asked 2026-05-08"},
		fujian:           nil,
	} {
		if diff := cmp.Diff(want, shownLines(asked(h, from, "清单"))); diff != "" {
			t.Errorf("%s:\n%s", from, diff)
		}
	}
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventWaived, Assignment: h.Part(7, "业务受理部").ID, Actor: "clerk"}}})
	if got := shownLines(asked(h, inboxtest.Shouli, "清单")); got != nil {
		t.Errorf("waived: %v", got)
	}
}

// Mail from an address that had failed shows that it works; other mail says nothing of it.
func TestProcessor_whoWritesFromAnAddressHasIt(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := inboxtest.New(t)
	h.Record(db.Record{Faults: []db.AddressFault{{Address: inboxtest.Jishu, Fault: msg.Words("550"), Person: "技术服务部负责人"}, {Address: inboxtest.Shouli, Fault: msg.Words("550"), Person: "业务受理部负责人"}}})
	h.Deliver(h.Mail("who@elsewhere.example", "你好", "你好"))
	h.Deliver(h.Mail(inboxtest.Jishu, "你好", "你好"))
	for address, want := range map[string]bool{inboxtest.Jishu: false, inboxtest.Shouli: true} {
		if fails, err := h.Store.Fails(ctx, address, h.At.UnixMilli()); err != nil || fails != want {
			t.Errorf("%s fails: %v, %v", address, fails, err)
		}
	}
}

// What a letter printed is called by its files in their order.
func TestProcessor_filesAreNumberedFromOne(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	part := "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"%[1]s.pdf\"\r\n\r\n%%PDF-1.4 %[1]s\r\n"
	fate := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14 已完成\r\n"+fmt.Sprintf(part, "a")+fmt.Sprintf(part, "b")+"--x--",
		"Content-Type: multipart/mixed; boundary=x", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0"))
	files, err := h.Store.AttachmentsOf(context.Background(), fate.ID)
	if err != nil || len(files) != 2 || files[0].N != 1 || files[0].Name != "a.pdf" || files[1].N != 2 {
		t.Errorf("%+v, %v", files, err)
	}
}

// The clerk hears that sending is paused and how many mails wait, and nothing of either
// where it is not so.
func TestInquiry_howEverythingRuns(t *testing.T) {
	t.Parallel()
	codes := func(h *inboxtest.Office) (all []string) {
		for _, m := range asked(h, inboxtest.Zonghe, "状态").Inquiry.Status {
			all = append(all, m.Code)
		}
		return all
	}
	h := inboxtest.New(t)
	if got := codes(h); slices.Contains(got, "sending is paused") || slices.Contains(got, "mails that wait") || len(got) != 2 {
		t.Errorf("all runs: %q", got)
	}
	if err := h.Store.Pause(context.Background(), h.At, "clerk", "试"); err != nil {
		t.Fatal(err)
	}
	h.Deliver(h.Mail("who@elsewhere.example", "你好", "你好"))
	if got := codes(h); !slices.Contains(got, "sending is paused") || len(got) != 4 {
		t.Errorf("paused, and a mail waits: %q", got)
	}
}

// What has begun today is owed and counted, and what begins tomorrow is not yet.
func TestInquiry_whatHasBegun(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	today := checklist.DayOf(h.At, inboxtest.Zone)
	for no, start := range map[int]checklist.Day{50: today, 51: today + 1} {
		_, err := h.Store.Import(context.Background(), h.At, db.Import{
			Checklist:   checklist.Checklist{Title: fmt.Sprint("清单", no), Year: 2026, Start: start},
			Items:       []checklist.Item{{No: no, Content: "窗口轮岗。", Leads: []string{"业务受理部"}, Joint: []string{"技术服务部"}, Deadline: today + 30}},
			Assignments: []checklist.Assign{{No: no, Party: "业务受理部", Role: checklist.Lead}, {No: no, Party: "技术服务部", Role: checklist.Joint}},
			File:        db.Document{Name: fmt.Sprint(no, ".txt"), Raw: []byte{byte(no)}}, Actor: "clerk",
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := shownLines(asked(h, inboxtest.Shouli, "清单")); fmt.Sprint(got) != "[7 业务受理部 owed 50 业务受理部 owed]" {
		t.Errorf("清单: %v", got)
	}
	status := asked(h, inboxtest.Zonghe, "状态").Inquiry.Status
	if got := status[len(status)-1]; fmt.Sprint(got.Facts) != "[5 4 0 0]" {
		t.Errorf("状态: %v", got)
	}
	if got := told(asked(h, inboxtest.Jishu, "50 情况")); len(got) != 2 {
		t.Errorf("50 情况: %q", got)
	}
	if got := told(asked(h, inboxtest.Jishu, "51 情况")); len(got) != 1 || !strings.HasPrefix(got[0], "51 技术服务部 ") {
		t.Errorf("51 情况, of which his own part alone is his to see: %q", got)
	}
}

// filedWith stores a report on item 14 with files, of which only the sizes are known.
func filedWith(h *inboxtest.Office, words string, sizes ...int64) {
	h.Helper()
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Mail(inboxtest.Jishu, "x", words), Source: "lmtp"})
	if err != nil {
		h.Fatal(err)
	}
	was := db.Disposition{ID: m.ID, State: checklist.MailFiled, Kind: "reply", Sender: inboxtest.Jishu, Person: "技术服务部负责人", Text: words}
	for i, size := range sizes {
		was.Attachments = append(was.Attachments, db.Attachment{N: i + 1, Name: fmt.Sprint(words, i+1), Type: "application/pdf", Size: size, SHA256: fmt.Sprintf("%064d", size)})
	}
	h.Record(db.Record{Mails: []db.Disposition{was}, Events: []checklist.Event{{Kind: checklist.EventProgress, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人", Mail: m.ID, Text: words}}})
}

// To one who judges the files of all mails go along up to what a letter holds, and no byte
// more; what does not fit takes no room, and is named.
func TestStory_filesGoAlongWhileThereIsRoom(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	const most = letter.MostEnclosed
	filedWith(h, "一", most-3, most+1)
	filedWith(h, "二", 3, 1)
	got := told(asked(h, inboxtest.Zhuren, "14 情况"))
	if diff := cmp.Diff([]string{
		`14 技术服务部 open; assigned by "clerk" to 技术服务部; progress by "技术服务部负责人"; progress by "技术服务部负责人"`, `14 综合部 open; assigned by "clerk" to 综合部`,
		"一1 true", "一2 false", "二1 true", "二2 false"}, got); diff != "" {
		t.Error(diff)
	}
}

// Of what somebody said three hundred characters are shown, whole where there are no more.
func TestStory_longWordsAreCut(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	for _, long := range []int{300, 301} {
		h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展："+strings.Repeat("好", long-3)))
	}
	var got []string
	for _, e := range asked(h, inboxtest.Jishu, "14 情况").Inquiry.Stories[0].Parts[0].Events[1:] {
		words := []rune(inboxtest.Said(e.Words))
		got = append(got, fmt.Sprint(len(words), " ", string(words[len(words)-2:])))
	}
	if fmt.Sprint(got) != "[300 好好 302 ……]" {
		t.Errorf("%q", got)
	}
}
