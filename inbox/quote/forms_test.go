package quote

import "strings"

// answered is the letter that every quote in these tests repeats.
const answered = "技术服务部负责人：\n截至4月27日，您有3项未办结。\n14　严格落实“一码通”　时限：4月30日（周四）\n　　14 已完成：采取措施……；成效……\n〔督办 K7Q4M2〕"

// quoteSample is one way a mail program writes a quote below an answer.
type quoteSample struct {
	name  string
	plain func(own string) string
	html  func(own string) string
}

// above puts the answer above a head and the letter as it is.
func above(head string) func(string) string {
	return func(own string) string { return own + "\n\n" + head + "\n\n" + answered + "\n" }
}

// aboveMarked puts the answer above a head and the letter behind > marks.
func aboveMarked(head string) func(string) string {
	return func(own string) string {
		return own + "\n\n" + head + "\n> " + strings.ReplaceAll(answered, "\n", "\n> ") + "\n"
	}
}

func page(tail string) func(string) string {
	return func(own string) string {
		lines := strings.Split(own, "\n")
		return "<html><head><style>p{margin:0}</style></head><body><div>" + strings.Join(lines, "</div><div>") + "</div><div><br></div>" +
			strings.ReplaceAll(tail, "LETTER", "<div>"+strings.ReplaceAll(answered, "\n", "</div><div>")+"</div>") + "</body></html>"
	}
}

