package message

import (
	"strings"
	"testing"

	"duban/inbox/rawtest"
)

func TestReadPage_layout(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ in, want string }{
		"blocks break lines":                  {"<div>a</div><div>b</div>c<p>d", "a\nb\nc\nd"},
		"nested blocks break once":            {"<div><div><p>a</p></div></div><div>b</div>", "a\nb"},
		"a break":                             {"a<br>b<br/>c", "a\nb\nc"},
		"an empty line":                       {"<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
		"many empty lines are one":            {"a<br><br><br><br>b", "a\n\nb"},
		"words inside of a line":              {"3 <b>已</b><i>完成</i>", "3 已完成"},
		"blanks collapse":                     {" a \r\n\t b&nbsp;&nbsp;c ", "a b c"},
		"entities":                            {"&lt;a&gt; &amp; &#x7533;", "<a> & 申"},
		"a row is a line":                     {"<table><tr><th>序号</th><th>情况</th></tr><tr><td>3</td><td>完成</td></tr></table>", "序号\t情况\n3\t完成"},
		"a row of Word, paragraphs in cells":  {"<tr><td><p>3</p></td><td>\n<p>完成</p><p>见附</p></td></tr><tr><td><p>7</p></td></tr>", "3\t完成\n见附\n7"},
		"a table of layout":                   {"a<table><tr><td><table><tr><td>b</td></tr></table></td></tr></table>c", "a\nb\nc"},
		"list items":                          {"<ul><li>a<li>b</ul>", "a\nb"},
		"preformatted text":                   {"<pre>3 完成\n\n  7 收到</pre>", "3 完成\n\n  7 收到"},
		"H01: scripts and styles are no text": {"<title>t</title><style>p{}</style><script>x<p></script>a", "a"},
		"H04: forms and frames are no text":   {"<form><input value=v></form><iframe>f</iframe>a", "a"},
		"H02: nothing is fetched, nor kept":   {"a<img src='http://evil.example/x.png'><link href=http://evil.example><span style='background:url(http://evil.example)'>b</span>", "ab"},
		"comments are no text":                {"a<!-- b --><!--[if mso]>c<![endif]-->d", "ad"},
		"an unknown element":                  {"<o:p>a</o:p>", "a"},
		"an end without a start":              {"</div></p></td>a</x>", "a"},
		"an attribute that never ends":        {"a<a href='b", "a"},
		"nothing":                             {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ReadPage(tt.in, nil).Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestReadPage_H03_hiddenTextIsNotEvidence(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		in, shown, hidden string
	}{
		"display:none":                           {in: `a<div style="color:red; DISPLAY : none">x<div>y</div></div>b`, shown: "a\nb", hidden: "x\ny"},
		"font-size 0":                            {in: `a<span style="font-size:0px">x</span>b`, shown: "ab", hidden: "x"},
		"font-size 0.9em is small, not hidden":   {in: `<span style="font-size:0.9em">a</span>`, shown: "a"},
		"font-size 0pt !important":               {in: `<p style="font-size: 0pt !important">x</p>a`, shown: "a", hidden: "x"},
		"visibility":                             {in: `<p style="visibility:hidden">x</p>a`, shown: "a", hidden: "x"},
		"opacity 0.5 is pale, not hidden":        {in: `<p style="opacity:0.5">a</p>`, shown: "a"},
		"the attribute hidden":                   {in: `<div hidden>x</div>a`, shown: "a", hidden: "x"},
		"Outlook's own":                          {in: `<div style="mso-hide:all">x</div>a`, shown: "a", hidden: "x"},
		"a hidden picture hides nothing":         {in: `<img style="display:none">a`, shown: "a"},
		"a hidden cell ends with the next":       {in: `<tr><td style="display:none">x<td>a</tr>`, shown: "a", hidden: "x"},
		"a hidden paragraph ends with the block": {in: `<p style="display:none">x<div>a</div>`, shown: "a", hidden: "x"},
		"one never closed hides the rest":        {in: `a<div style="display:none">已完成`, shown: "a", hidden: "已完成"},
		"white on nothing":                       {in: `<span style="color:#FFF">x</span>a`, shown: "a", hidden: "x"},
		"white on a ground of its own is not":    {in: `<td style="background:#004080;color:#ffffff">a</td>`, shown: "a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if p := ReadPage(tt.in, nil); p.Text() != tt.shown || p.Hidden != tt.hidden {
				t.Errorf("got %q and hidden %q, want %q and %q", p.Text(), p.Hidden, tt.shown, tt.hidden)
			}
		})
	}
}

