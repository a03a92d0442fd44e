package rejection

import (
	"slices"
	"strconv"
	"strings"

	"duban/internal/zh"
)

// Subject is what a refusal is about.
type Subject string

const (
	Relay   Subject = "relay"   // the server that takes our letters, or what it thinks of us: other letters may meet the same
	Address Subject = "address" // the recipient's mailbox
	Letter  Subject = "letter"  // this letter: its size, its content
)

// Stage is how far a letter had come when it was refused.
type Stage int

const (
	AtOpening   Stage = iota // the connection, its encryption, the login
	AtSender                 // MAIL
	AtRecipient              // RCPT
	AtData                   // DATA
	AtEnd                    // after the letter's last byte
	AtBounce                 // a notice of non-delivery: a server took it and gave it up later
)

// Answer is a server's refusal. Code is its reply code (RFC 5321), Enhanced its status
// (RFC 3463), Text its words; what is not known is left out.
type Answer struct {
	Stage    Stage
	Code     int
	Enhanced string
	Text     string
}

// Verdict is what an answer means.
type Verdict struct {
	About Subject
	Cause Cause
	Final bool // this letter will not be taken, however often it is tried
	Marks bool // the address does not work
	Holds bool // every other letter would meet the same now
}

// Read says what an answer means. The first rule that fits counts; what no rule knows is
// judged by its code and by the stage.
func Read(a Answer) Verdict {
	a.Text = strings.ToLower(a.Text)
	v := unknown(a)
	for _, r := range rules {
		if r.fits(a) {
			v = r.verdict(a)
			break
		}
	}
	return a.beforeRecipient(v)
}

// beforeRecipient: what is said before the recipient is named is about us, and everybody
// would hear it. Only the size may have been announced by then.
func (a Answer) beforeRecipient(v Verdict) Verdict {
	switch {
	case a.Stage != AtOpening && a.Stage != AtSender, v.Cause == TooLarge:
		return v
	case v.About == Relay:
		v.Holds = true
		return v
	case a.Stage == AtSender:
		return Verdict{About: Relay, Cause: Sender, Holds: true}
	}
	return Verdict{About: Relay, Cause: Login, Holds: true}
}

// Said reads an answer about an address as it is kept beside it: its code where there was
// one, its status, its words.
func Said(answer string) Verdict {
	a := Answer{Stage: AtBounce, Text: answer}
	if m := kept.FindStringSubmatch(answer); m != nil {
		a.Code, _ = strconv.Atoi(m[1])
		a.Enhanced, a.Text = m[2], m[3]
	}
	return Read(a)
}

// kept: an answer as a conversation or a bounce has left it.
var kept = zh.NewPattern(`^(\d{3}\b)? *([245]\.\d{1,3}\.\d{1,3})? *(.*)$`)

// NoAnswer says what it means that a conversation broke off, by the words of the error.
func NoAnswer(at Stage, text string) Verdict {
	v := Verdict{About: Relay, Cause: Unreachable, Holds: true}
	switch {
	case at != AtOpening:
	case ofEncryption.MatchString(text):
		v.Cause = Encryption
	case ofLogin.MatchString(text):
		v.Cause = Login
	}
	return v
}

var (
	ofEncryption = zh.NewPattern(`(?i)\b(?:start)?tls\b|x509|certificate|encrypt`)
	ofLogin      = zh.NewPattern(`(?i)\bauth|\blogin`)
)

// rule is a row of the table: what an answer must look like, and what it means. An empty
// condition holds for every answer.
type rule struct {
	stages []Stage
	code   *zh.Pattern // of the reply code
	status *zh.Pattern // of the status
	words  *zh.Pattern // of the words, folded to lower case

	about Subject
	cause Cause
	final bool // when the code is permanent
	marks bool // likewise
	holds bool
}

func (r rule) fits(a Answer) bool {
	if len(r.stages) > 0 && !slices.Contains(r.stages, a.Stage) {
		return false
	}
	return (r.code == nil || r.code.MatchString(digits(a.Code))) &&
		(r.status == nil || r.status.MatchString(a.Enhanced)) &&
		(r.words == nil || r.words.MatchString(a.Text))
}

func (r rule) verdict(a Answer) Verdict {
	permanent := a.permanent()
	v := Verdict{About: r.about, Cause: r.cause, Final: r.final && permanent, Marks: r.marks && permanent, Holds: r.holds}
	return a.settled(v)
}

// unknown judges an answer whose words nobody knows: temporary within the attempts that
// a letter has. A bounce without words that tell speaks of the letter: its address may be sound.
func unknown(a Answer) Verdict {
	switch {
	case a.Stage == AtSender && a.permanent():
		return Verdict{About: Relay, Cause: Sender, Holds: true}
	case a.Stage == AtOpening, a.Stage == AtSender:
		return Verdict{About: Relay, Cause: Unavailable, Holds: true}
	case a.Stage == AtBounce:
		return Verdict{About: Letter, Cause: Unexplained, Final: true}
	case a.permanent():
		return Verdict{About: Letter, Cause: Unexplained}
	}
	return Verdict{About: Relay, Cause: Busy}
}

// settled: what has bounced is lost, whatever it was about, and holds nobody.
func (a Answer) settled(v Verdict) Verdict {
	if a.Stage == AtBounce {
		v.Final, v.Holds = true, false
	}
	return v
}

// permanent: the code and the status agree that it is. A notice without either is one
// that gave up.
func (a Answer) permanent() bool {
	return a.Code/100 != 4 && !strings.HasPrefix(a.Enhanced, "4")
}

// Folded is an answer without what differs from letter to letter: addresses, numbers and
// identifiers. Two letters to two people that get the same folded answer were refused for
// the same reason.
func (a Answer) Folded() string {
	text := varying.ReplaceAllString(strings.ToLower(a.Text), "#")
	return digits(a.Code) + " " + a.Enhanced + " " + strings.Join(strings.Fields(text), " ")
}

// varying is an address, or a word with a digit in it.
var varying = zh.NewPattern(`[^\s<>]*@[^\s<>]*|[^\s<>]*\d[^\s<>]*`)

func digits(code int) string {
	if code == 0 {
		return ""
	}
	return string([]byte{byte('0' + code/100%10), byte('0' + code/10%10), byte('0' + code%10)})
}
