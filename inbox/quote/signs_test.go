package quote

import (
	"strings"
	"testing"

	"duban/inbox/message"
)

// Each row is a form that left the old letter, or a part of it, in the author's
// words, or took the author's words with it.
func TestOwnWords_whatShowsAQuoteWithoutAProgramsOwnForm(t *testing.T) {
	t.Parallel()
	const old = "请于周五前反馈第14项。\n综合部"
	marked := "> " + strings.ReplaceAll(old, "\n", "\n> ")
	tests := []struct{ name, text, want string }{
		{"the attribution follows the last word", "已完成，见附件 On Tue, Apr 27, 2027 at 9:00 AM, duban@example.cn wrote:\n" + marked, "已完成，见附件"},
		{"dashes between the last word and the attribution", "item 14 is done - all of it--- On Tue, Apr 27, 2027 at 9:00 AM, duban@example.cn wrote:\n" + marked, "item 14 is done - all of it"},
		{"the same in Chinese", "已完成。在 2027-04-27 09:00:00，督办 <duban@example.cn> 写道：\n" + old, "已完成。"},
		{"a head that begins with the time", "已完成\n\nDate: Tue, 27 Apr 2027 09:00:00 +0800\nSubject: todo\nFrom: duban@example.cn\nTo: zhang@example.cn\n\n" + old, "已完成"},
		{"a head that begins with the recipient", "已完成\n\n收件人：张三\n发件人：督办 <duban@example.cn>\n发送时间：2027-04-27 09:00\n主题：待办\n\n" + old, "已完成"},
		{"a head of two lines, time and address", "已完成\n\n发件人：督办 <duban@example.cn>\n发送时间：2027-04-27 09:00\n\n" + old, "已完成"},
		{"a head on one line", "已完成\n发件人：督办 <duban@example.cn> 发送时间：2027年4月27日 9:00 收件人：张三 主题：待办\n" + old, "已完成"},
		{"a head behind the last word", "已完成 From: Duban <duban@example.cn> Sent: Tuesday, April 27, 2027 9:00 AM To: zhang Subject: todo " + old, "已完成"},
		{"a sender without brackets in a language of its own", "已完成\n\nเมื่อ อ. 27 เม.ย. 2027 เวลา 9:00 Duban <duban@example.cn> นะ:\n\n" + old, "已完成"},
		{"no colon", "已完成\n\n2027/4/27 Duban <duban@example.cn>\n\n" + marked, "已完成"},
		{"no verb, no address", "done\n\nExcerpts from Duban's message of Tue Apr 27 09:00:00 +0800 2027:\n" + marked, "done"},
		{"a name and a verb", "erledigt\n\nDuban schrieb:\n" + marked, "erledigt"},
		{"a rule of three dashes above a bold head", "已完成\n\n---\n\n**From:** Duban <duban@example.cn>\n**Sent:** Tuesday, April 27, 2027 9:00\n**To:** zhang\n**Subject:** todo\n\n" + old, "已完成"},
		{"a letter passed on by Apple Mail", "请看\n\nBegin forwarded message:\n\nFrom: duban\nSubject: todo\n\n" + old, "请看"},
		{"entities left in the separator", "已完成\n\n------------------&nbsp;原始邮件&nbsp;------------------\n" + old, "已完成"},
		{"a line of the author's like a head, far above the head", "From: the start\n已完成\n\n见附件\n\nFrom: Duban <duban@example.cn>\nSent: Tuesday, April 27, 2027 9:00\nTo: zhang\nSubject: todo\n\n" + old, "From: the start\n已完成\n\n见附件"},
		{"a head on one line that begins with the time", "done\n\nDate: Tue, 27 Apr 2027 02:35:10 +0000 From: duban@example.cn To: zhang Subject: todo\n\n" + old, "done"},
		{"a ticket system's line", "已完成\n\n##- Please type your reply above this line -##\n\n" + old, "已完成"},
		{"the same in Chinese", "已完成\n\n------ 请在此行以上回复 ------\n" + old, "已完成"},
		{"a rule with the time in it, and one that closes", "已完成\n\n======= 2027-04-27 09:00:00 您在来信中写道： =======\n\n" + marked + "\n\n= = = = = = = = = = =\n\n见附件", "已完成\n见附件"},
		{"a mail house's own word for the letter", "已完成\n\n----邮件原文----\n发件人：督办\n\n" + old, "已完成"},
		{"a link that broke a marked line", "已完成\n\nOn Tue, Apr 27, 2027 at 9:00 AM, duban wrote:\n> see (http://example.cn/action\n_nonce=3dd518)\n> Duban", "已完成"},
		{"an attribution wrapped behind the < of a long address", "done\n\n2027-04-27 9:00 GMT+08:00 Duban <\nduban-of-the-general-office-k7q4m2@mail.example.cn>:\n\n" + marked, "done"},
		{"Gmail in Arabic", "done\n\n" + "\u202bفي الثلاثاء، 27 أبريل 2027 في 9:00 ص تمت كتابة ما يلي بواسطة \u202aDuban\u202c\u200f <\u202aduban@example.cn\u202c\u200f>:\u202c" + "\n\n" + old, "done"},
		{"an attribution that begins behind the last word and is wrapped", "see <http://example.cn/k7q4m2\n> for more\ninformation On Apr 27, 2027, at 9:00 AM, Duban <\nduban-of-the-general-office-k7q4m2\n@mail.example.cn>wrote:\n\n" + marked, "see <http://example.cn/k7q4m2\n> for more\ninformation"},
		{"Proton in Chinese", "已完成\n\n星期二, 四月 27, 2027 6:09 晚上，督办 <duban@example.cn> 来信：\n\n" + old, "已完成"},
		{"Zoho in Chinese", "已完成\n\n---- 在 星期二, 27 四月 2027 17:55:32 +0800 督办 <duban@example.cn> 撰写 ----\n\n" + old, "已完成"},
		{"a separator of the house's own", "已完成\n\n----- 原始消息 -----\n" + old, "已完成"},
		{"Sohu's", "已完成\n\n----- 原文 -----\n发件人：督办\n" + old, "已完成"},
		{"Feishu's, of a letter passed on", "请看\n\n--------- 转发消息 ---------\n发件人：督办\n" + old, "请看"},
		{"another", "已完成\n\n------------------ 回复的原始邮件 ------------------\n" + old, "已完成"},
		{"a separator with the attribution glued to it", "done\n\n------- Original Message -------On Tuesday, April 27th, 2027 at 9:00 AM, Duban <duban@example.cn> wrote:\n" + old, "done"},
		{"a marked line that was wrapped", "done\n\nOn Tue, Apr 27, 2027 at 9:00 AM, duban wrote:\n> please send us the report of your department, with all of its\nenclosures\n> by Friday", "done"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords(tt.text, ""); w.Text != tt.want {
				t.Errorf("got %q, want %q (%s)", w.Text, tt.want, w.Reason)
			}
		})
	}
}