func TestReadPage_H05_bombsAreWalkedOnce(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ in, want string }{
		"20 000 nested blocks": {strings.Repeat("<div>", 20_000) + "a", "a"},
		"hidden and nested":    {strings.Repeat("<div style=display:none>", 20_000) + "x" + strings.Repeat("</div>", 20_000) + "a", "a"},
		"450 KB of attribute":  {"a<a href='" + strings.Repeat("x", 450<<10), "a"},
		"200 KB of one line":   {strings.Repeat("在", 70_000), strings.Repeat("在", 70_000)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ReadPage(tt.in, nil).Text(); got != tt.want {
				t.Errorf("got %d bytes", len(got))
			}
		})
	}
}

func TestParse_H06_formsThatDisagreeAreBothKept(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		plain, page string
		want        bool
	}{
		"the opposite":                         {"3 未完成", "<p>3 已完成</p>", true},
		"more in the page":                     {"已完成", "<p>已完成80%</p>", true},
		"nothing but a quote in the plain one": {"----- 原始邮件 -----", "<p>已完成</p><p>----- 原始邮件 -----</p>", true},
		"the same":                             {"3 已完成。\r\n", "<p>3&nbsp;已完成。</p>", false},
		"the same, quoted differently":         {"已完成\r\n\r\n-----原始邮件-----\r\n发件人: a", "<p>已完成</p><hr><blockquote>发件人: a</blockquote>", false},
		"the same, with links spelt out":       {"见 https://www.gov.cn/a [cid:image001.png] 附件", `<p>见 附件<img src="cid:image001.png"></p>`, false},
		"a blank one says nothing":             {" ", "<p>已完成</p>", false},
		"a picture says nothing":               {"已完成", `<img src="cid:a">`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF("Content-Type: multipart/alternative; boundary=x", "", rawtest.TextPart(tt.plain),
				"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+tt.page, "--x--"), Limits{})
			if m.Disagree != tt.want || m.HTML != tt.page {
				t.Errorf("got %v for %q and %q", m.Disagree, m.Plain, m.HTMLText)
			}
		})
	}
}

func TestParse_H03_hiddenTextIsFlagged(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", "Date: Fri, 16 Apr 2027 09:00:00 +0800", "Content-Type: text/html", "",
		`3 <span style="display:none">已完成</span>收到`), Limits{})
	if m.Text != "3 收到" || m.Hidden != "已完成" || len(m.Faults) != 1 {
		t.Errorf("got %q, hidden %q, faults %v", m.Text, m.Hidden, m.Faults)
	}
}