// quoteSamples are the forms C01 to C22, as seen in public mail, and variants.
var quoteSamples = []quoteSample{
	{name: "C01 QQ web", plain: above("------------------ 原始邮件 ------------------\n发件人: \"督办\" <duban@example.cn>;\n发送时间: 2027年4月27日(星期二) 上午9:00\n收件人: \"张三\" <zhang@example.cn>;\n抄送: \"李四\" <li@example.cn>;\n主题: 〔督办 K7Q4M2〕3项待办")},
	{name: "C01 QQ web, nbsp and full width colon", plain: above("------------------\u00a0原始邮件\u00a0------------------\n发件人：\u00a0\"督办\"<duban@example.cn>\n发送时间：\u00a02027年4月27日\n收件人：\u00a0\"张三\"\n主题：\u00a0待办")},
	{name: "C02 QQ app", plain: above("---原始邮件---\n发件人: \"督办\"<duban@example.cn>\n发送时间: 2027年4月27日(周二) 上午9:00\n收件人: \"张三\";\n主题: 待办")},
	{name: "C02 Android", plain: above("-------- 原始邮件 --------\n发件人： 督办\n日期： 2027年4月27日")},
	{name: "C02 the dashes lost", plain: above("原始邮件\n发件人：督办 <duban@example.cn>\n发件时间：2027年4月27日 09:00")},
	{name: "C02 QQ in English", plain: above("------------------ Original ------------------\nFrom: \"duban\" <duban@example.cn>;\nDate: Tue, Apr 27, 2027 09:00 AM\nTo: \"zhang\";\nSubject: todo")},
	{name: "C02 QQ card of 2025", plain: above("         Original\n\nFrom:督办 <duban@example.cn>\nSent Time:2027年4月27日")},
	{name: "C03 Coremail, empty copy line", plain: above("-----原始邮件-----\n发件人: \"督办\" <duban@example.cn>\n发送时间: 2027-04-27 09:00:03 (星期二)\n收件人: zhang@example.cn\n抄送: \n主题: 待办")},
	{name: "C04 Outlook zh", plain: above("-----邮件原件-----\n发件人: 督办 [mailto:duban@example.cn] \n发送时间: 2027年4月27日 9:00\n收件人: 张三\n主题: 待办")},
	{name: "C04 Outlook web, underscores", plain: above("________________________________\n发件人: 督办 <duban@example.cn>\n发送时间: 2027年4月27日 9:00\n收件人: 张三 <zhang@example.cn>\n主题: 待办")},
	{name: "C05 Foxmail, bare head below the sender's address", plain: func(own string) string {
		return own + "\n\n\nzhang@example.cn\n \n发件人： 督办\n发送时间： 2027-04-27 09:00\n收件人： 张三\n主题： 待办\n" + answered
	}},
	{name: "C06 NetEase web", plain: above("在 2027-04-27 09:00:00，\"督办\" <duban@example.cn> 写道：")},
	{name: "C06 NetEase web, ascii punctuation, marked", plain: aboveMarked("在 2027-04-27 09:00:00,\"督办\" <duban@example.cn> 写道:")},
	{name: "C06 NetEase web in English", plain: above("At 2027-04-27 09:00:00, \"督办\" <duban@example.cn> wrote:")},
	{name: "C07 NetEase mobile", plain: above("---- 回复的原邮件 ----\n| 发件人 | 督办<duban@example.cn> |\n| 发送日期 | 2027年04月27日 09:00 |\n| 收件人 | 张三 |\n| 主题 | 待办 |")},
	{name: "C07 NetEase mobile in English", plain: above("---- Replied Message ----\n| From | duban<duban@example.cn> |\n| Date | 04/27/2027 09:00 |\n| To | zhang |\n| Subject | todo |")},
	{name: "C07 flattened by a gateway", plain: func(own string) string {
		return own + " ---- 回复的原邮件 ---- | 发件人 | 督办<duban@example.cn> | | 发送日期 | 2027年04月27日 | | 主题 | 待办 | " + strings.ReplaceAll(answered, "\n", " ")
	}},
	{name: "C08 Alimail, labels with U+3000", plain: above("------------------------------------------------------------------\n发件人：督办 <duban@example.cn>\n发送时间：2027年4月27日(星期二) 09:00\n收件人：张三 <zhang@example.cn>\n主　题：待办")},
	{name: "C09 DingTalk glued to the dashes", plain: above("来自钉钉专属商务邮箱------------------------------------------------------------------\n发件人：督办\n日　期：2027年04月27日 09:00:11\n收件人：张三\n抄　送：李四\n主　题：待办")},
	{name: "C10 iOS", plain: aboveMarked("在 2027年4月27日，09:00，督办 <duban@example.cn> 写道：")},
	{name: "C10 iOS behind a mark", plain: func(own string) string {
		return own + "\n\n发自我的 iPhone\n\n> 在 2027年4月27日，09:00，督办 <duban@example.cn> 写道：\n> \n> " + strings.ReplaceAll(answered, "\n", "\n> ")
	}},
	{name: "C11 Apple Mail, no 在", plain: aboveMarked("2027年4月27日 17:43，督办 <duban@example.cn> 写道：")},
	{name: "C11 Apple Mail behind a mark", plain: func(own string) string {
		return own + "\n\n> 2027年4月27日 下午5:43，督办 <duban@example.cn> 写道：\n> \n> " + strings.ReplaceAll(answered, "\n", "\n> ")
	}},
	{name: "C12 Gmail zh", plain: aboveMarked("督办 <duban@example.cn> 于2027年4月27日周二 09:00写道：")},
	{name: "C12 Gmail zh, wrapped", plain: aboveMarked("督办 <duban@example.cn> 于2027年4月27日周二 上午9:00\n写道：")},
	{name: "C13 Thunderbird zh", plain: aboveMarked("在 2027/4/27 9:00, 督办 写道:")},
	{name: "C13 Thunderbird, upper half", plain: aboveMarked("在 2027/4/27 上午9:01, 督办 写道:")},
	{name: "C13 Thunderbird, American date", plain: aboveMarked("在 4/27/2027 9:01 AM, 督办 写道:")},
	{name: "C14 KMail", plain: aboveMarked("在2027年4月27日星期二 上午9:00，督办写道：")},
	{name: "C15 Evolution", plain: aboveMarked("在 2027-04-27二的 09:00 +0800，督办写道：")},
	{name: "C16 Roundcube", plain: above("在 2027-04-27 09:00，督办 写道：")},
	{name: "C16 Roundcube zh_TW", plain: aboveMarked("督辦 於 2027-04-27 09:00 寫到:")},
	{name: "C17 WeCom", plain: above("发自我的企业微信\n\n\n----------Reply to Message----------\nOn Tue,Apr 27,2027 9:00 AM duban <duban@example.cn> wrote:")},
	{name: "C18 traditional labels", plain: above("-----原始郵件-----\n寄件者: 督辦\n寄件日期: 2027年4月27日\n收件者: 張三\n副本: 李四\n主旨: 待辦")},
	{name: "C18 traditional labels without a separator", plain: above("寄件者: 督辦 <duban@example.cn>\n寄件日期: 2027年4月27日 上午 09:00\n收件者: 張三\n主旨: 待辦")},
	{name: "C19 Outlook in English", plain: above("-----Original Message-----\nFrom: duban <duban@example.cn>\nSent: Tuesday, April 27, 2027 9:00 AM\nTo: zhang\nSubject: todo")},
	{name: "C19 Outlook in English, head only", plain: above("From: duban <duban@example.cn>\nSent: Tuesday, April 27, 2027 9:00 AM\nTo: zhang <zhang@example.cn>\nSubject: todo")},
	{name: "C19 bold labels", plain: above("**From:** duban <duban@example.cn>\n**Sent:** Tuesday, April 27, 2027 9:00 AM\n**To:** zhang\n**Subject:** todo")},
	{name: "C20 Gmail in English", plain: aboveMarked("On Tue, Apr 27, 2027 at 9:00 AM duban <duban@example.cn> wrote:")},
	{name: "C20 Gmail in English, wrapped twice", plain: aboveMarked("On Tue, Apr 27, 2027 at 9:00 AM the office of supervision\n<duban@example.cn>\nwrote:")},
	{name: "C21 forward with words above", plain: above("-------- 转发邮件信息 --------\n发件人：督办\n发送日期：2027-04-27\n收件人：张三\n主题：待办")},
	{name: "C22 marks alone", plain: func(own string) string { return own + "\n> " + strings.ReplaceAll(answered, "\n", "\n> ") }},
	{name: "Gmail de", plain: aboveMarked("Am Di., 27. Apr. 2027 um 09:00 Uhr schrieb duban <duban@example.cn>:")},
	{name: "Gmail fr", plain: aboveMarked("Le mar. 27 avr. 2027 à 09:00, duban <duban@example.cn> a écrit :")},
	{name: "Gmail es", plain: aboveMarked("El mar, 27 abr 2027 a las 9:00, duban (<duban@example.cn>) escribió:")},
	{name: "Gmail it", plain: aboveMarked("Il giorno mar 27 apr 2027 alle ore 09:00 duban <duban@example.cn> ha scritto:")},
	{name: "Gmail pt", plain: aboveMarked("Em ter., 27 de abr. de 2027 às 09:00, duban <duban@example.cn> escreveu:")},
	{name: "Gmail nl", plain: aboveMarked("Op di 27 apr. 2027 om 09:00 schreef duban <duban@example.cn>:")},
	{name: "Gmail pl", plain: aboveMarked("wt., 27 kwi 2027 o 09:00 duban <duban@example.cn> napisał(a):")},
	{name: "Gmail sv", plain: aboveMarked("Den tis 27 apr. 2027 kl 09:00 skrev duban <duban@example.cn>:")},
	{name: "Gmail da", plain: aboveMarked("Den tirs. 27. apr. 2027 kl. 09.00 skrev duban <duban@example.cn>:")},
	{name: "Gmail no", plain: aboveMarked("tir. 27. apr. 2027 kl. 09:00 skrev duban <duban@example.cn>:")},
	{name: "Gmail fi", plain: aboveMarked("ti 27. huhtik. 2027 klo 9.00 duban (duban@example.cn) kirjoitti:")},
	{name: "Gmail cs", plain: aboveMarked("út 27. 4. 2027 v 9:00 odesílatel duban <duban@example.cn> napsal:")},
	{name: "Gmail ru", plain: aboveMarked("вт, 27 апр. 2027 г. в 09:00, duban <duban@example.cn>:")},
	{name: "Outlook de", plain: above("Von: duban <duban@example.cn>\nGesendet: Dienstag, 27. April 2027 09:00\nAn: zhang\nBetreff: todo")},

	{name: "NetEase mobile, HTML", html: page(`<div class="ntes-mailmaster-quote other" style="margin:0"><div>---- 回复的原邮件 ----</div>LETTER</div>`)},
	{name: "NetEase web, HTML", html: page(`<div id="divNeteaseMailCard"></div><p>在 2027-04-27 09:00:00，"督办" &lt;duban@example.cn&gt; 写道：</p><blockquote id="isReplyContent">LETTER</blockquote>`)},
	{name: "NetEase forward, HTML", html: page(`<div id="isForwardContent">LETTER</div>`)},
	{name: "China Mobile 139, HTML", html: page(`<hr id="replySplit"><div id="reply139content">LETTER</div>`)},
	{name: "Proton, HTML", html: page(`<blockquote id="oriMsgHtmlSeperator">LETTER</blockquote>`)},
	{name: "origbody, HTML", html: page(`<div id="origbody">LETTER</div>`)},
	{name: "mailcontent, HTML", html: page(`<div id="mailcontent">LETTER</div>`)},
	{name: "exmail, HTML", html: page(`<hr><div class="xm_mail_oringinal_describe">督办 在2027年4月27日 写道</div>LETTER`)},
	{name: "QQ web, HTML", html: page(`<div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b>&nbsp;督办</div><div><b>发送时间:</b>&nbsp;2027年4月27日</div>LETTER`)},
	{name: "QQ card, HTML", html: page(`<article><div><div>原始邮件</div><hr><table data-uneditable="true"><tr><td>发件人：</td><td>督办</td></tr></table></div></article>LETTER`)},
	{name: "Foxmail, HTML", html: page(`<hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span>zhang@example.cn</span></div><blockquote style="margin-top:0"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div><b>发件人：</b>&nbsp;督办</div></div><div class="FoxDiv20270427090000">LETTER</div></blockquote>`)},
	{name: "Foxmail div alone, HTML", html: page(`<div class="FoxDiv20270427090000">LETTER</div>`)},
	{name: "Outlook web, HTML", html: page(`<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>发件人:</b> 督办</div>LETTER`)},
	{name: "Outlook web, ids prefixed", html: page(`<div id="x_divRplyFwdMsg"><b>发件人:</b> 督办</div>LETTER`)},
	{name: "Outlook mobile, HTML", html: page(`<div id="mail-editor-reference-message-container">LETTER</div>`)},
	{name: "Outlook, HTML", html: page(`<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p>发件人: 督办</p></div></div>LETTER`)},
	{name: "Gmail, HTML", html: page(`<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">督办 于2027年4月27日周二 09:00写道：<br></div><blockquote class="gmail_quote">LETTER</blockquote></div>`)},
	{name: "Gmail old, HTML", html: page(`<div class="gmail_extra"><div class="gmail_quote">LETTER</div></div>`)},
	{name: "Yahoo, HTML", html: page(`<div id="ydp" class="yahoo_quoted">LETTER</div>`)},
	{name: "Proton quote, HTML", html: page(`<div class="protonmail_quote">LETTER</div>`)},
	{name: "Thunderbird, HTML", html: page(`<div class="moz-cite-prefix">在 2027/4/27 9:00, 督办 写道:<br></div><blockquote type="cite">LETTER</blockquote>`)},
	{name: "Apple, HTML", html: page(`<div>发自我的 iPhone</div><div><br><blockquote type="cite">在 2027年4月27日，09:00，督办 写道：<br>LETTER</blockquote></div>`)},
	{name: "GMX, HTML", html: page(`<div name="quote" style="margin:10px 5px">LETTER</div>`)},
	{name: "Zoho, HTML", html: page(`<div class="zmail_extra">LETTER</div>`)},
	{name: "Infomaniak, HTML", html: page(`<div class="ik_mail_quote">LETTER</div>`)},
	{name: "signatures, HTML", html: page(`<div id="imail_signature">张三</div><div class="ntes-signature">办公室</div><span title="neteasefooter">网易</span><blockquote type=cite>LETTER</blockquote>`)},
}
