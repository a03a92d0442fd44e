package message

import (
	"testing"
	"time"

	"duban/inbox/rawtest"
)

func TestTakenAt_theTopmostServerTellsWhen(t *testing.T) {
	t.Parallel()
	for reason, tt := range map[string]struct {
		raw  []byte
		want string
	}{
		"folded":             {rawtest.CRLF("Return-Path: <a@b.cn>", "Received: from x by mail.djzx.example", "\twith ESMTP; Wed, 29 Apr 2026 16:20:00 +0800 (CST)", "Received: from y; Tue, 28 Apr 2026 09:00:00 +0800", "", "x"), "2026-04-29T08:20:00Z"},
		"one line":           {rawtest.CRLF("received: by x; 29 Apr 2026 16:20:00 +0800", "", "x"), "2026-04-29T08:20:00Z"},
		"none":               {rawtest.CRLF("Subject: x", "", "Received: by x; 29 Apr 2026 16:20:00 +0800"), ""},
		"without a day":      {rawtest.CRLF("Received: from x by y", "", "x"), ""},
		"a day that is none": {rawtest.CRLF("Received: from x; yesterday", "Received: from y; 29 Apr 2026 16:20:00 +0800", "", "x"), ""},
		"nothing":            {nil, ""},
	} {
		got := TakenAt(tt.raw)
		if tt.want == "" && !got.IsZero() || tt.want != "" && got.UTC().Format(time.RFC3339) != tt.want {
			t.Errorf("%s: %s", reason, got)
		}
	}
}
