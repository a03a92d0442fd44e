package inquire

import (
	"testing"
	"time"

	"duban/db"
)

func TestOthersStamp_isNeverOurOwn(t *testing.T) {
	t.Parallel()
	const ours = "Received: from x (1.2.3.4)\r\n\tby mx.djzx.example with ESMTP;\r\n\tWed, 22 Apr 2026 09:00:00 +0800\r\n"
	const theirs = "Received: from y by z (Postfix) with ESMTPS id 4F; Wed, 22 Apr 2026 08:58:30 +0800 (CST)\r\n"
	at := time.Date(2026, 4, 22, 0, 58, 30, 0, time.UTC)
	for reason, row := range map[string]struct {
		source, head string
		want         time.Time
	}{
		"the mailbox's server":             {"imap/INBOX", theirs, at},
		"the topmost, which is the newest": {"lmtp", theirs + "Received: by w; Tue, 21 Apr 2026 08:00:00 +0800\r\n", at},
		"our listener's stamp is skipped":  {"smtp", ours + theirs, at},
		"and there may be no other":        {"smtp", ours, time.Time{}},
		"a mail that nobody stamped":       {"lmtp", "", time.Time{}},
		"a stamp without a date":           {"lmtp", "Received: from y by z; yesterday\r\n", time.Time{}},
	} {
		got, ok := othersStamp(db.Mail{Source: row.source}, []byte(row.head+"Subject: x\r\n\r\nx\r\n"))
		if !got.Equal(row.want) || ok == row.want.IsZero() {
			t.Errorf("%s: got %v, %v", reason, got, ok)
		}
	}
}