func TestOwnWords_whatOnlyResemblesThemStays(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"times in a list":                       "Formats:\n\n2027-04-27 09:00:25\n04/27/2027 at 2:30 PM\nApr 27, 2027 at 14:30\n\nAll are examples.",
		"On at the start of a sentence":         "On Monday I begin.\nOn Tuesday, 27 April 2027, I end.",
		"an address in a sentence with a colon": "The list of 27 April 2027 9:00 was sent to duban@example.cn:\n- a\n- b",
		"a form without address and time":       "发件人：张三\n收件人：李四\n以上两栏请补填。",
		"a short answer below a full sentence":  "> please send us the report of your department, with its enclosures.\nsent\n> anything else that we should know before the meeting of Friday\nno",
		"a sentence about where it was sent":    "Item 14 is done.\n\nSent from my desk, is much easier than by phone.",
		"what somebody wrote, in Chinese":       "在2027年4月27日9:00，省厅来信：\n要求月底前完成。",
		"a parcel":                              "Sent via courier today, arrives Monday.",
		"a warning that the author gives":       "注意：外部邮件可能带有病毒，请提醒各科室。",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := OwnWords(text, "")
			for line := range strings.SplitSeq(text, "\n") {
				if !strings.HasPrefix(line, ">") && !strings.Contains(w.Text, line) {
					t.Errorf("lost %q: %+v", line, w)
				}
			}
		})
	}
}

