package inbox_test

import (
	"os"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/internal/words"
)

func TestReadWords_picturesOfTheQuoteAreNoFiles(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("message/testdata/picture-in-quote.eml")
	if err != nil {
		t.Fatal(err)
	}
	m := message.Parse(raw, message.Limits{})
	w := inbox.ReadWords(m)
	if len(m.Attachments) != 1 || len(m.Files()) != 0 || words.Say(words.Chinese, m.Attachments[0].Note()) != "引用原文中的图片" || w.Text != "14 已完成：见附件" {
		t.Errorf("got %d attachments, %d files, words %q", len(m.Attachments), len(m.Files()), w.Text)
	}
	const picture = `<img src="data:image/png;base64,iVBORw0KGgpnhocSjNcjuIjI">`
	for name, tt := range map[string]struct {
		page string
		want int
	}{
		"above the quote":                {"<p>见图</p><p>" + picture + "</p><div>------------------ 原始邮件 ------------------</div><div>发件人: a</div><div>主题: b</div><p>x</p>", 1},
		"below the head of the quote":    {"<p>见图</p><div>------------------ 原始邮件 ------------------</div><div>发件人: a</div><div>主题: b</div><p>x</p>" + picture, 0},
		"in a container of the program":  {"<p>见图</p><blockquote type=cite><p>x</p>" + picture + "</blockquote>", 0},
		"one of each, told apart":        {"<p>见图" + picture + "</p><blockquote type=cite><p>x" + picture + "</p></blockquote>", 1},
		"below an answer without a text": {picture, 1},
	} {
		m := message.Parse([]byte("From: a@b.cn\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+tt.page), message.Limits{})
		inbox.ReadWords(m)
		if got := len(m.Files()); got != tt.want {
			t.Errorf("%s: got %d files, want %d", name, got, tt.want)
		}
	}
}

func TestProcessor_linksThatExpireAreAskedForWhoeverKeepsThem(t *testing.T) {
	t.Parallel()
	for name, page := range map[string]string{
		"Aliyun":   `<div>14 已完成，材料见附件。</div><div>超大附件列表  整改材料.zip  [127.3MB]<br/>进入下载页面  <a href="https://mail.djzx.example/alimail/openLinks/downloadMimeMetaDiskBigAttach?id=1">点击下载</a></div>`,
		"Coremail": `<p>14 已完成，请查收。</p><div class="cm-attach"><b>云附件</b><br>整改材料.zip (150.2MB) 有效期至：2026-05-22 <a href="https://mail.djzx.example/coremail/common/nfFile/cloudAttachDownload.jsp?id=1">下载</a></div>`,
		"139":      `<p>14 已完成</p><p>超大附件：</p><p>整改材料.zip (150.2M)</p><a href="https://download.mail.10086.cn/d?id=1">下载</a>`,
		"网盘":       `<p>14 已完成，材料：链接: http://pan.baidu.com/s/1abc 提取码: k8d2</p>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			fate := h.Deliver(h.Reply(n, inboxtest.Jishu, page, "Content-Type: text/html; charset=utf-8", eightBit))
			held := h.Letters(letter.KindHeld, inboxtest.Jishu)
			if fate.State != "quarantined" || h.Part(14, "技术服务部").State != checklist.Open || len(held) != 1 {
				t.Fatalf("got %s: %s, %d letters", fate.State, fate.Reason, len(held))
			}
			if why := inboxtest.Said(held[0].Letter.Receipt.Why); !strings.Contains(why, "请以普通附件重发") {
				t.Errorf("he is told %s", why)
			}
		})
	}
}
