package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestExplain_saysWhatIsMadeOfAMailAndFilesNothing(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("a.eml", []byte(strings.Join([]string{"From: jishu@djzx.example", "To: duban@djzx.example", "Subject: =?utf-8?B?5Zue5aSN?=", "Content-Type: text/plain; charset=utf-8", "",
		"14 已完成，材料见附件。", "", "从QQ邮箱发来的超大附件", "整改.zip (128.03M, 2027年05月16日 15:00 到期)进入下载页面：https://mail.qq.com/cgi-bin/ftnExs_download?k=a", "",
		"------------------ 原始邮件 ------------------", "发件人: 督办", "发送时间: 2026-04-01", "主题: x", "", "一码通", ""}, "\r\n")))
	got := o.must("explain", filepath.Join(o.dir, "a.eml"))
	for _, want := range []string{"发件人未核验", "正文　14 已完成", "略去的引用　", "一码通", "略去的依据　“原始邮件”分隔线", "略去的签名　", "读作　[14] 完成", "超大附件　整改.zip　2027年05月16日 15:00到期", "缺陷　没有日期"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if got := o.must("explain", "--json", filepath.Join(o.dir, "a.eml")); !strings.Contains(got, `"links":[{"name":"整改.zip"`) || !strings.Contains(got, `"proof":"unproven"`) {
		t.Errorf("json:\n%s", got)
	}
	if status := o.duban("status"); status != exitFailed || !strings.Contains(o.err.String(), "还没有数据库") {
		t.Errorf("something was filed: exit %d\n%s%s", status, &o.out, &o.err)
	}
}

func TestExplain_readsTheDaysOfAnAutomaticReply(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("a.eml", []byte("From: jishu@djzx.example\r\nAuto-Submitted: auto-replied\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n4月1日至4月6日休假。\r\n"))
	if got := o.must("explain", filepath.Join(o.dir, "a.eml")); !strings.Contains(got, "外出　4月1日至4月6日") {
		t.Errorf("got\n%s", got)
	}
}
