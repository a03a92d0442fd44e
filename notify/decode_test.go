package notify_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"
)

// decoded is a letter as its reader sees it, line ends as LF.
type decoded struct{ headers, subject, text, page string }

var shownHeaders = []string{"Date", "From", "To", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References",
	"Auto-Submitted", "X-Auto-Response-Suppress", "X-Duban-Loop", "Precedence", "Return-Path"}

func decode(t *testing.T, raw []byte) (d decoded) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	words := new(mime.WordDecoder)
	for _, h := range shownHeaders {
		v, err := words.DecodeHeader(m.Header.Get(h))
		if err != nil {
			t.Fatal(err)
		}
		if v != "" {
			d.headers += fmt.Sprintf("%s: %s\n", h, v)
		}
		if h == "Subject" {
			d.subject = v
		}
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %s: %v", kind, err)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	d.text, d.page = part(t, parts, "text/plain"), part(t, parts, "text/html")
	return d
}

func part(t *testing.T, parts *multipart.Reader, kind string) string {
	t.Helper()
	p, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Header.Get("Content-Type"); got != kind+"; charset=UTF-8" {
		t.Errorf("a part is %q, want %s in UTF-8", got, kind)
	}
	body, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, p))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(body), "\r\n", "\n")
	if strings.Count(string(body), "\r\n") != strings.Count(text, "\n") {
		t.Errorf("a line of %s does not end in CRLF", kind)
	}
	return text
}
