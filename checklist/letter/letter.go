package letter

import (
	"maps"
	"slices"

	"duban/checklist"
	"duban/internal/msg"
)

// Colour (红黄绿) of an open assignment.
type Colour string

const (
	Red   Colour = "red"   // 逾期
	Amber Colour = "amber" // 临近: within three workdays
	Green Colour = "green" // 正常
)

// Message is what the colour means.
func (c Colour) Message() msg.Message {
	switch c {
	case Red:
		return msg.New("overdue")
	case Amber:
		return msg.New("due soon")
	}
	return msg.New("on time")
}

// Letter is everything a letter says, decided when it is written; setting it in
// type decides nothing more. It is stored as JSON beside its notice.
type Letter struct {
	Kind       Kind          `json:"kind"`
	To         string        `json:"to"`         // person ID
	Salutation string        `json:"salutation"` // 技术服务部负责人
	Checklist  int64         `json:"checklist,omitempty"`
	List       string        `json:"list,omitempty"` // the checklist's title
	On         checklist.Day `json:"on"`             // the day it is written for
	Lines      []Line        `json:"lines,omitempty"`
	Lists      []string      `json:"lists,omitempty"` // where it shows several: 甲《2027年实施清单》
	Unread     msg.Message   `json:"unread,omitzero"` // 4月27日15:04以来未能收信……: nobody is called silent
	Slip       *Slip         `json:"slip,omitempty"`  // a reminder that is a notice in three colours

	Digest     *Digest     `json:"digest,omitempty"`
	Clerk      *ClerkNews  `json:"clerk,omitempty"`
	Receipt    *Receipt    `json:"receipt,omitempty"`
	Transcript *Transcript `json:"transcript,omitempty"`
	Outcomes   []Outcome   `json:"outcomes,omitempty"`
	Confirm    *Confirm    `json:"confirm,omitempty"`
	Inquiry    *Inquiry    `json:"inquiry,omitempty"`

	Copied *Copied `json:"copied,omitempty"` // of a copy: what it shows

	Address string `json:"address,omitempty"` // where it goes, if not to where its reader reads now

	// InReplyTo and References thread an answer to the mail it answers; only
	// identifiers of the form <[!-~]+@[!-~]+> may stand here.
	InReplyTo  string `json:"in_reply_to,omitempty"`
	ReplyToken Token  `json:"reply_token,omitempty"` // the token of the letter that was answered
}

// StepSettled stands as the step of a line that tells somebody above that what was reported
// to him is settled.
const StepSettled = "settled"

// MostQuoted is how many characters of somebody's words a letter repeats where it tells of
// them; they are stored with some more, so that whoever sets the letter cuts them.
const MostQuoted = 60

