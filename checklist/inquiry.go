package checklist

// Inquiry answers a question that somebody asked by mail. What he owes stands in the
// letter's lines.
type Inquiry struct {
	ReceivedMs int64       `json:"received_ms"`
	List       bool        `json:"list,omitempty"`    // 清单: what he owes, and what waits for his verdict
	Stories    []Story     `json:"stories,omitempty"` // 14 情况
	Status     []string    `json:"status,omitempty"`  // 状态
	Refused    []string    `json:"refused,omitempty"` // 第14项不由您负责
	Files      []Enclosure `json:"files,omitempty"`   // of the stories
	Limit      int         `json:"limit,omitempty"`   // so many questions were answered today, and no more are
}

// Story is what happened to an item, as far as its reader may see it.
type Story struct {
	No      int         `json:"no"`
	Content string      `json:"content"`
	List    string      `json:"list"`
	Parts   []StoryPart `json:"parts"`
}

// StoryPart is what happened to one party's part of it.
type StoryPart struct {
	Party    string   `json:"party"`
	Part     string   `json:"part,omitempty"`
	Role     Role     `json:"role"`
	State    State    `json:"state"`
	Deadline Day      `json:"deadline"`
	Original Day      `json:"original,omitempty"` // where an extension moved it
	Entries  []string `json:"entries,omitempty"`  // oldest first; none: its reader sees the standing alone
	Earlier  int      `json:"earlier,omitempty"`  // so many before them are left out
}

// Enclosure is a file of a mail that came in, listed in a letter and enclosed where it fits.
type Enclosure struct {
	File
	Mail     int64 `json:"mail"`
	N        int   `json:"n"` // of the mail's files, from 1
	Enclosed bool  `json:"enclosed"`

	Type   string `json:"type,omitempty"`   // what the content shows
	Proven bool   `json:"proven,omitempty"` // surely from the person in whose name it came, or recorded by the clerk
}

// MostEnclosed is how much a letter encloses, in bytes: with base64 it stays below 10 MB,
// which mail servers take.
const MostEnclosed = 7 << 20
