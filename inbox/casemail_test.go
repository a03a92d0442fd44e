package inbox_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/inbox/rawtest"
	"duban/internal/words"
)

const eightBit = "Content-Transfer-Encoding: 8bit"

// parts is a mail of several parts that answers a letter.
func mailOf(h *inboxtest.Office, n db.Notice, list ...string) []byte {
	return h.Reply(n, inboxtest.Jishu, strings.Join(append(list, "--x--"), "\r\n"), rawtest.Mixed, eightBit)
}

// file is a part that is attached.
func file(name, mediaType string, content []byte) string {
	return "--x\r\nContent-Type: " + mediaType + "; name=\"" + name + "\"\r\nContent-Disposition: attachment; filename=\"" + name +
		"\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(content)
}

// Mails that are damaged, enormous or strange: nothing is lost, and what cannot
// be read to the end closes nothing.
func TestProcessor_strangeMails(t *testing.T) {
	t.Parallel()
	zip := append([]byte("PK\x03\x04\x14\x00\x00\x00"), make([]byte, 200)...)
	locked := bytes.Replace(zip, []byte("\x14\x00\x00\x00"), []byte("\x14\x00\x01\x00"), 1)
	for name, tt := range map[string]struct {
		mail                func(h *inboxtest.Office, n db.Notice) []byte
		disposition, reason string
		item                checklist.State
		files               int
		note                string // of the first file
	}{
		"M01 a bomb of parts": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), strings.Repeat("--x\r\n\r\n\r\n", 100_000))
		}, "quarantined", "1000 个部分", checklist.Open, 0, ""},
		"M02 nested too deep": {func(h *inboxtest.Office, n db.Notice) []byte {
			var b strings.Builder
			for i := range 1000 {
				fmt.Fprintf(&b, "--%d\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n", i, i+1)
			}
			return h.Reply(n, inboxtest.Jishu, b.String()+"14 已完成", "Content-Type: multipart/mixed; boundary=0", eightBit)
		}, "quarantined", "嵌套超过", checklist.Open, 0, ""},
		"M03 mails in mails": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), "--x\r\n"+strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 300)+"x")
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"M04 a header line of 10 MB": {func(h *inboxtest.Office, n db.Notice) []byte {
			return append(h.Reply(n, inboxtest.Jishu, "14 已完成", "From: <"+inboxtest.Jishu+">", "X: "+strings.Repeat("x", 10<<20)), "x"...)
		}, "quarantined", "256 KB", checklist.Open, 0, ""},
		"M05 100 000 header fields": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "14 已完成", "From: <"+inboxtest.Jishu+">", strings.Repeat("X: x\r\n", 40_000)+"X: x")
		}, "quarantined", "1000 个字段", checklist.Open, 0, ""},
		"M06 over the limit": {func(h *inboxtest.Office, n db.Notice) []byte {
			h.Policy.Limits = message.Limits{Bytes: 5000}
			return h.Reply(n, inboxtest.Jishu, "14 已完成"+strings.Repeat("。", 5000))
		}, "quarantined", "超过上限", checklist.Open, 0, ""},
		"M07 a file cut off": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, rawtest.TextPart("14 已完成")+"\r\n"+strings.TrimSuffix(file("a.pdf", "application/pdf", []byte("%PDF-1.7 abcdef")), "ZGVm"), rawtest.Mixed, eightBit)
		}, "filed", "第14项", checklist.Submitted, 1, "附件可能不完整"},
		"M10 a zip is not opened": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("bomb.zip", "application/zip", zip))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"M11 nor a zip in a zip": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("nested.zip", "application/zip", append(zip, zip...)))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"M12 nor one that claims a million entries": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("many.zip", "application/zip", append(zip, "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff"...)))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"M15 a program that calls itself a picture": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("a.png", "image/png", []byte("MZ\x90\x00\x03\x00")))
		}, "filed", "第14项", checklist.Submitted, 1, "可执行文件"},
		"M16 a page": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("a.svg", "image/svg+xml", []byte("<svg onload=x>")))
		}, "filed", "第14项", checklist.Submitted, 1, "只可下载"},
		"M17 a locked zip": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), file("a.zip", "application/zip", locked))
		}, "filed", "第14项", checklist.Submitted, 1, "已加密"},
		"M18 two types": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "14 已完成", "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html")
		}, "filed", "第14项", checklist.Submitted, 0, ""},
		"M19 a charset of nobody": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "14 已完成", "Content-Type: text/plain; charset=x-nobody")
		}, "filed", "第14项", checklist.Submitted, 0, ""},
		"M20 the rest stands elsewhere": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("14 已完成"), "--x\r\nContent-Type: message/external-body; access-type=URL; URL=\"http://evil.example\"\r\n\r\nx")
		}, "quarantined", "不完整", checklist.Open, 1, ""},
		"M21 a damaged winmail.dat, no words": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, file("winmail.dat", "application/ms-tnef", rawtest.ReadTestFile(t, "winmail.dat")[:100]))
		}, "quarantined", "winmail.dat", checklist.Open, 1, "重发"},
		"M26 all in a winmail.dat": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, file("winmail.dat", "application/ms-tnef", rawtest.ReadTestFile(t, "winmail.dat")))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"M27 signed": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, rawtest.TextPart("14 已完成")+"\r\n--x\r\nContent-Type: application/pgp-signature\r\n\r\nz\r\n--x--", "Content-Type: multipart/signed; boundary=x", eightBit)
		}, "filed", "第14项", checklist.Submitted, 0, ""},
		"M27 encrypted": {func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "z", "Content-Type: application/pkcs7-mime; name=smime.p7m")
		}, "quarantined", "已加密", checklist.Open, 1, ""},
		"C33 a file and no word but the program's": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, rawtest.TextPart("发自我的企业微信"), file("整改.pdf", "application/pdf", []byte("%PDF-1.7")))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"C33 by DingTalk, as a page": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<div><br></div><div>来自钉钉专属商务邮箱</div>", file("整改.pdf", "application/pdf", []byte("%PDF-1.7")))
		}, "filed", "第14项", checklist.Submitted, 1, ""},
		"a logo is no evidence": {func(h *inboxtest.Office, n db.Notice) []byte {
			return mailOf(h, n, "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>收到，谢谢</p><img src='cid:logo'>",
				"--x\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\n\r\n\x89PNG\r\n\x1a\n")
		}, "filed", "第14项", checklist.Open, 1, "签名图片"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			disposition := h.Deliver(tt.mail(h, h.Ask()))
			if string(disposition.State) != tt.disposition || !strings.Contains(words.Say(words.Chinese, disposition.Reason), tt.reason) {
				t.Errorf("got %s: %s", disposition.State, disposition.Reason)
			}
			if got := h.Part(14, "技术服务部").State; got != tt.item {
				t.Errorf("item 14 is %s", got)
			}
			files, err := h.Store.AttachmentsOf(context.Background(), disposition.ID)
			if err != nil || len(files) != tt.files || len(files) > 0 && !strings.Contains(words.Say(words.Chinese, files[0].Note), tt.note) {
				t.Errorf("got files %+v, %v", files, err)
			}
			if stray, _ := filepath.Glob(filepath.Join(filepath.Dir(h.Store.Where()), "*.zip")); stray != nil {
				t.Errorf("something was unpacked: %v", stray)
			}
		})
	}
}