// Line is one item in a letter, as it stands that day for its reader.
type Line struct {
	Assignment int64           `json:"assignment"`
	No         int             `json:"no"`
	Content    string          `json:"content"`
	Role       checklist.Role  `json:"role"`
	Party      string          `json:"party"`
	Part       string          `json:"part,omitempty"`       // which of the item's dues
	Every      checklist.Every `json:"every,omitempty"`      // the recurrence of which the part is one period
	Mark       string          `json:"mark,omitempty"`       // 甲: of its list, where the letter shows several
	For        string          `json:"for,omitempty"`        // the absent person whose item it is, in a substitute's letter
	LeadParty  string          `json:"lead_party,omitempty"` // on a joint line: who leads

	Deadline checklist.Day `json:"deadline"`
	Original checklist.Day `json:"original,omitempty"` // where an extension moved it
	Last     checklist.Day `json:"last"`               // last workday on or before the deadline
	Forecast bool          `json:"forecast,omitempty"` // no published calendar: 暂按周末推算
	Colour   Colour        `json:"colour"`
	Late     int           `json:"late,omitempty"` // workdays overdue
	Left     int           `json:"left,omitempty"` // workdays left, when not overdue

	Step    string        `json:"step,omitempty"`    // the rung that this letter is for; empty: listed along
	Planned checklist.Day `json:"planned,omitempty"` // the rung's own day, when caught up later: 补发：原定4月24日
	Reason  msg.Message   `json:"reason,omitzero"`   // why it stands here: 逾期3个工作日

	Answered []msg.Message `json:"answered,omitempty"` // joint parties that have answered
	Missing  []msg.Message `json:"missing,omitempty"`  // joint parties that have not
	Told     []msg.Message `json:"told,omitempty"`     // 分管副主任（4月24日）: who was told that it is overdue
	Reminded int           `json:"reminded,omitempty"` // how many letters so far
	LastSent checklist.Day `json:"last_sent,omitempty"`
	LastWord string        `json:"last_word,omitempty"`    // the party's last words, some more than MostQuoted
	WordOn   checklist.Day `json:"last_word_on,omitempty"` // when
	WordBy   checklist.Way `json:"last_word_by,omitempty"` // how it came, where the clerk recorded it
	Fault    msg.Message   `json:"fault,omitzero"`         // 邮箱退信, 邮箱缺失
	Unread   bool          `json:"unread,omitempty"`       // mail has not been read lately: nobody is called silent

	Claim       string        `json:"claim,omitempty"`    // submitted: the words of the claim
	Recorded    msg.Message   `json:"recorded,omitzero"`  // 电话报告，督办员登记: it did not come by mail
	Unproven    bool          `json:"unproven,omitempty"` // nobody proved who wrote them
	ClaimOn     checklist.Day `json:"claim_on,omitempty"`
	Attachments int           `json:"attachments,omitempty"`

	Files  []Enclosure `json:"files,omitempty"`  // of the claim or the request
	Before []Said      `json:"before,omitempty"` // what was promised and decided of it before

	Recalled  bool          `json:"recalled,omitempty"` // its writer's program asked for the mail back
	Asked     checklist.Day `json:"asked,omitempty"`    // extension asked for
	AskedOn   checklist.Day `json:"asked_on,omitempty"`
	AskedWhy  string        `json:"asked_why,omitempty"`
	Waited    int           `json:"waited,omitempty"`    // workdays that the claim or the request has waited
	Remark    msg.Message   `json:"remark,omitzero"`     // what the day asked for does not tell: a day off, no workday gained
	Overtaken checklist.Day `json:"overtaken,omitempty"` // submitted: the extension asked for before the claim

	Instructions []Instruction `json:"instructions,omitempty"` // that wait, the oldest first

	Heading      Heading `json:"heading,omitempty"`
	ClaimVersion int64   `json:"claim_version,omitempty"`
	AskedVersion int64   `json:"asked_version,omitempty"`

	Periods []Line `json:"-"` // the periods in arrears that it stands for, while a letter is set

	List  int64  `json:"-"` // the checklist and its title, until the letter is marked
	Title string `json:"-"`
}

// LineOf is an assignment as a letter shows it under a heading.
func LineOf(a checklist.Assignment, h Heading, list int64, title, content string) Line {
	return Line{Assignment: a.ID, No: a.No, Content: content, Role: a.Role, Party: a.Party, Part: a.Part, Every: a.Every, Deadline: a.Deadline,
		Heading: h, ClaimVersion: a.ClaimVersion, AskedVersion: a.AskedVersion, List: list, Title: title}
}

// SaysUnread reports whether a letter says that mail has not been read.
func (l Letter) SaysUnread() bool {
	return !l.Unread.IsZero() || l.Digest != nil && !l.Digest.Unread.IsZero()
}

// Accuses reports whether a letter to somebody above calls anybody silent: an escalation
// does by going, save about whom no letter reaches; the others by what is late in them,
// unless the line says that mail has not been read.
func (l Letter) Accuses() bool {
	if l.Copied != nil { // as what it shows, if that is such a letter
		was := l.Original()
		return was.Traits().Names && was.Accuses()
	}
	lines := l.Lines
	if l.Digest != nil {
		lines = l.Digest.Overdue
	}
	return slices.ContainsFunc(lines, func(x Line) bool {
		if l.Kind == KindEscalate {
			return x.Fault.IsZero()
		}
		return x.Colour == Red && !x.Unread && x.Heading != HeadingTold
	})
}