func TestOwnWords_nothingAboveAStrangersLetterKeepsAll(t *testing.T) {
	t.Parallel()
	text := "From: Li <li@example.cn>\nSent: Tuesday, April 27, 2027 9:00\nTo: zhang\nSubject: item\n\nplease report\n\n14 已完成"
	if w := OwnWords(text, ""); !strings.Contains(w.Text, "14 已完成") || !w.Unsure {
		t.Errorf("got %+v", w)
	}
	for _, html := range []string{
		`<div class="gmail_quote">---------- Forwarded message ----------<br>From: Li &lt;li@example.cn&gt;<br><br><div>14 已完成</div></div>`,
		`<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> Li<br><b>Sent:</b> 27 April 2027 9:00<br><b>To:</b> zhang<br><b>Subject:</b> item</p></div><p>14 已完成</p></div>`,
		`<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Li</div><div>14 已完成</div>`,
		`<blockquote type="cite"><div>Begin forwarded message:</div><div>From: Li</div><div>14 已完成</div></blockquote>`,
	} {
		if w := OwnWords("", html); !strings.Contains(w.Text, "14 已完成") || !w.Unsure {
			t.Errorf("a forward and nothing else: got %+v", w)
		}
	}
	passedOn := "---------- Forwarded message ----------\nFrom: Li <li@example.cn>\nDate: Tue, Apr 27, 2027\nSubject: 回复：〔督办 K7Q4M2〕\n\n"
	sample := "每行以序号开头，例如：\n29 已完成：采取措施……；成效……\n"
	if w := OwnWords(passedOn+"14 已完成\n\n在 2027-04-27 09:00:00，督办 <d@example.cn> 写道：\n"+sample, ""); !strings.Contains(w.Text, "14 已完成") || strings.Contains(w.Text, "29 已完成") {
		t.Errorf("a colleague's answer passed on: got %+v", w)
	}
	if w := OwnWords(passedOn+sample, ""); strings.Contains(w.Text, "29 已完成") || !w.Unsure {
		t.Errorf("our letter passed on: got %+v", w)
	}
	ours := "发件人：督办\n发送时间：2027-04-27\n主题：待办\n\n每行以序号开头，例如：\n29 已完成：采取措施……；成效……"
	if w := OwnWords(ours, ""); strings.Contains(w.Text, "已完成") {
		t.Errorf("our own sample was taken for an answer: %+v", w)
	}
}

// Foxmail and Outlook mark no lines, so an answer between those of the letter
// cannot be told from it.
func TestOwnWords_answersInsideAnUnmarkedLetterAreDoubted(t *testing.T) {
	t.Parallel()
	letter := "\n\n发件人：督办 <duban@example.cn>\n发送时间：2027-04-27 09:00\n收件人：张三\n主题：待办\n\n14 严格落实\n"
	for _, own := range []string{"办理情况如下：", "Hi, Duban,", "Dear Mr. Duban", "您好！", "王主任：", "答复见下方红字", "红色部分为答复", "Please see my comments below in red.", "My answers inline"} {
		if w := OwnWords(own+letter, ""); !w.Unsure || w.Text != own {
			t.Errorf("%s: got %+v", own, w)
		}
	}
	for _, own := range []string{"已完成", "您好，14 已完成。", "Hello, item 14 is done.", "见附件", "14 正在办理，红色预警已解除"} {
		if w := OwnWords(own+letter, ""); w.Unsure {
			t.Errorf("%s: got %+v", own, w)
		}
	}
	if w := OwnWords("您好：\n\n> 14 严格落实\n14 已完成\n> 29 按照\n29 正在办理", ""); w.Unsure {
		t.Errorf("marked lines: got %+v", w)
	}
}

