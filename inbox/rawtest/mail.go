package rawtest

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// CRLF makes a mail of lines.
func CRLF(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

const Mixed = "Content-Type: multipart/mixed; boundary=x"

// TextPart, base64Part: parts of a multipart with the boundary x.
func TextPart(s string) string { return "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + s }

func Base64Part(header, body string) string {
	return "--x\r\n" + header + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
}

// AsPerson is a mail that a person answers a letter with; header lines in front
// of it make it something else.
func AsPerson(lines ...string) []byte {
	head := append(lines, "From: =?utf-8?B?5byg5LiJ?= <zhangsan@zhsw.gov.cn>", "To: duban@zhsw.gov.cn",
		"Message-ID: <m1@zhsw.gov.cn>", "In-Reply-To: <duban.K7Q4M2.1@zhsw.gov.cn>", "", "3 已完成")
	return CRLF(head...)
}

// TheirServer is where foreign mail comes from.
var TheirServer = &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 4000}

// OurLetter is a letter as it went out.
const OurLetter = "From: duban@djzx.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
	"技术服务部负责人：\r\n\r\n您有2件事项临近时限。\r\n\r\n14　推行一码通查询\r\n　　时限：2026年4月30日（星期四），还有5个工作日\r\n" +
	"29　部门之间数据共享\r\n　　时限：2026年4月30日（星期四），还有5个工作日\r\n\r\n直接回复本邮件即可登记，例如“14 已完成：采取措施……”。\r\n\r\n综合部（督办）\r\n"

// testdata is where the mails lie, whichever package's test asks: a test runs in the
// folder of its package, below the module. The path of this file is not asked for, since
// it is not known where the tests are built with -trimpath.
func testdata() string {
	const below = "inbox/rawtest/testdata/mail"
	dir, err := os.Getwd()
	for err == nil {
		if found := filepath.Join(dir, below); isFolder(found) {
			return found
		}
		above := filepath.Dir(dir)
		if above == dir {
			break
		}
		dir = above
	}
	return below
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// Corpus names the mails of the corpus.
func Corpus(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(testdata(), "*.eml"))
	if err != nil || len(names) == 0 {
		t.Fatalf("the corpus is missing: %v", err)
	}
	return names
}

// ReadTestFile reads one of them, or another file beside them.
func ReadTestFile(t testing.TB, name string) []byte {
	t.Helper()
	if !filepath.IsAbs(name) {
		name = filepath.Join(testdata(), name)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
