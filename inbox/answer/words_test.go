package answer

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"duban/checklist"
)

// wordsCase is a reply in plain words, with the outcomes that are right for each item,
// the best first; others are allowed of every other item.
type wordsCase struct {
	ID          string              `json:"id"`
	Words       string              `json:"words"`
	Allowed     map[string][]string `json:"allowed"`
	Others      []string            `json:"others"`
	Attachments []string            `json:"attachments"`
}

// items are the lines of the user's own list.
func items(t testing.TB) map[int]Line {
	t.Helper()
	raw, err := os.ReadFile("testdata/items.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines := map[int]Line{}
	for _, row := range rows[1:] {
		no, err := strconv.Atoi(row[0])
		if err != nil {
			t.Fatal(err)
		}
		deadline := checklist.Date(2027, 4, 30)
		if row[7] == "5月底" {
			deadline = checklist.Date(2027, 5, 31)
		}
		lines[no] = Line{No: no, Content: row[3], Party: row[5], Role: checklist.Lead, Deadline: deadline}
	}
	return lines
}

// reminder is the letter of 26 April to 技术服务部.
func reminder(t testing.TB) Letter {
	var l Letter
	all := items(t)
	for _, no := range []int{6, 7, 12, 14, 18, 20, 22, 23, 24, 25, 26, 29, 32, 33, 35, 36, 38, 39, 40} {
		line := all[no]
		if !slices.Contains([]int{6, 7, 14, 24, 26, 29, 32}, no) {
			line.Role = checklist.Joint
		}
		line.Party = "技术服务部"
		l.Lines = append(l.Lines, line)
	}
	return l
}

// digest is the director's letter of 27 April: 8, 14, 17 and 21 wait for a verdict, 29
// asks for an extension, all others are shown.
func digest(t testing.TB) Letter {
	var l Letter
	all := items(t)
	for no := 1; no <= len(all); no++ {
		line := all[no]
		line.Waiting = slices.Contains([]int{8, 14, 17, 21}, no)
		if no == 29 {
			line.Asked = checklist.Date(2027, 6, 10)
		}
		l.Lines = append(l.Lines, line)
	}
	return l
}

func claimed(l Letter, no int) Letter {
	for i := range l.Lines {
		l.Lines[i].Waiting = l.Lines[i].Waiting || l.Lines[i].No == no
	}
	return l
}

var (
	department = Options{Year: 2027, Received: checklist.Date(2027, 4, 26)}
	director   = Options{Year: 2027, Received: checklist.Date(2027, 4, 27), Writer: Judge, Names: []string{"张三", "中心主任"}}
)

var outcomes = map[checklist.Verb]string{
	checklist.VerbDone: "done", checklist.VerbProgress: "progress", checklist.VerbAcknowledge: "ack", checklist.VerbExtend: "extend", checklist.VerbTransfer: "move",
	checklist.VerbHelp: "help", checklist.VerbWithdraw: "withdrawn", checklist.VerbAccept: "accept", checklist.VerbReturn: "return", checklist.VerbGrant: "grant",
	checklist.VerbRefuse: "refuse", checklist.VerbRemark: "remark",
}

// outcome is what becomes of an item: what was read of it, or that it is asked.
func outcome(answers []checklist.Answer, l Letter, no int) string {
	result := "none"
	for _, a := range answers {
		if !slices.ContainsFunc(a.Lines, func(i int) bool { return l.Lines[i].No == no }) {
			continue
		}
		name := outcomes[a.Verb]
		switch {
		case !a.Doubt.IsZero():
			name = "ask"
		case a.Verb == checklist.VerbExtend:
			name += ":" + a.Until.String()
		case a.Verb == checklist.VerbGrant && a.Until != 0:
			name += ":" + a.Until.String()
		case a.Verb == checklist.VerbGrant:
			name += ":" + l.Lines[l.with(no)[0]].Asked.String()
		}
		if result == "none" || result == "ack" || result == "remark" {
			result = name
		}
	}
	return result
}

// clearOnly: a careful clerk would not ask.
func clearOnly(allowed []string) bool { return !slices.Contains(allowed, "ask") }

func readCases(t *testing.T, file string) (cases []wordsCase) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		var c wordsCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		cases = append(cases, c)
	}
	return cases
}

// corpus are the replies of one file, with the letter that they answer.
type corpus struct {
	file   string
	letter Letter
	opt    Options
}

func corpora(t *testing.T) []corpus {
	return []corpus{
		{"answers-of-a-department.jsonl", reminder(t), department},
		{"after-a-claim.jsonl", claimed(reminder(t), 14), department},
		{"answers-of-the-director.jsonl", digest(t), director},
		{"more-of-a-department.jsonl", reminder(t), department},
		{"more-after-a-claim.jsonl", claimed(reminder(t), 14), department},
		{"more-of-the-director.jsonl", digest(t), director},
	}
}

// mostAsked is how many in a hundred clear replies may be asked back.
const mostAsked = 3

// TestRead_whatOfficesWrite: nothing is closed, consented to or decided that was not said,
// and what is clear is not asked.
func TestRead_whatOfficesWrite(t *testing.T) {
	t.Parallel()
	for _, set := range corpora(t) {
		t.Run(set.file, func(t *testing.T) {
			t.Parallel()
			clear, asked := 0, []string{}
			for _, c := range readCases(t, set.file) {
				opt := set.opt
				opt.Files = len(c.Attachments) > 0
				answers := Read(c.Words, set.letter, opt)
				for _, line := range set.letter.Lines {
					allowed, named := c.Allowed[strconv.Itoa(line.No)]
					if !named {
						allowed = c.Others
					}
					got := outcome(answers, set.letter, line.No)
					if !slices.Contains(allowed, got) && !(line.Role == checklist.Joint && got == "done" && slices.Contains(allowed, "coop")) {
						t.Errorf("%s %q: item %d is %s, want one of %v\n%+v", c.ID, c.Words, line.No, got, allowed, answers)
						break
					}
					if isClear := named && !slices.Contains([]string{"ask", "none", "progress", "remark", "help"}, allowed[0]); isClear && clearOnly(allowed) {
						if clear++; got == "ask" || got == "progress" || got == "remark" {
							asked = append(asked, fmt.Sprintf("%s %d %s: %+v", c.Words, line.No, got, answers))
						}
					}
				}
			}
			if 100*len(asked) > mostAsked*clear && len(asked) > 1 {
				t.Errorf("%d of %d clear replies are asked back:\n%s", len(asked), clear, strings.Join(asked, "\n"))
			} else {
				t.Logf("%d of %d clear replies are asked back:\n%s", len(asked), clear, strings.Join(asked, "\n"))
			}
		})
	}
}
