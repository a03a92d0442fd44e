package daemontest

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/reply"
)

var copying = []string{"assign = []", `assign = ["上级"]`, "remind = []", `remind = ["业务受理部"]`, "list = false", "list = true"}

// copied expects the copy of a letter.
func (s *Story) copied(person string) Letter {
	s.Helper()
	return s.aside(person, "copy")
}

// aside expects a letter in which nothing is to be answered.
func (s *Story) aside(person, label string) Letter {
	s.Helper()
	a := s.Expect(person, label)
	m := message.Parse(a.Raw, message.Limits{})
	for _, never := range []string{"〔督办 ", "mailto:", "回复“收到”", "每行以序号开头", "已完成：采取措施", "回复时请"} {
		if strings.Contains(m.Subject+m.Text+m.HTML, never) {
			s.Errorf("the letter to %s has %q:\n%s\n%s", person, never, m.Subject, m.Text)
		}
	}
	return a
}

func TestStory_whoIsCopiedInHearsAndDecidesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		above := s.copied(Deputy)
		s.shows(above, "发给技术服务部负责人的交办，抄送您", "严格落实“一码通”", "时限：4月30日（周四）", "清单原件随信附上")
		for _, a := range []Letter{first, above} {
			if files := message.Parse(a.Raw, message.Limits{}).Attachments; len(files) != 1 || !strings.Contains(string(files[0].Content), "一码通") {
				t.Errorf("the letter to %s encloses %+v", a.Person, files)
			}
		}
		for _, seen := range []string{"收到", "知道了", "同意", "OK", "Approved."} {
			s.Reply(above, seen)
			s.Expect(Deputy, "transcript")
			s.hides(s.Expect(Tech, "outcome", 1), "批示：已落实") // it asks for nothing
		}
		s.Reply(above, "1 同意。请抓紧") // who is above it urges, and decides nothing
		s.Expect(Deputy, "transcript")
		s.shows(s.Expect(Tech, "outcome", 1), "请抓紧", "批示：已落实")
		s.Stands(1, checklist.Open)
		s.On("04-23")
		s.Expect(Tech, "remind-5", 1)
		other := s.copied(Intake)
		s.Reply(other, "1 已完成：查询功能已升级") // it is not his
		s.shows(s.Expect(Intake, "transcript"), "您是抄送，已转督办员，办理状态不变")
		s.Stands(1, checklist.Open)
		s.shows(s.Newest(letter.KindClerk, Clerk), "（抄送）来信：第1项“已完成：查询功能已升级”")
		s.Write(other, reply.Mail{Text: "自动回复：我在外出差。", Auto: true}) // and programs say nothing
		s.Stands(1, checklist.Open)
		s.Reply(first, "1 已完成：查询功能已升级")
		s.Expect(Tech, "receipt")
		s.On("04-24")
	}, copying...)
}

func TestStory_whoIsCopiedInOnAnEscalationInstructsNobody(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.Watch("overview")
		s.On("04-29")
		s.Expect(Tech, "assign")
		s.On("04-30")
		s.Expect(Tech, "due")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Expect(Deputy, "overview", 1)
		s.hides(s.copied(Intake), "批示", "您分管")
		s.On("05-07")
		s.Expect(Tech, "overdue+2")
		s.Expect(Deputy, "escalate", 1)
		above := s.copied(Intake)
		s.shows(above, "以下是5月7日发给分管副主任的提级，抄送您", "责任部门尚未报办结")
		s.hides(above, "批示", "您分管")
		s.Reply(above, "1 请技术服务部5月8日前报") // he is not above them
		s.shows(s.Expect(Intake, "transcript"), "您是抄送，已转督办员，办理状态不变")
		s.On("05-08")
		s.hides(s.Expect(Tech, "overdue+3"), "5月8日前报")
	}, `escalate = []`, `escalate = ["业务受理部"]`, `overview = []`, `overview = ["业务受理部"]`)
}

// The director's decisions: who only got a copy of what asks for them may say the same
// words, and nothing follows.
func TestStory_whoIsCopiedInOnADigestDecidesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("digest")
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign", 1), "1 已完成：查询功能已升级")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Director, "digest")
		digest := s.copied(Intake)
		s.shows(digest, "发给中心主任的督办专报，抄送您", "待审核1项", "查询功能已升级")
		s.hides(digest, "同意", "退回", "您看的")
		s.Reply(digest, "1 同意")
		s.shows(s.Expect(Intake, "transcript"), "您是抄送，已转督办员，办理状态不变")
		s.Stands(1, checklist.Submitted)
		s.shows(s.Newest(letter.KindClerk, Clerk), "（抄送）来信：第1项“同意”")
	}, `digest = []`, `digest = ["业务受理部"]`)
}

// Nobody proves that it was the superior who wrote: what he instructs waits for his word, to
// a copy as to a letter of his own.
func TestStory_whoIsCopiedInInstructsOnlyAsHimself(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Unexamined = true
		s.On("04-22")
		s.Expect(Tech, "assign", 1)
		s.Reply(s.copied(Deputy), "1 请4月24日前报")
		ask := s.Expect(Deputy, "confirm")
		s.Quiet() // the department hears nothing yet
		s.Reply(ask, "确认")
		s.Expect(Deputy, "transcript")
		s.shows(s.Expect(Tech, "outcome", 1), "请4月24日前报")
		s.Stands(1, checklist.Open)
	}, "assign = []", `assign = ["上级"]`)
}

func TestStory_nobodyIsCopiedInOnHisOwnLetterNorOnWhatIsSettled(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Intake, "assign")
		s.copied(Intake)
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：查询功能已升级")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Expect(Intake, "remind-5") // his own: no copy beside it
		s.Expect(Tech, "remind-5")
		s.hides(s.copied(Intake), "一码通")
	}, `parties = []`, `parties = ["技术服务部=业务受理部"]`, "assign = []", "assign = []", "remind = []", `remind = []`)
}
