package robot

import (
	"bytes"
	"strings"
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
	"duban/internal/words"
)

// office is who we are.
var office = message.Self{Addresses: []string{"duban@zhsw.gov.cn", "duban@qq.com"}, LoopID: "zhsw-1"}

func TestClassify(t *testing.T) {
	t.Parallel()
	const calendar = "Content-Type: text/calendar; method="
	for name, tt := range map[string]struct {
		raw    []byte
		kind   Kind
		reason string // a part of it
	}{
		"a person":                           {rawtest.AsPerson("Subject: Re: x"), KindReply, ""},
		"S31: our own loop header":           {rawtest.AsPerson("X-Duban-Loop: zhsw-1"), KindLoop, "X-Duban-Loop"},
		"S31: our own address":               {rawtest.CRLF("From: DUBAN@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S31: our own address with a token":  {rawtest.CRLF("From: duban+K7Q4M2@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S31: ours among two authors":        {rawtest.CRLF("From: a@b.cn, duban@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S32: a loop header of another":      {rawtest.AsPerson("X-Duban-Loop: forged"), KindReply, ""},
		"S32: an empty loop header":          {rawtest.AsPerson("X-Duban-Loop:"), KindReply, ""},
		"A20: a mail that runs in a circle":  {rawtest.AsPerson(strings.Repeat("Received: x\r\n", 100) + "Received: x"), KindLoop, "101 台"},
		"A20: a long way round":              {rawtest.AsPerson(strings.Repeat("Received: x\r\n", 98) + "Received: x"), KindReply, ""},
		"A01: auto-replied, whatever else":   {rawtest.AsPerson("Auto-Submitted: auto-replied"), KindAutoReply, "Auto-Submitted: auto-replied"},
		"A02: QQ's vacation text alone":      {rawtest.CRLF("From: a@qq.com", "Subject: x", "", "这是来自QQ邮箱的自动回复邮件。您好"), KindAutoReply, "正文以"},
		"A02: NetEase's acknowledgement":     {rawtest.CRLF("From: a@163.com", "", "This is an automatic reply, confirming that your e-mail was received."), KindAutoReply, "正文以"},
		"A02: quoted by a person":            {rawtest.CRLF("From: a@qq.com", "", "3 已完成\n> 这是来自QQ邮箱的自动回复邮件"), KindReply, ""},
		"A03: a person answers a robot":      {rawtest.AsPerson("Subject: Re: 自动回复: x"), KindReply, ""},
		"A03: the same in Chinese":           {rawtest.AsPerson("Subject: 回复：自动回复：x"), KindReply, ""},
		"A04: Auto-Submitted: no":            {rawtest.AsPerson("Auto-Submitted: no"), KindReply, ""},
		"A04: no, with a comment":            {rawtest.AsPerson("Auto-Submitted: NO (by hand)"), KindReply, ""},
		"A05: parameters":                    {rawtest.AsPerson("Auto-Submitted: auto-generated; x=y"), KindAutoReply, "auto-generated"},
		"A05: upper case":                    {rawtest.AsPerson("AUTO-SUBMITTED: Auto-Generated"), KindAutoReply, "auto-generated"},
		"A06: Precedence: list":              {rawtest.AsPerson("Precedence: list"), KindList, "Precedence: list"},
		"A06: Precedence: bulk":              {rawtest.AsPerson("Precedence: Bulk"), KindList, "Precedence: bulk"},
		"A06: Precedence: auto_reply":        {rawtest.AsPerson("Precedence: auto_reply"), KindAutoReply, "Precedence: auto_reply"},
		"A06: List-Id":                       {rawtest.AsPerson("List-Id: <x.y>"), KindList, "List-Id"},
		"A06: Precedence: normal is nothing": {rawtest.AsPerson("Precedence: normal"), KindReply, ""},
		"A07: X-Autoreply":                   {rawtest.AsPerson("X-Autoreply: yes"), KindAutoReply, "X-Autoreply"},
		"A07: X-Autoreply: no":               {rawtest.AsPerson("X-Autoreply: no"), KindReply, ""},
		"A07: X-Autorespond":                 {rawtest.AsPerson("X-Autorespond: vacation"), KindAutoReply, "X-Autorespond"},
		"A08: a wish for silence is none":    {rawtest.AsPerson("X-Auto-Response-Suppress: All"), KindReply, ""},
		"A08: with the mark of an inbox rule": {rawtest.AsPerson("X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: a@b"),
			KindAutoReply, "Inbox-Rules-Loop"},
		"A15: a complaint about spam": {rawtest.CRLF("From: a@b.cn", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "",
			rawtest.TextPart("z"), "--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse", "--x--"), KindComplaint, "投诉"},
		"A16: read, by subject":                {rawtest.AsPerson("Subject: 已读：x"), KindReadReceipt, "已读"},
		"A16: read, in English":                {rawtest.AsPerson("Subject: Read: x"), KindReadReceipt, "read"},
		"A16: deleted unread":                  {rawtest.AsPerson("Subject: Not read: x"), KindReadReceipt, "not read"},
		"A16: 已读 without a colon is a person":  {rawtest.AsPerson("Subject: 已读文件情况"), KindReply, ""},
		"A17: an invitation accepted":          {rawtest.CRLF("From: a@b.cn", calendar+"REPLY", "", "BEGIN:VCALENDAR"), KindCalendar, "method=REPLY"},
		"A17: the method in the content only":  {rawtest.CRLF("From: a@b.cn", "Content-Type: text/calendar", "", "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n"), KindCalendar, "method=CANCEL"},
		"A17: a published calendar is a file":  {rawtest.CRLF("From: a@b.cn", calendar+"PUBLISH", "", "BEGIN:VCALENDAR"), KindReply, ""},
		"A17: an attached calendar is a file":  {rawtest.CRLF("From: a@b.cn", "Content-Disposition: attachment", calendar+"REPLY", "", "BEGIN:VCALENDAR"), KindReply, ""},
		"A17: recalled, by QQ":                 {rawtest.AsPerson("Subject: 发信方已撤回邮件：x"), KindRecall, "撤回"},
		"A17: recalled, by Outlook":            {rawtest.AsPerson("Subject: Recall: x"), KindRecall, "recall"},
		"A18: a null sender, nothing else":     {rawtest.AsPerson("Return-Path: <>"), KindNullSender, "Return-Path"},
		"A18: a null sender with a blank":      {rawtest.AsPerson("Return-Path: < >"), KindNullSender, "Return-Path"},
		"an ordinary sender":                   {rawtest.AsPerson("Return-Path: <zhangsan@zhsw.gov.cn>"), KindReply, ""},
		"自动回复 with a colon":                    {rawtest.AsPerson("Subject: 自动回复：x"), KindAutoReply, "自动回复"},
		"自动回复 alone":                           {rawtest.AsPerson("Subject: 自动回复"), KindAutoReply, "自动回复"},
		"自动回复 in brackets":                     {rawtest.AsPerson("Subject: 【自动回复】x"), KindAutoReply, "自动回复"},
		"自动回复 with blanks inside":              {rawtest.AsPerson("Subject: 自动 回复 : x"), KindAutoReply, "自动回复"},
		"自动回复 in the middle":                   {rawtest.AsPerson("Subject: 关于自动回复：x"), KindReply, ""},
		"自动回复功能 is a matter of work":           {rawtest.AsPerson("Subject: 自动回复功能整改情况"), KindReply, ""},
		"traditional characters":               {rawtest.AsPerson("Subject: 自動回覆: x"), KindAutoReply, "自動回覆"},
		"外出 with a colon":                      {rawtest.AsPerson("Subject: 外出: x"), KindAutoReply, "外出"},
		"外出调研 is a matter of work":             {rawtest.AsPerson("Subject: 外出调研情况"), KindReply, ""},
		"out of office":                        {rawtest.AsPerson("Subject: Out of Office: x"), KindAutoReply, "out of office"},
		"Out-of-Office AutoReply":              {rawtest.AsPerson("Subject: Out of Office AutoReply: x"), KindAutoReply, "out of office"},
		"Auto: alone":                          {rawtest.AsPerson("Subject: Auto: x"), KindAutoReply, "auto"},
		"Automation is a word":                 {rawtest.AsPerson("Subject: Automation: x"), KindReply, ""},
		"a bounce that calls itself an answer": {rawtest.AsPerson("Auto-Submitted: auto-replied", "X-Failed-Recipients: a@b.cn"), KindBounce, "X-Failed-Recipients"},
		"a person's subject that sounds so":    {rawtest.AsPerson("Subject: 退信问题说明"), KindReply, ""},
		"a postmaster who is a person":         {rawtest.CRLF("From: postmaster@zhsw.gov.cn", "Subject: Re: x", "", "3 已完成"), KindReply, ""},
		"a person with two signs of a bounce":  {rawtest.AsPerson("Subject: 退信通知", "Return-Path: <>"), KindBounce, "退信"},
		"a forwarded bounce is a person's": {rawtest.CRLF("From: a@b.cn", rawtest.Mixed, "", rawtest.TextPart("请看退信"),
			"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed", "--x--"), KindReply, ""},
		"beyond a limit": {rawtest.AsPerson("X: " + strings.Repeat("x", 300<<10)), KindOversize, "256 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Classify(message.Parse(tt.raw, message.Limits{}), office)
			if got.Kind != tt.kind || !strings.Contains(words.Say(words.Chinese, got.Reason), tt.reason) || got.Reason.IsZero() {
				t.Errorf("got %s: %s", got.Kind, got.Reason)
			}
			if (got.Bounce != nil) != (tt.kind == KindBounce) {
				t.Errorf("got bounce %v", got.Bounce)
			}
		})
	}
}

func TestClassify_withoutASelfNothingIsALoop(t *testing.T) {
	t.Parallel()
	if c := Classify(message.Parse(rawtest.AsPerson("X-Duban-Loop:"), message.Limits{}), message.Self{}); c.Kind != KindReply {
		t.Errorf("got %+v", c)
	}
}

func TestKind_onlyPeopleMayBeAnswered(t *testing.T) {
	t.Parallel()
	for kind, robot := range map[Kind]bool{
		KindLoop: true, KindBounce: true, KindAutoReply: true, KindReadReceipt: true, KindCalendar: true,
		KindRecall: true, KindList: true, KindComplaint: true, KindNullSender: true, KindOversize: false, KindReply: false,
	} {
		if kind.Robot() != robot {
			t.Errorf("%s: got %v", kind, kind.Robot())
		}
	}
}

// Whatever else a mail says, one that carries the mark of a robot is never
// taken for a person's: it never becomes evidence.
func FuzzClassify(f *testing.F) {
	for _, name := range rawtest.Corpus(f) {
		f.Add(rawtest.ReadTestFile(f, name))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := Classify(message.Parse(raw, message.Limits{}), office)
		if c.Reason.IsZero() || c.Kind == "" || (c.Kind == KindBounce) != (c.Bounce != nil) {
			t.Errorf("got %+v", c)
		}
		marked := append([]byte("Auto-Submitted: auto-replied\r\n"), message.SkipPreface(raw)...)
		if c := Classify(message.Parse(marked, message.Limits{}), office); !c.Kind.Robot() {
			t.Errorf("marked as automatic, and yet %+v", c)
		}
	})
}

func TestClassify_M04_whatWasNotReadToItsEndIsOversize(t *testing.T) {
	t.Parallel()
	raw := append([]byte("From: a@b.cn\r\nX-Big: "), bytes.Repeat([]byte("x"), 10<<20)...)
	m := message.Parse(append(raw, "\r\n\r\n已完成"...), message.Limits{})
	if c := Classify(m, message.Self{}); c.Kind != KindOversize || c.Reason.String() != m.Over.String() {
		t.Errorf("got %+v", c)
	}
}
