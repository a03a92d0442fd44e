package robot

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Programs that set no header field are known by the sentence they begin with: it
// speaks of a mail, not of work, and no person is in it.
var (
	receiptOpening = zh.NewPattern(`(?i)^(?:(?:您|你)?(?:发送|发出|发)?(?:给[^\n]{1,40})?的?邮件[^\n，。我]{0,60}已(?:经)?(?:于[^\n，。我]{1,40})?被?[^\n，。我]{0,30}(?:阅读|查看|打开)(?:[，。,.：:\n]|$)|` +
		`(?:您|你)的邮件未经阅读即被删除|[^\n，。我本]{1,30}(?:已于?|于)[^\n，。我]{0,40}(?:阅读|查看)了?(?:您|你)的邮件(?:[“《。：:\n]|$)|` +
		`这是(?:您|你)?(?:发送|发)?给[^\n]{1,60}的?邮件的?(?:已读|阅读)?回执|这是一封(?:已读|阅读)回执|此回执(?:只|仅)(?:表明|说明|确认)|` +
		`this is an? (?:return|read|disposition) receipt|your message\s{1,10}to: [^\n]{1,200}[\s\S]{0,300}was (?:read on|deleted without)|` +
		`(?:您的|你的)?邮件\s{1,10}(?:收件人|至)[:：][\s\S]{0,300}(?:阅读|读取)时间|ihre nachricht\s{1,10}an: [\s\S]{0,300}gelesen|dies ist eine (?:empfangs|lese)bestätigung|` +
		`votre message\s{1,10}(?:à|a) ?: [\s\S]{0,300}a été lu|ceci est un accusé de (?:lecture|réception))`)
	recallOpening = zh.NewPattern(`(?i)^[^\n]{0,60}(?:将|要求|希望|想要?|已经?|请求)(?:撤回|召回|回收|收回)(?:了)?(?:一封|此|该|这封)?(?:邮件|郵件)(?:[\s“"「《『:：。.]|$)|^[^\n，。]{0,60}(?:撤回|召回)(?:了一封|邮件(?:成功|失败|请求))|` +
		`^[^\n]{0,60}would like to recall the message|^your message was recalled|^[^\n]{0,60}(?:möchte|versucht)[^\n]{0,20} nachricht[^\n]{0,200}(?:zurück(?:zu)?rufen|zurücknehmen)|` +
		`^[^\n]{0,60}(?:souhaite|souhaiterait|voudrait) rappeler (?:le|ce) message`)
	reactionOpening = zh.NewPattern(`(?i)^(?:(?:\[[^\]\n]{1,16}\]|[^\s\p{L}\p{N}]{1,8})\s{0,3}|(?:赞|爱心|大笑)\s)?(?:[^\n，。]{1,60} (?:has )?reacted (?:to your (?:message|e?-?mail)|via )|` +
		`[^\n，。]{1,30}(?:对|给)(?:您|你|这封|此)的?(?:邮件|消息)(?:做出了?|作出了?|添加了?|点了?)(?:回应|反应|表情|赞)|[^\n，。]{1,30}点?赞了(?:(?:您|你)的|这封|此)(?:邮件|消息)|[^\n，。]{1,30}回应了 ?[\x{2600}-\x{27BF}\x{1F000}-\x{1FAFF}]|` +
		`[^\n，。]{1,30}通过 ?\w{2,12} ?(?:做出|作出|发送)了?(?:回应|反应|表情)|` +
		`[^\n]{1,60} hat (?:auf|mit) [^\n]{1,40} reagiert|[^\n]{1,60} a réagi à votre|` +
		`(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted \S{1,12} to|赞了|喜欢了?|喜爱了?|不喜欢|踩了|强调了?|质疑了?|大笑) ?[“"«「][^\n]{0,300}[”"»」]\s*(?:\n|$))`)
	// awayOpening: persons say so too, and then something else beside it.
	awayOpening = zh.NewPattern(`(?i)^[^\n]{0,120}\b(?:i am|i'm|i will be|we are) (?:currently |now )?(?:out of (?:the )?office|away from (?:the|my) (?:office|desk)|on (?:annual |sick |parental |maternity )?leave|on (?:vacation|holiday))\b|` +
		`^[^\n]{0,60}(?:休假|休年假|出差|外出|住院|产假|病假|学习|培训)[^\n]{0,60}(?:无法|不能|暂不能|不便)[^\n。]{0,12}(?:回复|处理|查收|查看)|` +
		`^[^\n]{0,80}\bich (?:bin|befinde mich|werde)[^\n]{0,80}(?:nicht (?:im (?:büro|haus|dienst)|erreichbar)|abwesend|im urlaub|außer haus)|` +
		`^[^\n]{0,80}\bje (?:suis|serai) [^\n.]{0,30}(?:absente?|en congés?|en vacances|hors du bureau)|^[^\n]{0,80}\b(?:estoy|estaré|me encuentro) [^\n.]{0,30}(?:fuera de la oficina|de vacaciones|ausente)|` +
		`^[^\n]{0,80}\bsono [^\n.]{0,30}(?:fuori ufficio|assente|in ferie)|^[^\n]{0,80}\bestou [^\n.]{0,30}(?:fora do escritório|de férias|ausente)|^[^\n]{0,80}(?:不在に(?:して|し)おります|不在にしています|休暇を(?:いただいて|取得して))`)
	// goneOpening: a mailbox that is read no more says so, and its owner who has left.
	goneOpening = zh.NewPattern(`(?i)^[^\n]{0,30}(?:本|此|该|这个|我的?)(?:邮箱|电子邮箱|邮件地址|信箱|邮件帐号|邮件账号)[^\n。，]{0,10}(?:停用|停止使用|弃用|注销|不再使用|不再查看|不再查收|不再维护|更换为|变更为|更改为)|` +
		`^[^\n]{0,20}(?:我|本人)已(?:经)?(?:调离|离职|退休|调任|调往|转岗)[^\n]{0,60}(?:请联系|请与|请转|请发|发送至|发至)|` +
		`^[^\n]{0,80}\b(?:this (?:mailbox|e-?mail address|e-?mail account|account|inbox) (?:is|has been|will be)[^\n.]{0,20}(?:no longer|not|closed|deactivated|discontinued|unmonitored)|(?:i|he|she|[a-z]{2,20}) (?:no longer works?|am no longer|is no longer|has left the))`)
	// persons is a line in which somebody answers: a number of an item and what is said of it.
	personsLine = zh.NewPattern(`(?m)^[\s　]*(?:第[\s　]*)?[0-9]{1,3}[\s　]*(?:项|号)?[\s　、.．：:，,]*(?:均|都)?(?:已|未|正|申请|不|请)?(?:完成|办结|办理|进展|延期|同意|退回|收到|撤回|转交|阅)`)
)

