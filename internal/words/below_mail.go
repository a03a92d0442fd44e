package words

// belowMail say what was made of a mail, and why.
var belowMail = []Text{
	{"发件人不是恰好一个地址", "not exactly one sender"}, {"来信没有签名（DKIM）", "no DKIM signature"}, {"签名有效：dkim（%s）", "valid signature: dkim (%s)"}, {"来信的签名（DKIM）不能核验：%s", "the DKIM signature cannot be verified: %s"},
	{"来信由别的域名签名（DKIM）", "signed (DKIM) by another domain"}, {"信头里有不合规范的行，各程序读法不一", "malformed header lines, programs read them differently"},
	{"没有配置可信的收信服务器（inbox.authserv_ids）", "no trusted receiving server is configured (inbox.authserv_ids)"}, {"收信服务器没有写核验结果", "the receiving server wrote no results"},
	{"收信服务器核验：dmarc=fail（%s）", "by the receiving server: dmarc=fail (%s)"}, {"收信服务器核验：%s", "by the receiving server: %s"}, {"%s，与发件人域名%s不相符", "%s, not aligned with the sender's domain %s"},
	{"信头有重复或不合规范的行", "header lines doubled or malformed"}, {"签名（DKIM）没有包括督办编号，也没有包括本系统的收件地址，可能是写给别人的信", "the DKIM signature covers neither the tag nor our address; it may have been written to others"},
	{"信封发件人为空（MAIL FROM:<>）", "empty envelope sender (MAIL FROM:<>)"}, {"与来信%d相同", "the same as mail %d"}, {"与来信%d的Message-ID相同而内容不同，有冲突", "the Message-ID of mail %d with other content: a conflict"},
	{"无法确定发件人：发件人不是恰好一个地址", "no telling who sent it: not exactly one sender"}, {"发件人不在通讯录", "sender not in the directory"}, {"发件人不在通讯录，信中有发给%s的通知的编号", "sender not in the directory, the mail has the tag of a letter to %s"},
	{"来信已加密，无法读取", "encrypted, cannot be read"}, {"发件人系冒用：%s", "forged sender: %s"}, {"发件人未经核验：%s", "sender not proven: %s"},
	{"来信不完整（分段或引用外部内容）", "incomplete (in parts, or refers to content elsewhere)"},
	{"%s，不答复，请督办员看过", "%s, not answered, the clerk should look"}, {"%s，但来信人在通讯录中且所答的信属实，按人写的邮件处理", "%s, but the sender is known and the letter is real: taken for a person's mail"},
	{"主题说要撤回邮件，信中又有答复，请说明是否撤回", "the subject recalls a mail, the text answers: is it recalled?"}, {"但来信人在通讯录中，请督办员看过", "but the sender is known, the clerk should look"},
	{"不是本系统发出的信，不采信", "not one of our letters, not believed"}, {"对方服务器已放弃投递，该信未送达", "the server gave up, the letter did not arrive"}, {"退信", "bounce"},
	{"读这封信时程序出错，原信已存好，请督办员看过", "the program failed on this mail, it is stored, the clerk should look"}, {"按来信%d所答序号登记", "filed under the item that mail %d named"},
	{"登记%s", "filed under %s"}, {"批示%s", "decided on %s"},
	{"督办员的答复，已存档", "the clerk's answer, kept"}, {"所答的信没有列出事项，无法对应是哪一项", "the answered letter lists no items"}, {"第%d项不由您负责", "item %d is not the sender's"}, {"第%s项已不由您负责", "items %s are no longer the sender's"},
	{"（只有附件）", "(files only)"}, {"本项", "this item"}, {"不是主任或审核人，不能审核", "neither director nor judge, cannot judge"}, {"没有第%d项", "there is no item %d"},
	{"信中有两个互相矛盾的督办编号", "two tags that disagree"}, {"所答的是%d天前的通知，已过期", "answers a letter of %d days ago, expired"}, {"信中的督办编号在本系统中查不到，无法对应是哪一封通知", "its tag is none of this database, no telling which letter is answered"}, {"信中没有督办编号，无法对应是哪一封通知", "no tag, no telling which letter is answered"},
	{"来信人只有第%d项未办结，可能是答复这一项", "the sender owes only item %d, which may be meant"}, {"这封通知是发给%s的，来信人是%s", "the letter went to %s, the sender is %s"}, {"通知可能是转发给他的", "it may have been passed on to him"},
	{"没有自动邮件的特征，按人写的邮件处理", "no sign of a program, taken for a person's mail"}, {"经过了 %d 台服务器，在循环投递", "passed %d servers, a loop"},
	{"连续%d次未能登记，原信已存好，请督办员看过", "could not be filed %d times in a row, it is stored, the clerk should look"}, {"所报办结的%s仍待审核，已告督办员", "%s, reported done, waits for a verdict still, the clerk was told"},
	{"来信涉及多项，未写明是哪一项", "about several items, does not say which"}, {"来信有不明确之处，已请来信人说明", "not clear, the sender was asked"},
	{"%s；督办员归到第%d项", "%s; filed by the clerk under item %d"}, {"来信的纯文本与网页两部分说法不一，另一部分写的是“%s”", "the plain text and the HTML say different things, the other part says %q"},
	{"查询清单", "asks what it owes"}, {"查询运行状态", "asks how everything runs"}, {"查询%s的情况", "asks about %s"}, {"已答复", "answered"},
	{"今日自动答复已多，未再答复", "enough automatic answers today, not answered"}, {"今日查询已达上限，未再答复", "enough questions today, not answered"},
	{"要查询的，请另发一封信，只写这一句", "to ask, write a mail of this alone"},
	{"通讯录以外的来信", "mail from outside the directory"}, {"通讯录以外的发件人", "senders outside the directory"},

	// servers

	{"%s：%s", "%s: %s"}, {"“%s”不是日期", "%q is not a date"}, {"不认识职责“%s”", "there is no duty %q"},
	{"信头 %s 是本系统的", "header %s is our own"}, {"发件人 %s 是本系统自己", "sender %s is our own"},
	{"含有投递状态报告（delivery-status）", "has a delivery report (delivery-status)"}, {"信头有 %s", "has the header %s"}, {"发件人 %s 是邮件系统", "sender %s is a mail system"}, {"回执写明已被拒收", "the receipt says that it was refused"},
	{"主题有“%s”", "subject has “%s”"}, {"主题有“%s”，%s", "subject has “%s”, %s"}, {"主题以“%s”开头", "subject begins with “%s”"}, {"主题以“%s：”开头", "subject begins with “%s:”"},
	{"正文有服务器的拒收代码", "text has the code by which a server refuses"}, {"正文有“%s”", "text has “%s”"}, {"正文有“%s”，%s", "text has “%s”, %s"}, {"正文有“%s”与拒收代码，附有原信", "text has “%s” and the code of a refusal, the letter is attached"},
	{"正文以“%s”开头", "text begins with “%s”"}, {"正文只有表情“%s”", "text is nothing but emoji “%s”"}, {"正文只有收件确认“%s”", "text only says that it was received “%s”"}, {"正文是收件确认：“%s”，“%s”", "text says that it was received: “%s”, “%s”"}, {"含有表情回应（%s）", "has a reaction (%s)"},
	{"发件人是邮件系统", "sender is a mail system"}, {"退信地址为空", "empty return path"}, {"退信地址为空（Return-Path: <>）", "empty return path (Return-Path: <>)"}, {"退信地址为空，信头 Precedence: %s", "empty return path, header Precedence: %s"},
	{"是报告格式（multipart/report）", "has the form of a report (multipart/report)"}, {"信头 %s: %s", "header %s: %s"}, {"信头 Received 写明是退信", "header Received says that it is a bounce"},
	{"含有已读回执（disposition-notification）", "has a read receipt (disposition-notification)"}, {"是日程邮件（text/calendar; method=%s）", "is about an appointment (text/calendar; method=%s)"}, {"是投诉报告（message/feedback-report）", "is a complaint (message/feedback-report)"},
}
