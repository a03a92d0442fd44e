package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"mime"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/daemon/daemontest"
	"duban/internal/fulltest"
)

// repliedWith is a reply as a case has it, with what is right of each item.
type repliedWith struct {
	ID          string              `json:"id"`
	Words       string              `json:"words"`
	Allowed     map[string][]string `json:"allowed"`
	Others      []string            `json:"others"`
	Attachments []string            `json:"attachments"`
}

func readReplies(t *testing.T, names ...string) (all []repliedWith) {
	t.Helper()
	n := 0
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join("../../inbox/answer/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			var c repliedWith
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			if n++; strings.HasPrefix(name, "more-") && n%5 != 0 {
				continue // the reader's own test holds them all
			}
			all = append(all, c)
		}
	}
	return all
}

// mail is the reply to a letter.
func (c repliedWith) mail(n db.Notice, from string, at time.Time) []byte {
	head := fmt.Sprintf("From: <%s>\r\nTo: duban@djzx.example\r\nSubject: %s\r\nMessage-ID: <%s@x.example>\r\nDate: %s\r\n", from,
		mime.BEncoding.Encode("utf-8", "回复："+n.Token.Tag()), c.ID, at.Format(time.RFC1123Z))
	text := "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(c.Words)) + "\r\n"
	if len(c.Attachments) == 0 {
		return []byte(head + text)
	}
	body := head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + text
	for _, name := range c.Attachments {
		body += "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"" + mime.BEncoding.Encode("utf-8", name) + "\"\r\n\r\n%PDF-1.7 x\r\n"
	}
	return []byte(body + "--x--\r\n")
}

// done is what explain --json says would be done.
type done struct {
	State string `json:"state"`
	Acts  []struct {
		No  int    `json:"no"`
		Act string `json:"act"`
		Day string `json:"day"`
	} `json:"acts"`
	Asked []struct {
		No  int    `json:"no"`
		Why string `json:"why"`
	} `json:"asked"`
}

// outcome is what becomes of an item.
func (d done) outcome(no int) string {
	for _, q := range d.Asked {
		if q.No == no {
			return "ask"
		}
	}
	result := "none"
	for _, a := range d.Acts {
		if a.No != no || result != "none" && result != "ack" && result != "remark" {
			continue
		}
		if result = a.Act; a.Day != "" {
			result += ":" + a.Day
		}
	}
	return result
}

// office2027 is the real list in April 2027, up to the letters of a day.
func office2027(t *testing.T) *console {
	t.Helper()
	o := newConsole(t)
	o.at = checklist.Date(2027, 4, 1).At(8, 0, daemontest.Zone)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2027", "--start", "2027-04-01")
	o.live(checklist.Date(2027, 4, 1))
	return o
}

// TestExplain_whatOfficesWrite holds the whole way, from a mail to what would be done, to
// replies as offices write them.
func TestExplain_whatOfficesWrite(t *testing.T) {
	t.Parallel()
	const department, director = "jishu@djzx.example", "zhuren@djzx.example"
	reminded := func(o *console) db.Notice {
		o.live(checklist.Date(2027, 4, 26))
		return o.newest(letter.KindRemind, "技术服务部负责人")
	}
	for name, scene := range map[string]struct {
		from   string
		at     checklist.Day
		letter func(o *console) db.Notice
		files  []string
	}{
		"a department": {department, checklist.Date(2027, 4, 26), reminded, []string{"answers-of-a-department.jsonl", "more-of-a-department.jsonl"}},
		"after a claim": {department, checklist.Date(2027, 4, 26), func(o *console) db.Notice {
			n := reminded(o)
			o.at = o.at.Add(time.Hour)
			o.reply(n, department, "14 已完成")
			return n
		}, []string{"after-a-claim.jsonl", "more-after-a-claim.jsonl"}},
		"the director": {director, checklist.Date(2027, 4, 27), func(o *console) db.Notice {
			for no, by := range map[int]string{8: "jiandu@djzx.example", 14: department, 17: "zonghe@djzx.example", 21: "shouli@djzx.example"} {
				o.claim(no, by)
			}
			first := o.newest(letter.KindAssign, "技术服务部负责人")
			o.at = o.at.Add(time.Minute)
			o.reply(first, department, "29 申请延期到6月10日，因接口未通")
			o.live(checklist.Date(2027, 4, 27))
			return o.newest(letter.KindDigest, "中心主任")
		}, []string{"answers-of-the-director.jsonl", "more-of-the-director.jsonl"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := office2027(t)
			n := scene.letter(o)
			at := scene.at.At(10, 0, daemontest.Zone)
			var paths []string
			cases := readReplies(t, fulltest.Sample(scene.files, 1)...)
			for _, c := range cases {
				o.write(c.ID+".eml", c.mail(n, scene.from, at))
				paths = append(paths, filepath.Join(o.dir, c.ID+".eml"))
			}
			said := o.must(append([]string{"explain", "--json", "--at", at.Format(time.RFC3339)}, paths...)...)
			lines := strings.Split(strings.TrimSpace(said), "\n")
			if len(lines) != len(cases) {
				t.Fatalf("%d answers to %d mails", len(lines), len(cases))
			}
			for i, c := range cases {
				var d done
				if err := json.Unmarshal([]byte(lines[i]), &d); err != nil {
					t.Fatal(err)
				}
				for no := 1; no <= 40; no++ {
					allowed, named := c.Allowed[strconv.Itoa(no)]
					if !named {
						allowed = append([]string{"none"}, c.Others...)
					}
					got := d.outcome(no)
					filed := got == "coop" && (slices.Contains(allowed, "done") || slices.Contains(allowed, "progress")) // of a joint party
					if !slices.Contains(allowed, got) && !filed && !(got == "none" && d.State == "asked") {
						t.Errorf("%s %q: item %d is %s, want one of %v\n%s", c.ID, c.Words, no, got, allowed, lines[i])
						break
					}
				}
			}
		})
	}
}

// claim has the lead of an item report it done.
func (o *console) claim(no int, from string) {
	o.t.Helper()
	h, err := o.app().openOffice(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	defer h.Store.Close()
	all, err := h.Store.AssignmentsOf(o.t.Context(), no)
	if err != nil {
		o.t.Fatal(err)
	}
	var r db.Record
	for _, a := range all {
		if a.Role == checklist.Lead {
			r.Events = append(r.Events, checklist.Event{Kind: checklist.EventSubmitted, Assignment: a.ID, Actor: from})
		}
	}
	if err := h.Store.Record(o.t.Context(), o.at, r); err != nil {
		o.t.Fatal(err)
	}
}