// mostOpening is how much of a text is looked at, in characters.
const mostOpening = 600

// opening finds a sentence at the head of the text.
func opening(sentence *zh.Pattern) func(*message.Message) msg.Message {
	return func(m *message.Message) msg.Message {
		if found := sentence.FindString(openingOf(m)); found != "" {
			return msg.New("the text begins so", shortened(found))
		}
		return msg.Message{}
	}
}

func openingOf(m *message.Message) string {
	return zh.FirstRunes(strings.TrimSpace(m.Text), mostOpening)
}

// reactionPart is what Gmail writes beside the picture of a reaction.
func reactionPart(m *message.Message) msg.Message {
	for _, a := range m.Attachments {
		if strings.HasPrefix(a.Type, "text/vnd.google.email-reaction") {
			return msg.New("holds a reaction", a.Type)
		}
	}
	return msg.Message{}
}

// ownOpening finds a sentence at the head of a text in which nobody answers.
func ownOpening(sentence *zh.Pattern) func(*message.Message) msg.Message {
	find := opening(sentence)
	return func(m *message.Message) msg.Message {
		if personsLine.MatchString(openingOf(m)) {
			return msg.Message{}
		}
		return find(m)
	}
}

// sign is a text of nothing but signs of assent, as telephones send it.
var sign = zh.NewPattern(`^(?:[👍👌🙏💪👏🎉🌹😀-😿❤♥🏻-🏿\x{FE0F}\x{200D}]|\[(?:赞|强|OK|like|thumbsup|鼓掌|爱心|抱拳|握手|微笑|玫瑰|心)\]|\s){1,40}$`)