func TestOwnWords_answersInColourAreTakenWhereTheAuthorSaysSo(t *testing.T) {
	t.Parallel()
	for _, colour := range []message.Colour{{R: 198, G: 40, B: 40, Set: true}, {R: 21, G: 101, B: 192, Set: true}, {R: 46, G: 125, B: 50, Set: true}} {
		if isStrong(colour) {
			t.Errorf("%v is a colour of our letters", colour)
		}
	}
	head := `<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> duban<br><b>Sent:</b> 27 April 2027 9:00</p></div>`
	letter := `<p>14 严格落实</p><p><span style='font-size:11.0pt;color:red'>14 已完成</span></p><p>29 按照 <a href="x" style="color:blue">链接</a></p><p><font color="#FF0000">29 延期到5月20日，<b>因设备未到</b></font></p><p>综合部</p>`
	plain := "\n\nFrom: duban\nSent: 27 April 2027 9:00\nTo: zhang\n\n14 严格落实\n14 已完成\n29 按照 链接\n29 延期到5月20日，因设备未到\n综合部"
	for own, want := range map[string]string{
		"答复见下方红字":                 "答复见下方红字\n14 已完成\n29 延期到5月20日，因设备未到",
		"您好：":                     "您好：\n14 已完成\n29 延期到5月20日，因设备未到",
		"My answers below in red": "My answers below in red\n14 已完成\n29 延期到5月20日，因设备未到",
		"已完成":                     "已完成",
	} {
		w := OwnWords(own+plain, "<p>"+own+"</p>"+head+letter)
		if w.Text != want || w.Unsure != (want != own) {
			t.Errorf("%s: got %+v", own, w)
		}
	}
}

func TestOwnWords_bareBlockquotes(t *testing.T) {
	t.Parallel()
	const old = "<div>请反馈第14项</div>"
	for name, tt := range map[string]struct{ html, want string }{
		"introduced by a sentence":          {`<p>已完成</p><p>27.04.2027, 09:00, "督办" &lt;duban@example.cn&gt;:</p><blockquote>` + old + `</blockquote>`, "已完成"},
		"the sentence stands inside":        {`<p>已完成</p><blockquote><div>On 27 Apr 2027, at 9:00, duban &lt;duban@example.cn&gt; wrote:</div>` + old + `</blockquote><p>见附件</p>`, "已完成\n见附件"},
		"an answer below it":                {`<p>27.04.2027, 09:00, "督办" &lt;duban@example.cn&gt;:</p><blockquote>` + old + `</blockquote><p>已完成</p>`, "已完成"},
		"a line drawn at its left":          {`<p>已完成</p><blockquote style="border-left:2px solid #1010ff;padding-left:5px">` + old + `</blockquote>`, "已完成"},
		"the author's indent":               {`<p>情况如下：</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>已完成</div></blockquote>`, "情况如下：\n已完成"},
		"the author's own quotation":        {`<p>文件要求：</p><blockquote>月底前完成</blockquote><p>已落实</p>`, "文件要求：\n月底前完成\n已落实"},
		"Outlook.com's rule":                {`<div>已完成<hr id="stopSpelling">Date: Tue, 27 Apr 2027<br>` + old + `</div>`, "已完成"},
		"Outlook's line at the left":        {`<p>见下</p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>From:</b> duban<br><b>Sent:</b> 27 April 2027 9:00</p></div></div>` + old + `</div><p>已完成</p><div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><p>综合部</p></div>`, "见下\n已完成"},
		"Outlook's text below its mark":     {`<div>已完成</div><div id="appendonsend"></div><div>见附件</div><hr tabindex="-1" style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> duban</div>` + old, "已完成\n见附件"},
		"Zimbra's rule":                     {`<div>已完成</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">` + old + `</div>`, "已完成"},
		"Outlook for Mac":                   {`<div>已完成</div><span id="OLK_SRC_BODY_SECTION">` + old + `</span>`, "已完成"},
		"marked lines of plain text":        {`<pre>On 27 Apr 2027, duban wrote:` + "\n&gt; 请反馈第14项\n&gt; 综合部\n已完成</pre>", "已完成"},
		"Feishu":                            {`<div>已完成</div><div class="history-quote-wrapper" id="lark-mail-quote-1"><div class="adit-html-block adit-html-block--collapsed"><div>From: duban</div>` + old + `</div></div>`, "已完成"},
		"Feishu, as it was":                 {`<div>已完成</div><div id="lark-mail-quote-1"><div style="border-left:1px solid #ccc" class="adit-html-block adit-html-block--collapsed">` + old + `</div></div>`, "已完成"},
		"Outlook's mobile reference, alone": {`<div>已完成</div><div class="ms-outlook-mobile-reference-message">` + old + `</div>`, "已完成"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords("", tt.html); w.Text != tt.want {
				t.Errorf("got %q, want %q (%s)", w.Text, tt.want, w.Reason)
			}
		})
	}
}
