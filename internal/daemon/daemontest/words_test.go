package daemontest

import (
	"context"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/reply"
)

// worded is an office that says something itself in its letters.
var worded = []string{`salutation = ""`, `salutation = "尊敬的{收信人}"`, `opening = ""`, `opening = "根据{清单}，请{部门}抓紧办理所列{项数}项，收到后请即回复。"`,
	`closing = ""`, `closing = "已完成的，请附佐证；同意延期的，请按新的时限。联系人：{联系人}。"`, `signature = ""`, `signature = "{落款}　{日期}"`, `contact = ""`, `contact = "<b>张三</b>"`}

func TestStory_anOfficesOwnWordsStandInItsLetters(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2)
		s.shows(first, "尊敬的技术服务部负责人：", "根据《清单.csv》，请技术服务部抓紧办理所列2项，收到后请即回复。", "联系人：<b>张三</b>。", "综合部（督办）　2026年4月22日")
		if page := message.Parse(first.Raw, message.Limits{}).HTML; strings.Contains(page, "<b>张三") || !strings.Contains(page, "&lt;b&gt;张三") {
			t.Errorf("the office's words are markup:\n%s", page)
		}
		s.Expect(Intake, "assign", 2)
		s.Reply(first, "1 正在办理")
		receipt := s.Expect(Tech, "receipt") // it begins with the answer
		s.shows(receipt, "尊敬的技术服务部负责人：", "综合部（督办）　2026年4月22日")
		s.hides(receipt, "抓紧办理", "请附佐证")
		s.Pass("04-27")
		digest := s.Newest(letter.KindDigest, Director)
		s.shows(digest, "请中心主任抓紧办理所列2项", "2026年4月27日")
		if text := digest.Text(); strings.Index(text, "请附佐证") > strings.Index(text, "记录链") {
			t.Errorf("the chain does not stand at the foot:\n%s", text)
		}
		s.Expect(Tech, "remind-3")
		s.Expect(Intake, "remind-3")
	}, worded...)
}

// Whatever of such a letter a reader's program sends back, with a mark or without, whole or
// in part, nothing in it is his answer: it is the office that spoke.
func TestStory_anOfficesOwnWordsComeBackAndAreNobodysAnswer(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1, 2)
		s.Expect(Intake, "assign", 2)
		text := strings.TrimSpace(first.Text())
		lines := strings.Split(text, "\n")
		var own []string // the office's words, each alone
		for _, l := range lines {
			if strings.Contains(l, "抓紧办理") || strings.Contains(l, "请附佐证") || strings.Contains(l, "　2026年") || strings.Contains(l, "尊敬的") {
				own = append(own, l)
			}
		}
		if len(own) != 4 {
			t.Fatalf("%d lines of the office in\n%s", len(own), text)
		}
		for _, back := range append(own, text, "> "+strings.ReplaceAll(text, "\n", "\n> "), strings.Join(lines[:4], "\n"), strings.Join(lines[len(lines)-4:], "\n"),
			"在 2026-04-22 08:31，督办 <duban@djzx.example> 写道：\n"+text) {
			s.Write(first, reply.Mail{Text: back})
			s.Newest(letter.KindAssign, Tech)
			s.look()
			s.arrived = nil // he may be asked, or told that it was filed as progress
			s.Stands(1, checklist.Open)
			all, err := s.Store.AssignmentsOf(context.Background(), 1)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range all {
				if o.AckedMs != 0 || o.Asked != 0 || o.Deadline != o.Original {
					t.Errorf("%q was his answer: %+v", back, o.Assignment)
				}
			}
		}
		s.Reply(first, "收到\n\n"+text) // and his own word is
		s.Expect(Tech, "receipt")
		if all, err := s.Store.AssignmentsOf(context.Background(), 1); err != nil || all[0].AckedMs == 0 {
			t.Errorf("his own word is lost: %v", err)
		}
	}, worded...)
}
