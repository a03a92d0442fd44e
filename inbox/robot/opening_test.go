package robot

import (
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

// Programs that set no field are known by their sentence; what a person writes of the
// same matter is his.
func TestClassify_whatProgramsSayFirst(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		subject, text string
		kind          Kind
	}{
		"a receipt of Feishu":             {"x", "您发送的邮件已被阅读，详情如下：\n> 主题：x", KindReadReceipt},
		"a receipt of Thunderbird":        {"x", "This is a Return Receipt for the mail that you sent to a@b.cn.", KindReadReceipt},
		"a receipt of Exchange":           {"x", "Your message\n\n   To: Duban\n   Subject: x\n   Sent: Monday\n\n was read on Tuesday.", KindReadReceipt},
		"a person who has read":           {"x", "您发送的邮件我已阅读，14 已完成", KindReply},
		"a recall in Chinese":             {"x", "张三 将撤回邮件“回复: x”。", KindRecall},
		"a recall in English":             {"x", "Zhang San would like to recall the message, \"x\".", KindRecall},
		"a recall in German":              {"x", "Technik möchte die Nachricht \"x\" zurückrufen.", KindRecall},
		"a person who withdraws":          {"x", "撤回第14项的完成情况，附件有误", KindReply},
		"a reaction of Outlook":           {"Re: x", "[like] 张三 reacted to your message:\n____\nFrom: a", KindReaction},
		"a reaction of Gmail":             {"Re: x", "张三 reacted via Gmail", KindReaction},
		"a reaction in Chinese":           {"Re: x", "张三 对您的邮件做出了回应：赞", KindReaction},
		"a person's words above one":      {"Re: x", "14 已完成\n\n[like] 张三 reacted to your message:", KindReply},
		"a server's acknowledgement":      {"x", "OK. your email has been received.", KindAck},
		"the same in Chinese":             {"x", "您好，您的邮件已成功接收，谢谢！", KindAck},
		"a ticket system":                 {"x", "您好，您的邮件已收到，工单编号：2026，客服人员将尽快与您联系。", KindAck},
		"a ticket system's subject":       {"您的诉求已受理", "查询码：88123，请勿回复本邮件。", KindAck},
		"a ticket system in English":      {"x", "Your request has been received. Ticket number: 14. Please do not reply.", KindAck},
		"a person's receipt":              {"x", "您的邮件已收到，我们会按时完成", KindReply},
		"a person's receipt and answer":   {"x", "您的来信已收到。14 已完成，请查收。", KindReply},
		"work about tickets":              {"x", "14 已完成：工单系统上线，工单编号规则已调整", KindReply},
		"out of the office":               {"Re: x", "Hello, I am currently out of the office until May 3.", KindAutoReply},
		"away, in Chinese":                {"Re: x", "您好，我正在休假，无法及时回复邮件，如有急事请联系李四。", KindAutoReply},
		"a person whose staff is away":    {"Re: x", "经办人出差，14 申请延期到5月10日", KindReply},
		"the answer of a person's recall": {"Re: Recall: x", "14 已完成", KindReply},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw := rawtest.CRLF("From: a@b.cn", "Subject: "+tt.subject, "Content-Type: text/plain; charset=utf-8", "", tt.text)
			if got := Classify(message.Parse(raw, message.Limits{}), office); got.Kind != tt.kind {
				t.Errorf("got %s: %s", got.Kind, got.Reason)
			}
		})
	}
}

func TestClassify_oneStrongSignMakesAWeakOneSure(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		header []string
		weak   bool
	}{
		"a subject alone":             {[]string{"Subject: 外出：x"}, true},
		"a list's field":              {[]string{"List-Id: <a.b>"}, true},
		"a subject with a field":      {[]string{"Subject: 已读：x", "Auto-Submitted: auto-replied"}, false},
		"a list's robot":              {[]string{"Precedence: bulk", "X-Autoreply: yes"}, false},
		"a subject only robots write": {[]string{"Subject: 自动回复：x"}, false},
	} {
		got := Classify(message.Parse(rawtest.AsPerson(tt.header...), message.Limits{}), office)
		if !got.Kind.Robot() || got.Weak != tt.weak {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}
