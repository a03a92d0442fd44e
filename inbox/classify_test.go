package inbox

import (
	"strings"
	"testing"
)

// asPerson is a mail that a person answers a letter with; header lines in front
// of it make it something else.
func asPerson(lines ...string) []byte {
	head := append(lines, "From: =?utf-8?B?5byg5LiJ?= <zhangsan@zhsw.gov.cn>", "To: duban@zhsw.gov.cn",
		"Message-ID: <m1@zhsw.gov.cn>", "In-Reply-To: <duban.K7Q4M2.1@zhsw.gov.cn>", "", "3 已完成")
	return crlf(head...)
}

func TestClassify(t *testing.T) {
	t.Parallel()
	const calendar = "Content-Type: text/calendar; method="
	for name, tt := range map[string]struct {
		raw    []byte
		kind   Kind
		reason string // a part of it
	}{
		"a person":                           {asPerson("Subject: Re: x"), KindReply, ""},
		"S31: our own loop header":           {asPerson("X-Duban-Loop: zhsw-1"), KindLoop, "X-Duban-Loop"},
		"S31: our own address":               {crlf("From: DUBAN@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S31: our own address with a token":  {crlf("From: duban+K7Q4M2@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S31: ours among two authors":        {crlf("From: a@b.cn, duban@zhsw.gov.cn", "", "x"), KindLoop, "本系统自己"},
		"S32: a loop header of another":      {asPerson("X-Duban-Loop: forged"), KindReply, ""},
		"S32: an empty loop header":          {asPerson("X-Duban-Loop:"), KindReply, ""},
		"A20: a mail that runs in a circle":  {asPerson(strings.Repeat("Received: x\r\n", 100) + "Received: x"), KindLoop, "101 台"},
		"A20: a long way round":              {asPerson(strings.Repeat("Received: x\r\n", 98) + "Received: x"), KindReply, ""},
		"A01: auto-replied, whatever else":   {asPerson("Auto-Submitted: auto-replied"), KindAutoReply, "Auto-Submitted: auto-replied"},
		"A02: QQ's vacation text alone":      {crlf("From: a@qq.com", "Subject: x", "", "这是来自QQ邮箱的自动回复邮件。您好"), KindAutoReply, "正文以"},
		"A02: NetEase's acknowledgement":     {crlf("From: a@163.com", "", "This is an automatic reply, confirming that your e-mail was received."), KindAutoReply, "正文以"},
		"A02: quoted by a person":            {crlf("From: a@qq.com", "", "3 已完成\n> 这是来自QQ邮箱的自动回复邮件"), KindReply, ""},
		"A03: a person answers a robot":      {asPerson("Subject: Re: 自动回复: x"), KindReply, ""},
		"A03: the same in Chinese":           {asPerson("Subject: 回复：自动回复：x"), KindReply, ""},
		"A04: Auto-Submitted: no":            {asPerson("Auto-Submitted: no"), KindReply, ""},
		"A04: no, with a comment":            {asPerson("Auto-Submitted: NO (by hand)"), KindReply, ""},
		"A05: parameters":                    {asPerson("Auto-Submitted: auto-generated; x=y"), KindAutoReply, "auto-generated"},
		"A05: upper case":                    {asPerson("AUTO-SUBMITTED: Auto-Generated"), KindAutoReply, "auto-generated"},
		"A06: Precedence: list":              {asPerson("Precedence: list"), KindList, "Precedence: list"},
		"A06: Precedence: bulk":              {asPerson("Precedence: Bulk"), KindList, "Precedence: bulk"},
		"A06: Precedence: auto_reply":        {asPerson("Precedence: auto_reply"), KindAutoReply, "Precedence: auto_reply"},
		"A06: List-Id":                       {asPerson("List-Id: <x.y>"), KindList, "List-Id"},
		"A06: Precedence: normal is nothing": {asPerson("Precedence: normal"), KindReply, ""},
		"A07: X-Autoreply":                   {asPerson("X-Autoreply: yes"), KindAutoReply, "X-Autoreply"},
		"A07: X-Autoreply: no":               {asPerson("X-Autoreply: no"), KindReply, ""},
		"A07: X-Autorespond":                 {asPerson("X-Autorespond: vacation"), KindAutoReply, "X-Autorespond"},
		"A08: a wish for silence is none":    {asPerson("X-Auto-Response-Suppress: All"), KindReply, ""},
		"A08: with the mark of an inbox rule": {asPerson("X-Auto-Response-Suppress: All", "X-MS-Exchange-Inbox-Rules-Loop: a@b"),
			KindAutoReply, "Inbox-Rules-Loop"},
		"A15: a complaint about spam": {crlf("From: a@b.cn", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "",
			textPart("z"), "--x\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse", "--x--"), KindComplaint, "投诉"},
		"A16: read, by subject":                {asPerson("Subject: 已读：x"), KindReadReceipt, "已读"},
		"A16: read, in English":                {asPerson("Subject: Read: x"), KindReadReceipt, "read"},
		"A16: deleted unread":                  {asPerson("Subject: Not read: x"), KindReadReceipt, "not read"},
		"A16: 已读 without a colon is a person":  {asPerson("Subject: 已读文件情况"), KindReply, ""},
		"A17: an invitation accepted":          {crlf("From: a@b.cn", calendar+"REPLY", "", "BEGIN:VCALENDAR"), KindCalendar, "method=REPLY"},
		"A17: the method in the content only":  {crlf("From: a@b.cn", "Content-Type: text/calendar", "", "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n"), KindCalendar, "method=CANCEL"},
		"A17: a published calendar is a file":  {crlf("From: a@b.cn", calendar+"PUBLISH", "", "BEGIN:VCALENDAR"), KindReply, ""},
		"A17: an attached calendar is a file":  {crlf("From: a@b.cn", "Content-Disposition: attachment", calendar+"REPLY", "", "BEGIN:VCALENDAR"), KindReply, ""},
		"A17: recalled, by QQ":                 {asPerson("Subject: 发信方已撤回邮件：x"), KindRecall, "撤回"},
		"A17: recalled, by Outlook":            {asPerson("Subject: Recall: x"), KindRecall, "recall"},
		"A18: a null sender, nothing else":     {asPerson("Return-Path: <>"), KindNullSender, "Return-Path"},
		"A18: a null sender with a blank":      {asPerson("Return-Path: < >"), KindNullSender, "Return-Path"},
		"an ordinary sender":                   {asPerson("Return-Path: <zhangsan@zhsw.gov.cn>"), KindReply, ""},
		"自动回复 with a colon":                    {asPerson("Subject: 自动回复：x"), KindAutoReply, "自动回复"},
		"自动回复 alone":                           {asPerson("Subject: 自动回复"), KindAutoReply, "自动回复"},
		"自动回复 in brackets":                     {asPerson("Subject: 【自动回复】x"), KindAutoReply, "自动回复"},
		"自动回复 with blanks inside":              {asPerson("Subject: 自动 回复 : x"), KindAutoReply, "自动回复"},
		"自动回复 in the middle":                   {asPerson("Subject: 关于自动回复：x"), KindReply, ""},
		"自动回复功能 is a matter of work":           {asPerson("Subject: 自动回复功能整改情况"), KindReply, ""},
		"traditional characters":               {asPerson("Subject: 自動回覆: x"), KindAutoReply, "自動回覆"},
		"外出 with a colon":                      {asPerson("Subject: 外出: x"), KindAutoReply, "外出"},
		"外出调研 is a matter of work":             {asPerson("Subject: 外出调研情况"), KindReply, ""},
		"out of office":                        {asPerson("Subject: Out of Office: x"), KindAutoReply, "out of office"},
		"Out-of-Office AutoReply":              {asPerson("Subject: Out of Office AutoReply: x"), KindAutoReply, "out of office"},
		"Auto: alone":                          {asPerson("Subject: Auto: x"), KindAutoReply, "auto"},
		"Automation is a word":                 {asPerson("Subject: Automation: x"), KindReply, ""},
		"a bounce that calls itself an answer": {asPerson("Auto-Submitted: auto-replied", "X-Failed-Recipients: a@b.cn"), KindBounce, "X-Failed-Recipients"},
		"a person's subject that sounds so":    {asPerson("Subject: 退信问题说明"), KindReply, ""},
		"a postmaster who is a person":         {crlf("From: postmaster@zhsw.gov.cn", "Subject: Re: x", "", "3 已完成"), KindReply, ""},
		"a person with two signs of a bounce":  {asPerson("Subject: 退信通知", "Return-Path: <>"), KindBounce, "退信"},
		"a forwarded bounce is a person's": {crlf("From: a@b.cn", mixed, "", textPart("请看退信"),
			"--x\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed", "--x--"), KindReply, ""},
		"beyond a limit": {asPerson("X: " + strings.Repeat("x", 300<<10)), KindOversize, "256 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Classify(Parse(tt.raw, Limits{}), office)
			if got.Kind != tt.kind || !strings.Contains(got.Reason, tt.reason) || got.Reason == "" {
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
	if c := Classify(Parse(asPerson("X-Duban-Loop:"), Limits{}), Self{}); c.Kind != KindReply {
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
	for _, name := range corpus(f) {
		f.Add(readTestFile(f, name))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := Classify(Parse(raw, Limits{}), office)
		if c.Reason == "" || c.Kind == "" || (c.Kind == KindBounce) != (c.Bounce != nil) {
			t.Errorf("got %+v", c)
		}
		marked := append([]byte("Auto-Submitted: auto-replied\r\n"), skipPreface(raw)...)
		if c := Classify(Parse(marked, Limits{}), office); !c.Kind.Robot() {
			t.Errorf("marked as automatic, and yet %+v", c)
		}
	})
}