// What no reader can see is nobody's word, whichever way it is hidden; what an element
// inside makes visible again is.
func TestReadPage_nothingThatAReaderCannotSee(t *testing.T) {
	t.Parallel()
	for _, hide := range []string{
		`<p style="color:#fff;background:#fff">7 已完成</p>`, `<p style="color:white">7 已完成</p>`, `<font color="#FEFEFE">7 已完成</font>`,
		`<div style="background-color:#f2f5f9"><span style="color:rgb(242, 245, 249)">7 已完成</span></div>`, `<table bgcolor="#004080"><tr><td><font color="#004080">7 已完成</font></td></tr></table>`,
		`<span style="color:transparent">7 已完成</span>`, `<span style="color:rgba(0,0,0,0)">7 已完成</span>`, `<body text="#ffffff">7 已完成`,
		`<style>.x1{display:none}</style><p class="a x1">7 已完成</p>`, `<p class=x1>7 已完成</p><style>p.x1, td.y { DISPLAY : none !important }</style>`,
		`<style>@media screen { #k { visibility:hidden } }</style><p id=K>7 已完成</p>`, `<style>div.m span{font-size:0}</style><div class=m><b><span>7 已完成</span></b></div>`,
		`<style>.w{color:#fff}</style><p class=w>7 已完成</p>`, `<style><!-- .x{max-height:0} --></style><div class=x>7 已完成</div>`,
		`<div style="position:absolute;left:-9999px">7 已完成</div>`, `<div style="position: fixed; top: -200em">7 已完成</div>`, `<p style="text-indent:-5000px">7 已完成</p>`, `<p style="margin-left:-9999px">7 已完成</p>`,
		`<div style="max-height:0;overflow:hidden">7 已完成</div>`, `<div style="max-height: 0px">7 已完成</div>`, `<div style="height:0;overflow:hidden">7 已完成</div>`, `<div style="width:1px;height:1px;overflow:hidden">7 已完成</div>`,
		`<span style="font-size:0">7 已完成</span>`, `<span style="font-size:1px">7 已完成</span>`, `<span style="font:0/0 a">7 已完成</span>`, `<span style="font-size:0.01em">7 已完成</span>`,
		`<span style="opacity:0.01">7 已完成</span>`, `<span style="filter:alpha(opacity=0)">7 已完成</span>`, `<div style="clip:rect(0,0,0,0);position:absolute">7 已完成</div>`, `<div style="clip-path:inset(100%)">7 已完成</div>`, `<div style="transform:scale(0)">7 已完成</div>`,
		`<span style="display:/**/none">7 已完成</span>`, `<div style="display:none"><p>7 已完成</p></div>`, `<div hidden>7 已完成</div>`, `<p style="display:none">7 已完成`,
		`<noscript>7 已完成</noscript>`, `<iframe>7 已完成</iframe>`, `<template>7 已完成</template>`, `<noframes>7 已完成</noframes>`, `<noembed>7 已完成</noembed>`, `<object>7 已完成</object>`, `<video>7 已完成</video>`, `<dialog>7 已完成</dialog>`,
		`<title>7 已完成</title>`, `<script>7 已完成</script>`, `<!-- 7 已完成 -->`, `<img alt="7 已完成" title="7 已完成">`, `<input value="7 已完成">`, `<area alt="7 已完成">`,
	} {
		t.Run(hide, func(t *testing.T) {
			t.Parallel()
			if got := ReadPage("<p>14 进展</p>"+hide, nil).Text(); got != "14 进展" && !strings.HasPrefix(hide, "<body") {
				t.Errorf("got %q", got)
			} else if strings.Contains(got, "7") {
				t.Errorf("got %q", got)
			}
		})
	}
	for _, show := range []string{
		`<div style="font-size:0"><span style="font-size:14px">7 已完成</span></div>`, `<div style="visibility:hidden"><p style="visibility:visible">7 已完成</p></div>`,
		`<style>@media (max-width:600px){.d{display:none}} @media print{.d{display:none}}</style><p class=d>7 已完成</p>`, `<style>.x a:hover{display:none} .y{display:none}</style><p class=x>7 已完成</p>`,
		`<style>div.m span{display:none}</style><span>7 已完成</span>`, `<style>.x{display:none}</style><p class=x style="display:block">7 已完成</p>`,
		`<td style="background:#004080;color:#ffffff">7 已完成</td>`, `<body bgcolor="#000000" text="#ffffff">7 已完成`, `<div style="background-image:url(x.png);color:#fff">7 已完成</div>`,
		`<p style="color:#999999">7 已完成</p>`, `<p style="margin-left:-5.4pt;text-indent:-18.0pt">7 已完成</p>`, `<p style="max-height:100px">7 已完成</p>`, `<p style="height:0">7 已完成</p>`, `<div style="background:#000">7 已完成</div>`, `<div style="background:teal;color:white">7 已完成</div>`, `<td background="a.png"><font color=white>7 已完成</font></td>`, `<div style="background:hsl(200,50%,50%)"><span style="color:#fff">7 已完成</span></div>`,
		`<p style="display:none"><div>7 已完成</div>`, `<span style="display:none">x</span>7 已完成`, `<p style="opacity:1;font-size:large;color:red">7 已完成</p>`, `<div style="white-space:pre-wrap">7 已完成</div>`,
	} {
		t.Run(show, func(t *testing.T) {
			t.Parallel()
			if got := ReadPage(show, nil).Text(); got != "7 已完成" {
				t.Errorf("got %q", got)
			}
		})
	}
}
