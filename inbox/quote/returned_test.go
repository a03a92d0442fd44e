package quote

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/inbox/message"
)

func TestOwnWords_mailsWhoseWordsAreKnown(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/mails/*.eml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no mails: %v", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			m := message.Parse(readTestdata(t, name), message.Limits{})
			want := strings.TrimSpace(string(readTestdata(t, strings.TrimSuffix(name, ".eml")+".expected")))
			if w := OwnWords(m.Plain, m.HTML); w.Text != want {
				t.Errorf("got %q, want %q (%s)", w.Text, want, w.Reason)
			}
		})
	}
}

func readTestdata(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ourReminder is a letter of ours as programs give it back, its lines cut short.
const ourReminder = "技术服务部负责人：\n\n截至4月26日，您有3项未办结。\n\n【正常】6　加强组织领导……\n　　时限：4月30日（周五）\n【临近，还有3个工作日】14　严格落实“一码通”，提高登记业务进度查询精准性和及时性，让群……\n　　时限：4月30日（周五）〔暂按周末推算〕\n" +
	"【正常】12　严格落实信息和流程集成式……\n　　请配合　牵头：业务受理部\n\n办结后，直接回复本邮件并附佐证材料，每行以序号开头，例如：\n\n　　6 已完成：采取措施……；成效……\n　　14 申请延期到6月10日，因……\n　　12 进展：已提供……\n\n无须登录任何系统。\n\n综合部（督办）　联系人：督办员　电话：0760-0000000\n〔督办 R62KAY〕（回复时请保留此编号）\n"

func marked(mark, text string) string {
	return mark + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+mark)
}

func divs(text string) string {
	return "<div>" + strings.ReplaceAll(strings.ReplaceAll(text, "<", "&lt;"), "\n", "</div><div>") + "</div>"
}

func TestOwnWords_ourLetterIsNeverTheAuthorsWords(t *testing.T) {
	t.Parallel()
	const own = "14 正在办理，预计月底前。"
	for name, text := range map[string]string{
		"no head at all":                  own + "\n\n" + ourReminder,
		"no blank line either":            own + "\n" + ourReminder,
		"a label that nobody knows":       own + "\n\n发件人: 督办\n投递于: 2027年4月26日 8:31\n收件人: 技术服务部\n主题: 〔督办 R62KAY〕19项待办\n\n" + ourReminder,
		"labels that nobody knows":        own + "\n\n发送方： 督办\n发送： 2027/4/26 8:31\n接收方： 技术服务部\n邮件标题： 〔督办 R62KAY〕19项待办\n\n" + ourReminder,
		"a Notes table":                   own + "\n\n发件人:\t督办/不动产中心/CN\n收件人:\t技术服务部/不动产中心/CN\n日期:\t2027-04-26 08:31\n主题:\t〔督办 R62KAY〕19项待办\n\n" + ourReminder,
		"a Notes table of bars":           own + "\n\n|------------>\n| 发件人：   |\n|------------>\n  >------------------|\n  |督办 <duban@djzx.example> |\n  >------------------|\n" + ourReminder,
		"原始消息":                            own + "\n\n原始消息\n发件人：督办\n时间：2027-04-26 08:31\n\n" + ourReminder,
		"原始消息 in brackets":                own + "\n\n【原始消息】\n" + ourReminder,
		"来信内容":                            own + "\n\n=== 来信内容 ===\n" + ourReminder,
		"bars":                            own + "\n\n2027/4/26 督办 <duban@djzx.example>\n\n" + marked("| ", ourReminder),
		"colons":                          own + "\n\n" + marked(": ", ourReminder),
		"braces":                          own + "\n\n" + marked("} ", ourReminder),
		"entities":                        own + "\n\n&gt; -----原始邮件-----\n&gt; 发件人: 督办 &lt;duban@djzx.example&gt;\n" + marked("&gt; ", ourReminder),
		"marks without a blank":           own + "\n\n" + marked(">", ourReminder),
		"full width marks":                own + "\n\n" + marked("＞ ", ourReminder),
		"two marks":                       own + "\n\n" + marked(">> ", ourReminder),
		"a sentence without a verb":       own + "\n\n督办 2027-04-26 08:31\n" + ourReminder,
		"a sentence of DingTalk":          own + "\n\n督办于2027-04-26 08:31:02发来邮件：\n" + ourReminder,
		"an unknown rule":                 own + "\n\n~~~~~~~~~~~~ 历史邮件 ~~~~~~~~~~~~\n" + ourReminder,
		"stars":                           own + "\n\n****** 督办 ******\n" + ourReminder,
		"its salutation cut off":          own + "\n\n" + strings.TrimPrefix(ourReminder, "技术服务部负责人：\n\n"),
		"its foot cut off":                own + "\n\n" + ourReminder[:strings.Index(ourReminder, "无须登录")],
		"only its samples and foot":       own + "\n\n" + ourReminder[strings.Index(ourReminder, "办结后"):],
		"blank lines everywhere":          own + "\n\n" + strings.ReplaceAll(ourReminder, "\n", "\n\n"),
		"its blanks lost":                 own + "\n\n" + strings.ReplaceAll(ourReminder, "　", " "),
		"an advert between":               own + "\n\n发自我的 iPhone\n\n" + ourReminder,
		"an attribution wrapped in three": own + "\n在 2027年4月26日星期一 上午8:31，\n督办\n<duban@djzx.example> 写道：\n" + marked("> ", ourReminder),
		"English, wrapped":                own + "\nOn Mon, Apr 26, 2027 at 8:31 AM 督办\n<duban@djzx.example>\nwrote:\n" + marked("> ", ourReminder),
		"the name wrapped":                own + "\n督办 <duban@djzx.example>\n于2027年4月26日周一 08:31写道：\n" + marked("> ", ourReminder),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords(text, ""); w.Text != own {
				t.Errorf("got %q (%s)", w.Text, w.Reason)
			}
		})
	}
}

func TestOwnWords_theAuthorsWordsAreNeverLost(t *testing.T) {
	t.Parallel()
	head := "在 2027-04-26 08:31，督办 <duban@djzx.example> 写道：\n"
	for name, tt := range map[string]struct{ plain, page, want string }{
		"several lines above a wrapped sentence":    {"14 已完成\n29 正在办\n6 收到\n在 2027-04-26 08:31，督办\n<duban@djzx.example> 写道：\n" + marked("> ", ourReminder), "", "14 已完成\n29 正在办\n6 收到"},
		"a line with a day above it":                {"29 4月20日已报\n在 2027-04-26 08:31，督办\n<duban@djzx.example> 写道：\n" + marked("> ", ourReminder), "", "29 4月20日已报"},
		"all in gmail_quote":                        {"", `<div class="gmail_quote"><div>14 已完成</div><br>` + head + `<blockquote class="gmail_quote">` + divs(ourReminder) + `</blockquote></div>`, "14 已完成"},
		"all in messageReplySection":                {"", `<div name="messageReplySection"><div>14 已完成：上线</div><blockquote type="cite">` + divs(ourReminder) + `</blockquote></div>`, "14 已完成：上线"},
		"all in messageReplySection, no quote":      {"", `<div name="messageReplySection"><div>14 已完成：上线</div></div>`, "14 已完成：上线"},
		"all in one cite, ours below it":            {"", `<blockquote type="cite">` + divs("14 已完成\n29 正在推进\n\n"+ourReminder) + `</blockquote>`, "14 已完成\n29 正在推进"},
		"short answers between marked lines":        {head + "> 【正常】14　严格落实“一码通”，提高登记业务进度\n好\n> 【正常】29　按照“一件事一次办”要求，推动实现税费\n没有\n> 综合部（督办）", "", "好\n没有"},
		"answers of one letter":                     {head + "> 【正常】14　严格落实\ny\n> 【正常】29　按照\nn\n> 综合部（督办）", "", "y\nn"},
		"an answer below --":                        {"收到\n-- \n29 正在推进，预计5月20日前", "", "收到\n-- \n29 正在推进，预计5月20日前"},
		"an answer below a signature":               {"14 已完成\n--\n技术服务部 李四\n手机：13800000000\n\n另：照片明天补发，请知悉。", "", "14 已完成\n另：照片明天补发，请知悉。"},
		"words like a phone's advert":               {"14 正在办\n来自华为的工程师已驻场", "", "14 正在办\n来自华为的工程师已驻场"},
		"words like another":                        {"14 已完成\n发自企业微信的通知已送达各窗口", "", "14 已完成\n发自企业微信的通知已送达各窗口"},
		"words like a third":                        {"来自手机银行的缴费数据已接通", "", "来自手机银行的缴费数据已接通"},
		"words like a fourth":                       {"14 已完成\n从Windows版迁移到国产系统", "", "14 已完成\n从Windows版迁移到国产系统"},
		"his own 发件人, 时间, 收件人":                      {"29 函已发出：\n发件人：技术服务部\n时间：2027年4月23日\n收件人：市税务局\n主题：接口\n请协调。", "", "29 函已发出：\n发件人：技术服务部\n时间：2027年4月23日\n收件人：市税务局\n主题：接口\n请协调。"},
		"his own head above our letter":             {"29 函已发出：\n发件人：技术服务部\n时间：4月23日\n收件人：市税务局\n\n" + ourReminder, "", "29 函已发出：\n发件人：技术服务部\n时间：4月23日\n收件人：市税务局"},
		"an answer below our letter, no mark":       {ourReminder + "\n14 已完成：系统已上线", "", "14 已完成：系统已上线"},
		"an answer above and one below":             {"14 已完成\n\n" + ourReminder + "\n29 正在推进", "", "14 已完成\n29 正在推进"},
		"below a head, our letter and its foot":     {"-----原始邮件-----\n发件人: 督办 <duban@djzx.example>\n发送时间: 2027-04-26 08:31:02\n\n" + ourReminder + "\n14 已完成", "", "14 已完成"},
		"a disclaimer above the last line":          {"14 已完成。\n此邮件内容保密，仅供收件人使用。\n29 已申请延期。", "", "14 已完成。\n29 已申请延期。"},
		"comparisons":                               {"14 合格率\n>=99%\n>100件\n29 正在推进", "", "14 合格率\n>=99%\n>100件\n29 正在推进"},
		"a rule of his own":                         {"14 已完成\n=== 以下为说明 ===\n29 正在推进", "", "14 已完成\n=== 以下为说明 ===\n29 正在推进"},
		"a single line of ours":                     {"14 严格落实“一码通”：已上线\n\n" + ourReminder, "", "14 严格落实“一码通”：已上线"},
		"one item copied":                           {"【正常】6　加强组织领导……\n已印发方案\n\n" + head + marked("> ", ourReminder), "", "【正常】6　加强组织领导……\n已印发方案"},
		"an answer typed behind a mark":             {head + "> 技术服务部负责人：\n> 【正常】14　严格落实“一码通”……\n> 已完成：上线查询功能\n> 【正常】29　按照“一件事一次办”……\n> 综合部（督办）　联系人\n> 〔督办 R62KAY〕（回复时请保留此编号）", "", "已完成：上线查询功能"},
		"nothing but a stranger's letter":           {"> 请于周五前反馈\n> 综合科", "", "> 请于周五前反馈\n> 综合科"},
		"nothing but our letter":                    {head + marked("> ", ourReminder), "", ""},
		"nothing but our letter, no mark":           {ourReminder, "", ""},
		"nothing but our letter in a page":          {"", "<blockquote type=cite>" + divs(ourReminder) + "</blockquote>", ""},
		"a sentence with a time":                    {"14 4月20日9:30已上线\n29 4月21日10:00开会研究", "", "14 4月20日9:30已上线\n29 4月21日10:00开会研究"},
		"what a leader wrote":                       {"14 已完成\n领导在批示中写道：\n要抓紧。", "", "14 已完成\n领导在批示中写道：\n要抓紧。"},
		"a table of his":                            {"| 序号 | 情况 |\n| 14 | 已完成 |\n| 29 | 正在推进 |", "", "| 序号 | 情况 |\n| 14 | 已完成 |\n| 29 | 正在推进 |"},
		"lists with dashes":                         {"- 14 已完成\n- 29 正在推进", "", "- 14 已完成\n- 29 正在推进"},
		"lists with stars":                          {"* 14 已完成\n* 29 正在推进\n\n" + ourReminder, "", "* 14 已完成\n* 29 正在推进"},
		"a page without containers":                 {"", divs("14 已完成\n29 正在推进") + "<hr>" + divs(ourReminder), "14 已完成\n29 正在推进"},
		"Outlook with another word for the time":    {"", divs("14 已完成") + `<div style="border-top:solid windowtext 1.0pt"><b>寄件者: </b>督办<br><b>已傳送: </b>2027年4月26日 8:31<br><b>收件者: </b>技术服务部<br><b>主旨: </b>〔督办 R62KAY〕待办</div>` + divs(ourReminder), "14 已完成"},
		"an answer in the page's table below items": {"", `<blockquote type=cite><div>【正常】14　严格落实……</div></blockquote><div>ok</div><blockquote type=cite><div>【正常】29　按照……</div></blockquote><div>办好了</div>`, "ok\n办好了"},
		"signature of one line then quote":          {"14 已完成\n\n技术服务部 张三\n2027年4月26日\n\n" + ourReminder, "", "14 已完成\n\n技术服务部 张三\n2027年4月26日"},
		"date with time as last own line":           {"14 已完成\n\n技术服务部\n2027年4月26日 9:30\n\n" + ourReminder, "", "14 已完成\n\n技术服务部\n2027年4月26日 9:30"},
		"own mail address last":                     {"14 已完成，联系邮箱 zhang@x.cn\n\n" + ourReminder, "", "14 已完成，联系邮箱 zhang@x.cn"},
		"own labelled lines":                        {"14 完成情况：已上线\n联系人：张三\n\n" + ourReminder, "", "14 完成情况：已上线\n联系人：张三"},
		"own labelled line above head":              {"14 完成情况：已上线\n联系人：张三\n\n发件人: 督办 <duban@djzx.example>\n已发送: 2027年4月26日 8:31\n主题: 待办\n\n" + ourReminder, "", "14 完成情况：已上线\n联系人：张三"},
		"tapped":                                    {"14 已完成：\n\n" + ourReminder, "", "14 已完成："},
		"sample only":                               {"6 已完成：采取措施……；成效……\n\n" + ourReminder, "", "6 已完成：采取措施……；成效……"},
		"sample only, head":                         {"6 已完成：采取措施……；成效……\n\n" + head + marked("> ", ourReminder), "", "6 已完成：采取措施……；成效……"},
		"greets own":                                {"王主任：\n14 已完成\n\n" + ourReminder, "", "王主任：\n14 已完成"},
		"greets, salutation cut":                    {"王主任：\n14 已完成\n\n" + ourReminder[len("技术服务部负责人：\n\n"):], "", "王主任：\n14 已完成"},
		"shared line attribution":                   {"14 已完成。在 2027-04-26 08:31，督办 <duban@djzx.example> 写道：\n" + marked("> ", ourReminder), "", "14 已完成。"},
		"forwarded note":                            {"请办。\n\n-------- 转发邮件信息 --------\n发件人：督办\n\n" + ourReminder, "", "请办。"},
		"two letters":                               {"14 已完成\n\n" + head + marked("> ", ourReminder) + "\n>\n> " + head + marked("> > ", ourReminder), "", "14 已完成"},
		"two letters unmarked":                      {"14 已完成\n\n" + ourReminder + "\n发件人：督办 <d@x.cn>\n发送时间：2027-04-20 08:31\n主题：待办\n\n" + ourReminder, "", "14 已完成"},
		"phone advert":                              {"14 已完成\n\n发自我的华为手机\n\n" + ourReminder, "", "14 已完成"},
		"disclaimer below":                          {"14 已完成\n\n" + ourReminder + "\n本邮件（含附件）含有保密信息，如误收请删除。\n", "", "14 已完成"},
		"answer between unmarked alone":             {ourReminder[:len("技术服务部负责人：\n\n截至4月26日，您有3项未办结。\n\n【正常】6　加强组织领导……\n　　时限：4月30日（周五）\n")] + "6 已完成：方案已印发\n" + ourReminder[len("技术服务部负责人：\n\n截至4月26日，您有3项未办结。\n\n【正常】6　加强组织领导……\n　　时限：4月30日（周五）\n"):], "", "6 已完成：方案已印发"},
		"short below mark no letter":                {"> 请报送材料\n> 周五前\n已报", "", "已报"},
		"times":                                     {"14 会议时间：2027年4月26日 9:30，地点：三楼\n\n" + ourReminder, "", "14 会议时间：2027年4月26日 9:30，地点：三楼"},
		"own line 发件人 with address":                 {"29 发函：\n发件人：技术服务部\n收件人：税务局 sw@x.cn\n已收到回函。", "", "29 发函：\n发件人：技术服务部\n收件人：税务局 sw@x.cn\n已收到回函。"},
		"advert 从":                                  {"14 已完成\n从我的 iPhone 发送", "", "14 已完成"},
		"advert netease":                            {"14 已完成\n发自 网易邮箱大师", "", "14 已完成"},
		"advert 来自 wecom":                           {"14 已完成\n来自我的企业微信", "", "14 已完成"},
		"advert vivo":                               {"14 已完成\n发自vivo X90 Pro手机", "", "14 已完成"},
		"来自小米":                                      {"14 正在办\n来自小米的技术人员已到场", "", "14 正在办\n来自小米的技术人员已到场"},
		"发自微信":                                      {"14 正在办\n发自微信公众号的预约占六成", "", "14 正在办\n发自微信公众号的预约占六成"},
		"来自平板":                                      {"来自平板端的申请已接入", "", "来自平板端的申请已接入"},
		"dash answer":                               {"收到\n--\n正在办理，月底前报", "", "收到\n--\n正在办理，月底前报"},
		"dash name":                                 {"收到\n--\n张三\n技术服务部\n0760-1234567", "", "收到"},
		"messageReplySection only letter":           {"", `<div name="messageReplySection">` + divs("在 2027年4月26日 +0800 08:31，督办 <duban@djzx.example>，写道：") + `<blockquote type="cite">` + divs(ourReminder) + `</blockquote></div>`, ""},
		"spark reply":                               {"", divs("14 已完成") + `<div name="messageReplySection">` + divs("在 2027年4月26日 +0800 08:31，督办 <duban@djzx.example>，写道：") + `<blockquote type="cite">` + divs(ourReminder) + `</blockquote></div>`, "14 已完成"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords(tt.plain, tt.page); w.Text != tt.want {
				t.Errorf("got %q, want %q (%s)", w.Text, tt.want, w.Reason)
			}
		})
	}
}

// An office addresses its readers as it likes: what stands above its letter is known by the
// letter, and no reader's words.
func TestOwnWords_theSalutationOfALetterAtHandIsNobodysWords(t *testing.T) {
	t.Parallel()
	letter := "各位同志：\n\n谢谢。\n\n3项中：进行中3\n\n综合部\n〔督办 K7Q4M2〕（回复时请保留此编号）"
	known := ReadLetter([]byte("Content-Type: text/plain; charset=utf-8\r\n\r\n" + letter))
	if w := OwnWords("14 同意\n\n"+letter, "", known); w.Text != "14 同意" {
		t.Errorf("got %q (%s)", w.Text, w.Reason)
	}
	if w := OwnWords("各位同志：\n14 同意", "", known); w.Text != "各位同志：\n14 同意" { // without the letter it may be his
		t.Errorf("got %q (%s)", w.Text, w.Reason)
	}
}