// OfDay is the day that a letter is written for, and on which it leaves or not at all;
// 0 of what answers somebody, or tells of something that has happened: that leaves
// whenever it can.
func (l Letter) OfDay() checklist.Day {
	if l.Kind.Traits().OfDay || l.Clerk != nil && l.Clerk.Daily {
		return l.On
	}
	return 0
}

// ClerkNews is what needs a hand, each a sentence and the command that mends it.
type ClerkNews struct {
	Todo []Todo      `json:"todo"`
	Foot msg.Message `json:"foot,omitzero"` // 今日已发14封；收信最近成功8:25

	Daily bool `json:"daily,omitempty"` // written anew each day while something needs a hand
}

// Todo is one thing that only the clerk can mend.
type Todo struct {
	What msg.Message `json:"what"`
	Do   msg.Message `json:"do,omitzero"` // a command, or what to do by hand

	About []string `json:"about,omitempty"` // what it is about, whatever the day makes of its words: one more is news
}

// Receipt tells a person what was filed.
type Receipt struct {
	ReceivedMs int64         `json:"received_ms"`
	Filed      []Filed       `json:"filed,omitempty"`
	Unread     []msg.Message `json:"unread,omitempty"` // lines that named no item, and why others were not filed
	Text       string        `json:"text"`             // the whole text kept
	Cut        msg.Message   `json:"cut,omitzero"`     // what was left out: 引用原文1段
	Files      []File        `json:"files,omitempty"`
	Why        msg.Message   `json:"why,omitzero"`       // held: why it could not be filed
	Unproven   bool          `json:"unproven,omitempty"` // nobody proved who wrote it
	By         checklist.Way `json:"by,omitempty"`       // it did not come by mail: the clerk has recorded it
}

// Filed is one item of a receipt or transcript.
type Filed struct {
	No      int         `json:"no"`
	Mark    string      `json:"mark,omitempty"`
	Now     int         `json:"now,omitempty"` // the number that the item has by now, where that is another
	Content string      `json:"content"`
	Party   string      `json:"party,omitempty"` // in a transcript: whose part of it
	Outcome msg.Message `json:"outcome"`         // 已办结，待审核
	Record  string      `json:"record"`          // 登记号 2026-0143
	Text    string      `json:"text,omitempty"`
	Hint    msg.Message `json:"hint,omitzero"` // how to make it 完成
}

// SaidFiled names the items of a receipt or transcript, list by list.
func SaidFiled(filed []Filed) msg.Message {
	byList := map[string][]int{}
	for _, f := range filed {
		byList[f.Mark] = append(byList[f.Mark], f.No)
	}
	var names []any
	for _, mark := range slices.SortedFunc(maps.Keys(byList), compareMarks) {
		names = append(names, checklist.SaidItemsOf(mark, byList[mark]))
	}
	return msg.Together(msg.Names, names...)
}

// Transcript tells the director how his answer was read.
type Transcript struct {
	ReceivedMs int64         `json:"received_ms"`
	Confirmed  bool          `json:"confirmed,omitempty"` // he has confirmed that the words are his
	Void       bool          `json:"void,omitempty"`      // he has not, or too late: nothing of it is done
	Decided    []Filed       `json:"decided,omitempty"`
	Waiting    []Line        `json:"waiting,omitempty"` // still waits for his verdict
	Passed     []msg.Message `json:"passed,omitempty"`  // named no item: passed on to the clerk
	Unread     []msg.Message `json:"unread,omitempty"`
	Text       string        `json:"text"`
}

// Confirm asks a person whether words that came in his name, and that nobody proved, are his.
type Confirm struct {
	Judges bool          `json:"judges"` // they decide (批示); else they answer (来信)
	Words  []InYourName  `json:"words"`
	Until  checklist.Day `json:"until"` // the last day on which he can say so
}