// Programs carry the token back each in its own way; one is enough.
func TestProcessor_repliesFindTheirLetter(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]func(h *inboxtest.Office, n db.Notice) []byte{
		"C26 QQ's web mail: no quote, References of its own": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "已完成", "References: <tencent_0@qq.com>")
		},
		"C27 Foxmail: References only": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "回复: 交办", "已完成", "References: <x@y.cn>\r\n "+n.MessageID)
		},
		"C28 the id was rewritten, the tag is left": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Reply(n, inboxtest.Jishu, "已完成", "In-Reply-To: <tencent_9@qq.com>", "References: <tencent_9@qq.com>")
		},
		"C30 other brackets and many prefixes": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "回复：答复：Re：[督办 "+string(n.Token)+" ]交办", "已完成")
		},
		"the address written to": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "交办", "已完成", "To: <duban+"+string(n.Token)+"@djzx.example>")
		},
		"the foot of the quote": func(h *inboxtest.Office, n db.Notice) []byte {
			return h.Mail(inboxtest.Jishu, "交办", "已完成\n\n> "+n.Token.Tag())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := inboxtest.New(t)
			n := h.Ask()
			if disposition := h.Deliver(tt(h, n)); disposition.State != "filed" || disposition.Answers != n.ID {
				t.Errorf("got %s: %s", disposition.State, disposition.Reason)
			}
			if got := h.Part(14, "技术服务部").State; got != checklist.Submitted {
				t.Errorf("item 14 is %s", got)
			}
		})
	}
}

