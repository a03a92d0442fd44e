package robot

import (
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

// What programs of many makers write, in many languages; and what people write that sounds
// like it.
func TestClassify_programsOfManyMakers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		subject, text string
		kind          Kind
	}{
		// acknowledgements
		{"Re: x", "OK. your email has been received.", KindAck},
		{"Re: x", "Your email has been received, thank you.", KindAck},
		{"Re: x", "Thank you for your email. We have received your message and will get back to you as soon as possible. This is an automated message.", KindAck},
		{"Re: x", "您好！您的来信已收悉，系统已自动登记，请勿回复此邮件。", KindAck},
		{"Re: x", "【系统自动回复】您的邮件已收到，我们会尽快处理。", KindAck},
		{"Re: x", "尊敬的用户：\n您好！您提交的问题已受理，受理编号：20260422001，我们将在3个工作日内答复。", KindAck},
		{"Re: x", "您的邮件已收到，工单编号 #20260422，处理进度可登录系统查询。", KindAck},
		{"[Ticket #4711] x", "Hi, we've received your request and created ticket #4711. Please do not modify the subject line.", KindAck},
		{"工单已创建：#4711", "您好，我们已为您创建工单 #4711，客服将尽快处理。", KindAck},
		{"[JIRA] (OPS-14) x", "A new request has been created: OPS-14\nReply above this line.", KindAck},
		{"x", "##- Please type your reply above this line -##\n\nYour request (4711) has been received and is being reviewed by our support staff.", KindAck},
		{"x", "邮件已成功送达对方服务器。", KindAck},
		{"x", "这是一封自动回复邮件，您的邮件我已经收到，会尽快处理。", KindAutoReply},
		{"x", "此邮件由系统自动发送，请勿回复。您的来件已签收。", KindAck},
		{"x", "Ihre E-Mail ist bei uns eingegangen. Vorgangsnummer: 4711. Bitte antworten Sie nicht auf diese E-Mail.", KindAck},
		{"x", "Nous avons bien reçu votre message. Numéro de dossier : 4711. Merci de ne pas répondre à cet e-mail.", KindAck},
		// persons
		{"x", "收到，请放心", KindReply},
		{"x", "您的邮件已收到，14项本周完成", KindReply},
		{"x", "OK，同意", KindReply},
		{"x", "OK", KindReply},
		{"x", "邮件已收到，谢谢", KindReply},
		{"x", "您的来信已收到，材料请见附件。", KindReply},
		{"x", "14 已完成：工单编号规则已印发，您的请求已受理页面上线", KindReply},
		{"x", "14 进展：客服人员已培训，您的诉求已受理短信模板已改", KindReply},
		// receipts
		{"已读: x", "您的邮件\n\n   收件人: 督办\n   主题: x\n   发送时间: 2026年4月22日 9:00:00\n\n 阅读时间 2026年4月22日 9:30:00。", KindReadReceipt},
		{"已读: x", "已于 2026年4月22日 9:30 阅读", KindReadReceipt},
		{"Read: x", "Your message\n\nTo: Duban\nSubject: x\nSent: Wednesday\n\nwas read on Wednesday", KindReadReceipt},
		{"Gelesen: x", "Ihre Nachricht\n\n   An: Duban\n   Betreff: x\n\n wurde am Mittwoch gelesen", KindReadReceipt},
		{"Lu : x", "Votre message\n\n   À : Duban\n   Objet : x\n\na été lu le mercredi", KindReadReceipt},
		{"x", "你的邮件《x》已被 张三 阅读", KindReadReceipt},
		{"x", "张三已阅读您的邮件“x”", KindReadReceipt},
		{"x", "收件人已于2026-04-22 09:30:00阅读了您的邮件", KindReadReceipt},
		{"x", "这是您发给 张三 的邮件的回执。\n\n注意：此回执只表明收件人的计算机已显示过该邮件，不保证收件人已阅读或理解邮件内容。", KindReadReceipt},
		{"阅读回执：x", "您发给张三的邮件已于2026年4月22日被阅读。", KindReadReceipt},
		{"回执：x", "这是一封已读回执，您的邮件已被查看", KindReadReceipt},
		{"未读: x", "您的邮件未经阅读即被删除", KindReadReceipt},
		{"Not read: x", "Your message\n\nTo: a\n\nwas deleted without being read on Friday.", KindReadReceipt},
		{"Ungelesen: x", "Ihre Nachricht\n An: a\nwurde ungelesen gelöscht", KindReadReceipt},
		{"x", "Dies ist eine Empfangsbestätigung für die E-Mail, die Sie an a gesendet haben.", KindReadReceipt},
		// recalls
		{"撤回: 回复: x", "张三 将撤回邮件“回复: x”。", KindRecall},
		{"Recall: x", "Zhang San would like to recall the message, \"x\".", KindRecall},
		{"Zurückrufen: x", "Technik möchte die Nachricht \"x\" zurückrufen.", KindRecall},
		{"Nachricht zurückrufen: x", "Zhang möchte die Nachricht \"x\" zurückrufen.", KindRecall},
		{"Rappel : x", "Zhang souhaite rappeler le message « x ».", KindRecall},
		{"召回: x", "张三 想要召回邮件“x”。", KindRecall},
		{"邮件撤回通知", "张三撤回了一封主题为“x”的邮件", KindRecall},
		{"发件人已撤回邮件", "", KindRecall},
		{"[撤回通知]x", "发件人 张三 已撤回该邮件", KindRecall},
		{"邮件召回报告: x", "张三撤回邮件成功", KindRecall},
		{"Message Recall Report for message [x]", "Your message was recalled", KindRecall},
		{"回收: x", "张三 想要回收郵件「x」。", KindRecall},
		// reactions
		{"Re: x", "[heart] 张三 reacted to your message:\n________", KindReaction},
		{"Re: x", "赞 张三 对你的消息做出了回应：\n____", KindReaction},
		{"张三对您的邮件做出了反应", "👍 张三对您的邮件做出了反应", KindReaction},
		{"Re: x", "👍\n\n张三 通过 Gmail 做出了回应", KindReaction},
		{"Re: x", "👍 Zhang San reacted via Gmail", KindReaction},
		{"Re: x", "张三 reacted to your message: 👍", KindReaction},
		{"Re: x", "张三 赞了你的邮件", KindReaction},
		{"Re: x", "张三 给你的邮件点了赞", KindReaction},
		{"Re: x", "张三 点赞了这封邮件", KindReaction},
		{"Re: x", "张三 回应了 👍", KindReaction},
		{"Re: x", "[赞] 张三 已对你的邮件作出反应", KindReaction},
		{"Re: x", "[Gefällt mir] Zhang San hat auf Ihre Nachricht reagiert:", KindReaction},
		{"Re: x", "Zhang San hat auf Ihre Nachricht reagiert:", KindReaction},
		{"Re: x", "[J'aime] Zhang San a réagi à votre message :", KindReaction},
		{"Re: x", "Liked “您本月有2项到期”", KindReaction},
		{"Re: x", "Loved “您本月有2项到期”", KindReaction},
		{"Re: x", "赞了“您本月有2项到期”", KindReaction},
		{"Re: x", "喜欢“您本月有2项到期”", KindReaction},
		{"Re: x", "👍", KindReaction},
		// ooo
		{"Re: x", "Thank you for your email. I am out of the office Tuesday and Wednesday.", KindAutoReply},
		{"Re: x", "I am currently on annual leave and will return on 4 May.", KindAutoReply},
		{"Re: x", "I will be out of office from 1 May to 5 May with limited access to email.", KindAutoReply},
		{"Re: x", "您好！我正在休假，将于5月6日回来，期间无法及时处理邮件。", KindAutoReply},
		{"Re: x", "本人4月20日至25日外出学习，期间不便回复邮件，急事请致电13900000000。", KindAutoReply},
		{"Re: x", "您好，我已收到您的邮件，因出差在外，不能及时回复，敬请谅解。", KindAutoReply},
		{"Re: x", "本邮箱已停用，请发送至 newaddr@djzx.example。", KindAutoReply},
		{"Re: x", "该邮箱已不再使用，请改用 new@djzx.example 联系。", KindAutoReply},
		{"Re: x", "本人已调离技术服务部，相关工作请联系李四。", KindAutoReply},
		{"Re: x", "Ich bin vom 1. bis 5. Dezember nicht im Büro.", KindAutoReply},
		{"Re: x", "Ich bin bis zum 5. März nicht im Büro erreichbar.", KindAutoReply},
		{"Re: x", "Je suis absent du bureau jusqu'au 5 décembre.", KindAutoReply},
		{"Re: x", "Estaré fuera de la oficina hasta el 5 de mayo.", KindAutoReply},
		{"Re: x", "I will be out of the office starting 12/01/2026 and will not return until 12/05/2026.", KindAutoReply},
		{"zhang is out of the office (returning 05.12.2026)", "I will be out of the office starting  01.12.2026 and will not return until 05.12.2026.", KindAutoReply},
		{"Re: x", "I no longer work at djzx. Please contact li@djzx.example.", KindAutoReply},
		{"Re: x", "This mailbox is no longer monitored. Please write to new@djzx.example.", KindAutoReply},
		// persons
		{"Re: x", "李四休假，14 申请延期到5月10日", KindReply},
		{"Re: x", "14 因经办人住院无法按期完成，申请延期到5月10日", KindReply},
		{"Re: x", "旧邮箱已停用，14 已完成", KindReply},
		{"Re: x", "14 已完成：停用旧系统，本邮箱改为公共邮箱", KindReply},
		{"Re: x", "本人出差，回来后办理", KindReply},
		{"Re: x", "本人因病住院，工作由李四代理。", KindReply},
		{"Re: x", "强调了“一码通”的重要性，已印发通知", KindReply},
		{"Re: x", "市局领导点赞了本项工作", KindReply},
		{"Re: x", "14项已回应了群众关切", KindReply},
		{"Re: x", "我想撤回邮件里第14项的内容", KindReply},
		{"Re: x", "我已阅读您的邮件，正在办理", KindReply},
		{"Re: x", "您发给我的邮件我已查看，14 已完成", KindReply},
		{"Re: x", "您好：\n14 已完成，客服人员已培训，您的诉求已受理模板已改，请勿回复提示已加。", KindReply},
	} {
		raw := rawtest.CRLF("From: a@b.cn", "Subject: "+tt.subject, "Content-Type: text/plain; charset=utf-8", "", tt.text)
		if got := Classify(message.Parse(raw, message.Limits{}), office); got.Kind != tt.kind {
			t.Errorf("%s | %.90q: got %s, want %s", tt.subject, tt.text, got.Kind, tt.kind)
		}
	}
}
