package robot

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

// bounceSubjects are how mail servers head their notices.
var bounceSubjects = []string{
	"系统退信", "退信通知", "退信", "邮件被退回", "邮件退回", "您的邮件被退回", "投递失败", "邮件投递失败", "邮件发送失败", "邮件传送失败",
	"无法送达", "未送达", "未传递", "无法传递", "邮件无法投递", "来自邮件系统的退信", "传递状态通知", "投递状态通知", "邮件投递延迟", "邮件延迟",
	"undelivered mail", "undeliverable", "undelivered", "mail delivery failed", "mail delivery failure", "mail delivery system",
	"mail delivery problem", "delivery status notification", "delivery failure", "delivery failed", "delivery notification", "delivery report",
	"delivery delayed", "delayed mail", "returned mail", "failure notice", "mail system error", "message undeliverable",
	"邮件退信", "退件", "无法投递", "发送失败", "邮件未送达", "邮件发送不成功", "邮件投递不成功", "邮件退件", "投遞失敗", "無法傳遞", "無法送達", "未傳遞", "退信通知信", "郵件傳遞失敗",
	"unzustellbar", "mail delivery failed: returning", "nicht zustellbar", "non remis", "échec de la remise", "no se puede entregar", "no se ha podido entregar", "impossibile recapitare",
	"non recapitabile", "não é possível entregar", "não entregue", "onbestelbaar", "niedostarczalne", "nie można dostarczyć", "не удается доставить", "недоставленное сообщение",
	"notice: mail delivery status", "warning: delayed mail", "message delivery", "message not delivered", "message undelivered", "mail not delivered", "mail undeliverable", "[bounce]", "bounce", "failed mail", "failed delivery",
	"non-delivery", "nondelivery", "non delivery", "permanent delivery failure", "delivery problem", "delivery error", "mail error", "mail failure", "mail delivery error",
	"mail delivery warning", "mail failure", "message you sent blocked", "sorry, your message could not be delivered", "there was an error sending your mail", "automatically rejected mail", "undelivrable",
	"ihre nachricht konnte nicht", "rückgabe der nachricht", "fehler bei der zustellung", "correo no entregado", "entrega fallida", "consegna non riuscita", "mancata consegna", "falha na entrega", "échec de remise", "échec d'envoi", "message non distribué",
	"niet afgeleverd", "kunne ikke leveres", "kan inte levereras", "olevererbart", "toimitus epäonnistui", "doručení se nezdařilo", "nedoručitelné", "kézbesítés sikertelen", "teslim edilemedi", "ошибка доставки", "не доставлено", "сообщение не доставлено",
	"メール配信エラー", "配信エラー", "配信不能", "送信エラー", "エラーメール", "반송", "배달 실패", "전달 실패", "전송 실패", "발송 실패", "메일 반송",
	"loop alert", "ignored not member article", "error sending", "rejected mail", "rejected:", "message status - undeliverable", "user unknown", "your message could not be delivered", "unable to deliver", "warning: message", "warning: could not send", "could not send message", "nondeliverable mail", "mail could not be delivered",
}

// bounceTail is how some servers end the subject of the letter they return.
var bounceTail = zh.NewPattern(`(?i)(?:non remis|delivery failed|undeliverable|unzustellbar|user unknown|unknown user)[)!.\] ]*$`)

// bounceSubject returns the stem that the subject begins with, or ends with.
func bounceSubject(subject string) string {
	folded := strings.ReplaceAll(message.Squeeze(strings.TrimLeft(subject, "[【*< ")), "：", ":")
	for _, stem := range bounceSubjects {
		if strings.HasPrefix(folded, message.Squeeze(stem)) {
			return stem
		}
	}
	return bounceTail.FindString(subject)
}