// signOnly: a picture of a thumb is no word, and claims nothing.
func signOnly(m *message.Message) msg.Message {
	text := strings.TrimSpace(m.Text)
	if text == "" || len(m.Attachments) > 0 || !sign.MatchString(text) {
		return msg.Message{}
	}
	return msg.New("nothing but emoji", shortened(text))
}

const (
	mailNames = `(?:邮件|来信|来函|来件|信件|诉求|请求|咨询|投诉|问题|反馈|申请|留言)`
	takenZh   = `(?:收到|收悉|收妥|受理|接收|登记|提交|转交|签收)`
	nameEn    = `(?:e-?mail|mail|message|request|enquiry|inquiry|ticket|case)`
)

var (
	// bareAck is all that a server says: nobody has read it. The passive tells it from
	// a person's 收到.
	bareAck = zh.NewPattern(`(?i)^(?:(?:ok|okay|hello|hi|dear [^\n,]{1,40}|您好|你好)[\s.,!:，。！：]*)?(?:your (?:e-?mail|mail|message) (?:has been|was) (?:successfully )?received|(?:您|你)的(?:邮件|来信)已(?:经)?(?:成功|被系统)(?:收到|接收)|(?:您的)?邮件已(?:经)?成功(?:送达|投递)[^\n。]{0,12})[\s.,!，。！]*(?:thank(?:s| you)|谢谢)?[\s.!。！]*$`)
	// mailTaken says that something came in, and ticketMarks that a system took it.
	mailTaken = zh.NewPattern(`(?i)(?:您|你)(?:发送|发来|提交|反映|咨询|寄来)?的` + mailNames + `[^\n。]{0,12}(?:已|已经)(?:经)?(?:成功|被?系统)?` + takenZh + `|为(?:您|你)(?:创建|生成|建立)了?(?:一个|一张)?工单|` +
		`your ` + nameEn + `[^\n.]{0,60}(?:has been|was) (?:received|created|registered|logged|opened)|we(?:'ve| have)(?: successfully)? received your ` + nameEn + `|new (?:request|ticket|case) has been created|` +
		`ihre (?:e-?mail|nachricht|anfrage)[^\n.]{0,40}(?:eingegangen|erhalten)|avons bien reçu votre (?:message|e-?mail|courriel|demande)`)
	ticketMarks = zh.NewPattern(`(?i)工单(?:编)?号|工单 ?#|受理(?:编)?号|查询码|请勿(?:直接)?(?:回复|答复)|客服(?:人员|专员|代表|将|会)|系统(?:已)?(?:自动)?(?:发送|发出|生成|回复|登记)|` +
		`\b(?:ticket|case|request|reference) ?(?:number|no\.?|id|#)|do not (?:reply|modify)|reply above this line|automated (?:message|e-?mail|response|reply)|automatically generated|reviewed by our support|` +
		`vorgangsnummer|ticketnummer|antworten sie nicht|num[ée]ro de (?:dossier|ticket)|ne pas r[ée]pondre`)
)

// acknowledgement: a mailbox or a ticket system says that a mail came in. That is
// nobody's answer, in whosever name it comes.
func acknowledgement(m *message.Message) msg.Message {
	text := openingOf(m)
	if found := bareAck.FindString(text); found != "" {
		return msg.New("says no more than that it was received", shortened(found))
	}
	if personsLine.MatchString(text) {
		return msg.Message{}
	}
	taken := mailTaken.FindString(zh.FirstRunes(text, 160))
	if taken == "" {
		taken = mailTaken.FindString(m.Subject)
	}
	if taken == "" {
		taken = ticketSubject.FindString(m.Subject)
	}
	if mark := ticketMarks.FindString(text); taken != "" && mark != "" {
		return msg.New("says that it was received", shortened(taken), shortened(mark))
	}
	return msg.Message{}
}

// ticketSubject is how ticket systems head what they send.
var ticketSubject = zh.NewPattern(`(?i)^[\s\[【]*(?:工单已(?:创建|受理|提交)|ticket (?:created|received|opened)|(?:工单|ticket|case) ?#[0-9]{2,12}[\]】])`)
