package checklist

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duban/internal/msg"
)

// Checklist (清单) is one imported document.
type Checklist struct {
	ID     int64
	Office int64
	Title  string
	Year   int // base year: 4月底 of 2027 is 2027-04-30
	Start  Day // the day of issue: the first letters go from here on
}

// Item (事项) is a numbered row as the document has it. Task, Section, Content,
// Parties and DeadlineText are the document's own words, never edited; Leads and
// Joint are the party names read from Parties, groups not yet expanded.
type Item struct {
	ID           int64    `json:"-"`
	Checklist    int64    `json:"-"`
	No           int      `json:"no"`
	Label        string   `json:"label,omitempty"` // its number as the document prints it, where that is another: ZG-07
	Task         string   `json:"task"`
	Section      string   `json:"section"`
	Content      string   `json:"content"`
	Parties      string   `json:"parties"`
	Leads        []string `json:"leads"`
	Joint        []string `json:"joint"`
	DeadlineText string   `json:"deadline_text"`
	Deadline     Day      `json:"deadline"`       // the last of them where there are several
	Dues         []Due    `json:"dues,omitempty"` // as read, where it is more than one plain day; not stored
	Row          int      `json:"row,omitempty"`  // where it began in the file, 1-based
}

// Schedule returns what falls due of the item, at least one.
func (it Item) Schedule() []Due {
	if len(it.Dues) > 0 {
		return it.Dues
	}
	return []Due{{Day: it.Deadline}}
}

// Take gives the item the days that its deadline was read as.
func (it *Item) Take(dues []Due) {
	it.Dues, it.Deadline = nil, 0
	for _, d := range dues {
		it.Deadline = max(it.Deadline, d.Day)
	}
	if len(dues) != 1 || dues[0] != (Due{Day: it.Deadline}) || it.Deadline == 0 {
		it.Dues = dues
	}
}

// Short names an item in one line: the content up to its first 。；： or thirty
// characters, then ……, as letters call it.
func (it Item) Short() string { return ShortName(it.Content) }

// ShortName shortens a content to the name letters call it by.
func ShortName(content string) string {
	const most = 30
	s := withoutLabel(strings.TrimSpace(content))
	if i := strings.IndexAny(s, "。；："); i > 0 {
		if utf8.RuneCountInString(s[:i]) <= most {
			_, w := utf8.DecodeRuneInString(s[i:])
			if i+w == len(s) {
				return s[:i]
			}
			return s[:i] + "……"
		}
	}
	if r := []rune(s); len(r) > most {
		return string(r[:msg.WordEnd(r, most)]) + "……"
	}
	return s
}

// withoutLabel is the first part of a content made of several columns, which
// begin with their headings: 存在问题：…　整改措施：….
func withoutLabel(content string) string {
	parts := strings.Split(content, "　")
	for _, part := range parts {
		label, _, found := strings.Cut(part, "：")
		if len(parts) < 2 || !found || len(label) > longestLabel || strings.ContainsAny(label, "，。；、 ") {
			return content
		}
	}
	_, first, _ := strings.Cut(parts[0], "：")
	return first
}

const longestLabel = 36 // bytes, twelve Chinese characters

// mostNamed is how many items are named one by one.
const mostNamed = 5

// SaidItems names items in a line, each once: 第14项、第29项; where they are too many for a
// subject, 第1项等29项.
func SaidItems(nos []int) msg.Message { return SaidItemsOf("", nos) }

// SaidItemsOf names items of a list with a mark: 第甲14项.
func SaidItemsOf(mark string, nos []int) msg.Message {
	nos = slices.Compact(slices.Sorted(slices.Values(nos)))
	if len(nos) > mostNamed {
		return msg.New("an item and others", Numbered(mark, nos[0]), len(nos))
	}
	names := make([]any, len(nos))
	for i, no := range nos {
		names[i] = msg.New("an item", Numbered(mark, no))
	}
	return msg.Together(msg.Names, names...)
}

// Role (责任方式) is how a party takes part in an item.
type Role string

const (
	Lead  Role = "lead"  // 牵头: must deliver
	Joint Role = "joint" // 会同: takes part, answers to the lead
)

// Message is the role's name.
func (r Role) Message() msg.Message {
	if r == Joint {
		return msg.New("joint")
	}
	return msg.New("lead")
}
