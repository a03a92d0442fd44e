package robot

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

// Programs that set no header field are known by the sentence they begin with: it
// speaks of a mail, not of work, and no person is in it.
var (
	receiptOpening = zh.NewPattern(`(?i)^(?:(?:您|你)?(?:发送)?(?:给[^\n]{1,40})?的?邮件已(?:经)?被?(?:对方|收件人)?(?:阅读|查看|打开)|` +
		`this is an? (?:return|read|disposition) receipt|your message\s{1,10}to: [^\n]{1,200}[\s\S]{0,300}was read on|` +
		`(?:您的|你的)?邮件\s{1,10}(?:收件人|至)[:：][\s\S]{0,300}(?:阅读|读取)时间|ihre nachricht\s{1,10}an: [\s\S]{0,300}gelesen)`)
	recallOpening = zh.NewPattern(`(?i)^[^\n]{0,60}(?:将|要求|希望|想要?|已经?)(?:撤回|召回)(?:邮件|此邮件|该邮件|一封邮件)|` +
		`^[^\n]{0,60}would like to recall the message|^[^\n]{0,60}(?:möchte|versucht)[^\n]{0,20} nachricht[^\n]{0,200}(?:zurück(?:zu)?rufen|zurücknehmen)`)
	reactionOpening = zh.NewPattern(`(?i)^(?:\[[a-z]{2,12}\]\s{0,3})?[^\n]{1,60} (?:has )?reacted (?:to your (?:message|e?-?mail)|via )|` +
		`^(?:\[[^\]\n]{1,8}\]\s{0,3})?[^\n，。]{1,30}(?:对|给)(?:您|你)的(?:邮件|消息)(?:做出了?|作出了?|添加了?|点了?)(?:回应|反应|表情|赞)|^[^\n，。]{1,30}赞了(?:您|你)的(?:邮件|消息)`)
	// awayOpening: persons say so too, and then something else beside it.
	awayOpening = zh.NewPattern(`(?i)^[^\n]{0,120}\b(?:i am|i'm|i will be|we are) (?:currently |now )?(?:out of (?:the )?office|away from (?:the|my) (?:office|desk)|on (?:annual |sick )?leave)\b|` +
		`^[^\n]{0,60}(?:休假|休年假|出差|外出|住院|产假|病假)[^\n]{0,60}(?:无法|不能|暂不能|不便)[^\n。]{0,12}(?:回复|处理|查收|查看)`)
)

// mostOpening is how much of a text is looked at, in characters.
const mostOpening = 600

// opening finds a sentence at the head of the text.
func opening(sentence *zh.Pattern) func(*message.Message) string {
	return func(m *message.Message) string {
		if found := sentence.FindString(openingOf(m)); found != "" {
			return "正文以" + quoted(found) + "开头"
		}
		return ""
	}
}

func openingOf(m *message.Message) string {
	return zh.FirstRunes(strings.TrimSpace(m.Text), mostOpening)
}

// reactionPart is what Gmail writes beside the picture of a reaction.
func reactionPart(m *message.Message) string {
	for _, a := range m.Attachments {
		if strings.HasPrefix(a.Type, "text/vnd.google.email-reaction") {
			return "含有表情回应（" + a.Type + "）"
		}
	}
	return ""
}

var (
	// bareAck is all that a server says: nobody has read it. The passive tells it from
	// a person's 收到.
	bareAck = zh.NewPattern(`(?i)^(?:(?:ok|okay|hello|hi|dear [^\n,]{1,40}|您好|你好)[\s.,!:，。！：]*)?(?:your (?:e-?mail|mail|message) (?:has been|was) (?:successfully )?received|(?:您|你)的(?:邮件|来信)已(?:经)?(?:成功|被系统)(?:收到|接收))[\s.,!，。！]*(?:thank(?:s| you)|谢谢)?[\s.!。！]*$`)
	// mailTaken says that something came in, and ticketMarks that a system took it.
	mailTaken   = zh.NewPattern(`(?i)(?:您|你)的(?:邮件|来信|来函|诉求|请求|咨询|投诉|问题|反馈|申请)[^\n。]{0,8}(?:已|已经)(?:成功)?(?:收到|受理|接收|登记|提交|转交)|your (?:e-?mail|message|request|enquiry|inquiry|ticket)[^\n.]{0,60}(?:has been|was) (?:received|created|registered|logged|opened)`)
	ticketMarks = zh.NewPattern(`(?i)工单(?:编)?号|受理(?:编)?号|查询码|请勿(?:直接)?(?:回复|答复)|客服(?:人员|专员|代表)|系统(?:自动)?(?:发送|发出|生成|回复)|\b(?:ticket|case|request|reference) ?(?:number|no\.?|id|#)|do not reply`)
)

// acknowledgement: a mailbox or a ticket system says that a mail came in. That is
// nobody's answer, in whosever name it comes.
func acknowledgement(m *message.Message) string {
	text := openingOf(m)
	if found := bareAck.FindString(text); found != "" {
		return "正文只有收件确认" + quoted(found)
	}
	taken := mailTaken.FindString(zh.FirstRunes(text, 100))
	if taken == "" {
		taken = mailTaken.FindString(m.Subject)
	}
	if mark := ticketMarks.FindString(text); taken != "" && mark != "" {
		return "正文是收件确认：" + quoted(taken) + "，" + quoted(mark)
	}
	return ""
}