func TestProcessor_C33_filesAloneClaimTheOnlyItemAndTheReceiptSaysHowToTakeItBack(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	disposition := h.Deliver(mailOf(h, h.Ask(), rawtest.TextPart("发自我的企业微信"), file("整改.pdf", "application/pdf", []byte("%PDF-1.7"))))
	evidence, err := h.Store.EvidenceOfMail(context.Background(), disposition.ID)
	if err != nil || len(evidence) != 1 || evidence[0].Verb != checklist.VerbDone || evidence[0].Text != "" || disposition.Text != "" {
		t.Errorf("got %+v, %q, %v", evidence, disposition.Text, err)
	}
	receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if len(receipts) != 1 {
		t.Fatalf("got %d receipts", len(receipts))
	}
	filed := receipts[0].Letter.Receipt.Filed
	if len(filed) != 1 || inboxtest.Said(filed[0].Outcome) != "已办结，待审核" || inboxtest.Said(filed[0].Hint) != "来信只有附件，按办结登记；尚未办结的，请回复“14 撤回”" {
		t.Errorf("got %+v", filed)
	}
	h.Deliver(h.Reply(receipts[0], inboxtest.Jishu, "14 撤回"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Open {
		t.Errorf("taken back: item 14 is %s", got)
	}
}

func TestProcessor_C33_filesAloneForSeveralItemsAreAskedAboutOnce(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29)
	disposition := h.Deliver(mailOf(h, n, rawtest.TextPart("发自我的企业微信"), file("整改.pdf", "application/pdf", []byte("%PDF-1.7"))))
	questions := h.Letters(letter.KindQuestion, inboxtest.Jishu)
	if disposition.State != "asked" || len(questions) != 1 || h.Answers() != 1 || h.Part(29, "技术服务部").State != checklist.Open {
		t.Fatalf("got %+v, %d questions, %d letters", disposition, len(questions), h.Answers())
	}
	if disposition := h.Deliver(h.Reply(questions[0], inboxtest.Jishu, "29")); disposition.State != "filed" {
		t.Errorf("answered: %+v", disposition)
	}
	evidence, err := h.Store.EvidenceOfMail(context.Background(), disposition.ID)
	if err != nil || len(evidence) != 1 || evidence[0].Verb != checklist.VerbDone {
		t.Errorf("the files are evidence: %+v, %v", evidence, err)
	}
	if a, b := h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State; a != checklist.Open || b != checklist.Submitted {
		t.Errorf("item 14 is %s, 29 is %s", a, b)
	}
}

func TestProcessor_C33_aBareNumberWithAFileClaimsThatItem(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Letter(letter.KindAssign, inboxtest.Jishu, 14, 29)
	h.Deliver(mailOf(h, n, rawtest.TextPart("29"), file("整改.pdf", "application/pdf", []byte("%PDF-1.7"))))
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14")) // a number alone claims nothing
	if a, b := h.Part(14, "技术服务部").State, h.Part(29, "技术服务部").State; a != checklist.Open || b != checklist.Submitted {
		t.Errorf("item 14 is %s, 29 is %s", a, b)
	}
}

func TestProcessor_C25_linksThatExpireAreAskedForAgain(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	const words = "14 已完成，材料见附件。\n\n从QQ邮箱发来的超大附件\n\n整改材料.zip (128.03M, 2026年05月16日 15:00 到期)进入下载页面：https://mail.qq.com/cgi-bin/ftnExs_download?k=a"
	n := h.Ask()
	disposition := h.Deliver(h.Reply(n, inboxtest.Jishu, words))
	if disposition.State != "quarantined" || h.Part(14, "技术服务部").State != checklist.Open {
		t.Errorf("got %s: %s", disposition.State, disposition.Reason)
	}
	held := h.Letters(letter.KindHeld, inboxtest.Jishu)
	if len(held) != 1 {
		t.Fatalf("got %d letters", len(held))
	}
	for _, want := range []string{"整改材料.zip", "2026年05月16日 15:00到期", "请以普通附件重发"} {
		if why := inboxtest.Said(held[0].Letter.Receipt.Why); !strings.Contains(why, want) {
			t.Errorf("no %q in %s", want, why)
		}
	}
	beside := mailOf(h, n, rawtest.TextPart(words), file("整改.pdf", "application/pdf", []byte("%PDF-1.7")))
	if disposition := h.Deliver(beside); disposition.State != "filed" {
		t.Errorf("with a file beside the link: %s: %s", disposition.State, disposition.Reason)
	}
	if unread := fmt.Sprint(inboxtest.AllSaid(h.Letters(letter.KindReceipt, inboxtest.Jishu)[0].Letter.Receipt.Unread)); !strings.Contains(unread, "整改材料.zip") {
		t.Errorf("beside a file he is told of the link: %s", unread)
	}
	quoted := h.Reply(n, inboxtest.Jishu, "14 已完成\n\n------------------ 原始邮件 ------------------\n发件人: a\n主题: b\n\n"+words)
	if disposition := h.Deliver(quoted); disposition.State != "filed" {
		t.Errorf("a link in the quote: %s: %s", disposition.State, disposition.Reason)
	}
}

func TestProcessor_H06_partsThatContradictEachOtherCloseNothing(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	raw := h.Reply(h.Ask(), inboxtest.Jishu, "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n14 已完成\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>14 未完成</p>\r\n--x--",
		"Content-Type: multipart/alternative; boundary=x", eightBit)
	disposition := h.Deliver(raw)
	receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if disposition.State != "filed" || h.Part(14, "技术服务部").State != checklist.Open || len(receipts) != 1 {
		t.Fatalf("got %+v", disposition)
	}
	if hint := inboxtest.Said(receipts[0].Letter.Receipt.Filed[0].Hint); !strings.Contains(hint, "说法不一") || !strings.Contains(hint, "14 未完成") {
		t.Errorf("the hint is %q", hint)
	}
}

func TestProcessor_H03_hiddenWordsCloseNothing(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	disposition := h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, `<p>14 正在办理<span style="display:none">。14 已完成</span></p>`, "Content-Type: text/html; charset=utf-8"))
	if got := h.Part(14, "技术服务部").State; got != checklist.Open || strings.Contains(disposition.Text, "已完成") {
		t.Errorf("item 14 is %s by %q", got, disposition.Text)
	}
}

