package notify

import (
	"cmp"
	"fmt"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/words"
	"duban/notify/wording"
)

// Office is what letters say of the office that sends them.
type Office struct {
	ID          int64
	Name        string
	Language    words.Language // of all that is not the office's own words
	Sign        string         // 综合部（督办）
	Contact     string
	Phone       string
	From        string // the address letters come from
	FromName    string
	ReplyTo     string // where answers go; empty: From
	ReplySuffix bool   // the server takes local+TOKEN@domain
	Links       bool   // pages have links that open a reply
	Domain      string // of Message-IDs and of the loop header
	Zone        *time.Location
	Hours       checklist.Hours // when letters of the day leave

	Words map[letter.Kind]wording.Words // its own words in letters; each without a fault

	// List is the file of a list as it was imported, for first letters to enclose; nil
	// encloses none.
	List  func(list int64) (name string, raw []byte, err error)
	Files func(mail int64) ([][]byte, error) // the files of a mail that came in, to be enclosed; nil encloses none

	preview bool // the letter is only looked at
}

// mostPage is how large a page may be with links in it: some programs cut at 102 kB.
const mostPage = 98_000

// layout is what a letter is rendered from: its page, and what stands around it.
type layout struct {
	page
	ReplyTo             string // where links of the page open a reply to
	Greeting, Sign, Tag string
}

// Compose renders a letter: the bytes of a mail (RFC 5322, lines ending in
// CRLF, a text part with an HTML part beside it), and its subject. at is its Date,
// shown in the office's zone. The same notice at the same instant gives the same
// bytes. One that was too large is its text alone. A letter without the facts that its
// kind needs is ErrInvalid.
func Compose(n db.Notice, to checklist.Person, o Office, at time.Time) (raw []byte, subject string, err error) {
	if n.Small {
		n.Letter, o.List = withoutFiles(n.Letter), nil
	}
	var files []enclosedFile
	if n.Letter, files, err = enclosed(n.Letter, o); err != nil {
		return nil, "", err
	}
	p, err := setPage(n, o)
	if err != nil {
		return nil, "", err
	}
	if files, err = p.encloseList(n.Letter, o, files); err != nil {
		return nil, "", err
	}
	own := p.wordsIn(n.Letter, to, o)
	p.frame(n.Letter, own)
	if o.preview {
		p.markPreview()
	}
	s := layout{page: p, Greeting: cmp.Or(p.addressed(own.Salutation), p.greeting(n.Letter.Salutation)), Sign: cmp.Or(own.Signature, p.signature(o)), Tag: tagOf(n), ReplyTo: replyTo(n, o)}
	if p.Unaddressed {
		s.Greeting = ""
	}
	subject = withTag(n, visible(p.Subject), p.Of("", " "))
	c := content{subject: subject, text: newPrinted(), page: newPrinted()}
	defer c.text.release()
	defer c.page.release()
	s.printText(c.text)
	s.printPage(c.page)
	if len(c.page.bytes) > mostPage {
		s.Blocks = withoutLinks(s.Blocks)
		c.page.bytes = c.page.bytes[:0]
		s.printPage(c.page)
	}
	if raw, err = envelope(n, to, o, at, c); err != nil {
		return nil, subject, err
	}
	return enclose(raw, n.MessageID, files), subject, nil
}

func setPage(n db.Notice, o Office) (page, error) {
	if !n.Letter.Complete() {
		return page{}, fmt.Errorf("%w: notice %d has nothing for a letter of kind %q to say", checklist.ErrInvalid, n.ID, n.Kind)
	}
	shown := n.Letter
	if shown.Copied != nil {
		shown = shown.Original()
	}
	set, ok := renderers[shown.Kind]
	if !ok {
		return page{}, fmt.Errorf("%w: no letter of kind %q", checklist.ErrInvalid, shown.Kind)
	}
	p := page{voice: voiceOf(n.Letter, o)}
	set(&p, shown)
	if !o.Links || p.aside {
		p.Blocks = withoutLinks(p.Blocks)
	}
	p.Blocks = append(p.ifAsked(p.legend(n.Letter)...), p.Blocks...)
	if n.Letter.Copied != nil {
		p.markCopied(shown)
	}
	if slip := n.Letter.Slip; slip != nil {
		p.Blocks = append([]block{head(p.slip(*slip))}, p.Blocks...)
	}
	return p, nil
}

// withTag puts the tag where letters of that kind have it: in front for those
// that begin something, behind for those that answer or report.
func withTag(n db.Notice, subject, gap string) string {
	switch tag := tagOf(n); {
	case tag == "":
		return subject
	case n.Kind.Traits().Reports:
		return subject + gap + tag
	default:
		return tag + gap + subject
	}
}

// tagOf is the tag that readers see; what is not to be answered has none.
func tagOf(n db.Notice) string {
	if n.Kind.Traits().Aside {
		return ""
	}
	return n.Token.Tag()
}

func (v voice) signature(o Office) string {
	s := o.Sign
	if o.Contact != "" {
		s += v.gap() + v.Of("联系人：", "contact: ") + o.Contact
	}
	if o.Phone != "" {
		s += v.gap() + v.Of("电话：", "phone: ") + o.Phone
	}
	return s
}

// slip is what stands over a notice in three colours.
func (v voice) slip(s letter.Slip) string {
	return v.say("%[1]s", "Notice no. %[3]d of %[2]d (%[4]s)", s, s.Year, s.No, s.Colour)
}
