package inbox_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/internal/fulltest"
)

func init() { fulltest.Checks(25) }

// onlyJudges are the events that nobody but a judge may cause.
var onlyJudges = []checklist.EventKind{checklist.EventAccepted, checklist.EventReturned, checklist.EventExtended, checklist.EventRefused, checklist.EventWaived, checklist.EventReopened}

// The law: no mail of an unproven sender changes what only a judge may change, whatever came
// before it. A forger knows every address, and the tokens of all letters but those that ask
// for a confirmation, which only their reader has.
func TestConfirm_noUnprovenMailChangesWhatOnlyAJudgeMayChange(t *testing.T) {
	t.Parallel()
	words := []string{"14 同意", "全部同意", "14 退回：缺照片", "14 同意延期", "29 同意延期到6月10日", "29 不同意延期", "确认", "同意", "是本人", "不是本人", "14 已完成", "29 申请延期到6月10日，因故", "14 撤回", "收到", "再议", "> 14 同意", "14 免办"}
	headers := []string{"", "Precedence: bulk", "Auto-Submitted: auto-replied", "List-Id: <x>", "Authentication-Results: mx.evil.example; dmarc=pass header.from=djzx.example",
		"Authentication-Results: mx.djzx.example; dkim=pass header.d=evil.example", "Authentication-Results: mx.djzx.example; spf=fail smtp.mailfrom=djzx.example", "Received: from evil ([203.0.113.9]) by mx.djzx.example"}
	senders := []string{inboxtest.Zhuren, inboxtest.Jishu, inboxtest.Zonghe, inboxtest.Shouli, "a@evil.example"}
	rapid.Check(t, func(r *rapid.T) {
		h := inboxtest.New(t)
		h.Policy.Unproven = rapid.SampledFrom([]checklist.Unproven{checklist.ConfirmVerdicts, checklist.ConfirmAll, checklist.HoldUnproven, ""}).Draw(r, "unproven")
		h.Policy.AuthServers = rapid.SampledFrom([][]string{nil, {"mx.djzx.example"}}).Draw(r, "believed")
		id := h.Part(29, "技术服务部").ID
		h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventAskedExtend, Assignment: id, Actor: "技术服务部负责人", Day: checklist.Date(2026, 6, 10)}}})
		h.Ask()
		h.Submitted14()
		for i := range rapid.IntRange(1, 8).Draw(r, "mails") {
			n := rapid.SampledFrom(known(h)).Draw(r, fmt.Sprint("letter ", i))
			text := rapid.SampledFrom(words).Draw(r, fmt.Sprint("words ", i))
			var header []string
			if one := rapid.SampledFrom(headers).Draw(r, fmt.Sprint("header ", i)); one != "" {
				header = []string{one}
			}
			h.Deliver(h.Reply(n, rapid.SampledFrom(senders).Draw(r, fmt.Sprint("sender ", i)), text, header...))
		}
		err := h.Store.Events(context.Background(), func(e checklist.Event) error {
			if slices.Contains(onlyJudges, e.Kind) {
				r.Errorf("%s on assignment %d by mail %d", e.Kind, e.Assignment, e.Mail)
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}

// known are the letters whose tokens others may have seen.
func known(h *inboxtest.Office) []db.Notice {
	h.Helper()
	all, err := h.Store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		h.Fatal(err)
	}
	return slices.DeleteFunc(all, func(n db.Notice) bool { return n.Kind.Traits().Binds })
}