func TestProcessor_P02_nothingOfAMailBreaksALineOfOurAnswer(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	n := h.Ask()
	h.Deliver(h.Reply(n, inboxtest.Jishu, "14 进展：甲", "Message-ID: <a\r\n Bcc: x@evil.example\r\n @qq.com>", "Subject: "+n.Token.Tag()+"=?utf-8?q?=0D=0ABcc:_x@evil.example?="))
	receipts := h.Letters(letter.KindReceipt, inboxtest.Jishu)
	if len(receipts) != 1 {
		t.Fatalf("got %d receipts", len(receipts))
	}
	if got := receipts[0].Letter; got.InReplyTo != "" || strings.Contains(receipts[0].LetterJSON, `\nBcc`) {
		t.Errorf("echoed: %q\n%s", got.InReplyTo, receipts[0].LetterJSON)
	}
}

func TestProcessor_P14_theDayOfReceiptDecidesWhateverTheSenderClaims(t *testing.T) {
	t.Parallel()
	for _, claimed := range []string{"Date: Thu, 01 Jan 1970 00:00:00 +0000", "Date: Thu, 01 Jan 2099 00:00:00 +0000", "Date: gestern"} {
		h := inboxtest.New(t)
		h.Deliver(h.Reply(h.Ask(), inboxtest.Jishu, "14 申请延期到5月20日，因设备未到", claimed))
		if got := h.Part(14, "技术服务部").Asked; got != checklist.Date(2026, 5, 20) {
			t.Errorf("%s: asked for %s", claimed, got)
		}
		late := inboxtest.New(t)
		n := late.Ask()
		late.At = checklist.Date(2026, 5, 2).At(9, 0, inboxtest.Zone)
		late.Deliver(late.Reply(n, inboxtest.Jishu, "14 申请延期到5月20日，因设备未到", claimed))
		if got := late.Part(14, "技术服务部").Asked; got != 0 {
			t.Errorf("%s, after the deadline: asked for %s", claimed, got)
		}
	}
}

func TestProcessor_P14_aMailJudgedLateIsHeldAgainstTheDayItCame(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 申请延期到5月20日，因设备未到"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	h.At = h.At.AddDate(0, 0, 20) // the daemon was down for that long
	if _, err := h.Processor.File(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if got := h.Part(14, "技术服务部").Asked; got != checklist.Date(2026, 5, 20) {
		t.Errorf("asked for %s", got)
	}
}

func TestReceive_M14_aLinkInTheStoreLeadsNowhere(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	if h.Store.FilesDir() == "" {
		t.Skip("on a server large mails are rows")
	}
	outside := t.TempDir()
	raw := h.Mail(inboxtest.Jishu, "x", strings.Repeat("大", 100_000))
	sum := sha256.Sum256(raw)
	if err := os.MkdirAll(h.Store.FilesDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(h.Store.FilesDir(), hex.EncodeToString(sum[:1]))); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: raw, Source: "lmtp"}); err == nil {
		t.Error("a mail was stored through a link")
	}
	if found, _ := os.ReadDir(outside); len(found) > 0 {
		t.Errorf("outside the store: %v", found)
	}
}