// InYourName is one mail that came in somebody's name.
type InYourName struct {
	Mail       int64       `json:"mail"` // as the office numbers it
	ReceivedMs int64       `json:"received_ms"`
	Text       string      `json:"text"`
	Filed      []Filed     `json:"filed"` // what it would do, line by line
	Why        msg.Message `json:"why"`   // why it is not proven
}

// Inquiry answers a question that somebody asked by mail. What he owes stands in the
// letter's lines.
type Inquiry struct {
	ReceivedMs int64         `json:"received_ms"`
	List       bool          `json:"list,omitempty"`    // 清单: what he owes, and what waits for his verdict
	Stories    []Story       `json:"stories,omitempty"` // 14 情况
	Status     []msg.Message `json:"status,omitempty"`  // 状态
	Refused    []msg.Message `json:"refused,omitempty"` // 第14项不由您负责
	Files      []Enclosure   `json:"files,omitempty"`   // of the stories
	Limit      int           `json:"limit,omitempty"`   // so many questions were answered today, and no more are
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
	Party    string          `json:"party"`
	Part     string          `json:"part,omitempty"`
	Role     checklist.Role  `json:"role"`
	State    checklist.State `json:"state"`
	Deadline checklist.Day   `json:"deadline"`
	Original checklist.Day   `json:"original,omitempty"` // where an extension moved it
	Events   []StoryEvent    `json:"events,omitempty"`   // oldest first; none: its reader sees the standing alone
	Earlier  int             `json:"earlier,omitempty"`  // so many before them are left out
	Answered checklist.Day   `json:"answered,omitempty"` // all that its reader may see of what happened
	Reminded int             `json:"reminded,omitempty"` // how often in this round
	LastSent checklist.Day   `json:"last_sent,omitempty"`
	Told     []msg.Message   `json:"told,omitempty"` // as in Line
}

// StoryEvent is one thing that happened to it.
type StoryEvent struct {
	AtMs     int64               `json:"at"`
	By       string              `json:"by,omitempty"` // a title, or clerk; "" of the program
	Kind     checklist.EventKind `json:"kind"`
	Day      checklist.Day       `json:"day,omitempty"`
	To       string              `json:"to,omitempty"`  // assigned, reassigned: to whom
	Way      checklist.Way       `json:"way,omitempty"` // how it came, where the clerk recorded it
	Words    msg.Message         `json:"words,omitzero"`
	Unproven bool                `json:"unproven,omitempty"`
}

// Arrears (欠报) are the periods of one recurrence that one party has not reported although
// their days have passed: a letter shows them as one.

// InArrears reports whether a line is a period that may be one of several in arrears.
func (l Line) InArrears() bool { return l.Every != "" && l.Colour == Red && l.Step != StepSettled }

// SamePeriods reports whether two lines are periods of one recurrence that one party owes.
func (l Line) SamePeriods(other Line) bool {
	return l.Every != "" && l.List == other.List && l.Mark == other.Mark && l.No == other.No && l.Content == other.Content && l.Party == other.Party && l.Role == other.Role
}

// WithoutLaterPeriods leaves of each recurrence in arrears the period that carries the
// ladder: that there are more of them climbs by itself.
func WithoutLaterPeriods(lines []Line) (first []Line) {
	for _, periods := range Periods(lines) {
		first = append(first, periods[0])
	}
	return first
}

// Periods gathers lines, in their order: those of one recurrence that are in arrears
// together, the oldest first, and every other line by itself.
func Periods(lines []Line) (groups [][]Line) {
	for _, l := range lines {
		at := -1
		if l.InArrears() {
			at = slices.IndexFunc(groups, func(g []Line) bool { return g[0].InArrears() && g[0].SamePeriods(l) })
		}
		if at < 0 {
			groups = append(groups, []Line{l})
			continue
		}
		groups[at] = append(groups[at], l)
		slices.SortStableFunc(groups[at], func(a, b Line) int { return int(a.Deadline) - int(b.Deadline) })
	}
	return groups
}
