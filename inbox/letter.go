package inbox

import (
	"context"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// isAnswer finds the letter that is answered, by the tokens the mail brought
// back. Two that disagree are not for a program to decide between.
func (c *intake) isAnswer(ctx context.Context) (bool, error) {
	named, err := c.noticesNamed(ctx)
	if err != nil {
		return false, err
	}
	if c.disposition.Missed = c.named.missed; c.named.waits {
		return c.settle(checklist.MailQuarantined, msg.New("wrong tags so often that this one was not looked up"))
	}
	switch len(named) {
	case 0:
		return c.proposeItem(ctx)
	case 1:
		c.notice, c.disposition.Answers = named[0], named[0].ID
		if err := c.behindHeld(ctx); err != nil {
			return false, err
		}
		return c.isOutdated()
	}
	return c.hold(msg.New("two tags that disagree"))
}

// mostHeld is how often in a row an answer may have been held.
const mostHeld = 10

// behindHeld goes back from the letter that told its writer that his mail is held to the
// one which that mail answered: what he sends now, as he was asked to, is about that.
func (c *intake) behindHeld(ctx context.Context) error {
	for n := 0; n < mostHeld && c.notice.Kind == letter.KindHeld && c.notice.CauseMail != 0; n++ {
		m, err := c.store.MailByID(ctx, c.notice.CauseMail)
		if err != nil || m.Answers == 0 || m.Answers == c.notice.ID {
			return err
		}
		list, err := c.store.Notices(ctx, db.NoticeFilter{ID: m.Answers})
		if err != nil || len(list) == 0 || list[0].Person != c.notice.Person {
			return err
		}
		c.notice = list[0]
	}
	return nil
}

// letterLife is how long a letter can be answered. Whatever it asked for has
// been asked again since, or is long closed.
const letterLife = 400 * 24 * time.Hour

func (c *intake) isOutdated() (bool, error) {
	if age := c.received().Sub(time.UnixMilli(c.notice.CreatedMs)); age > letterLife {
		return c.hold(msg.New("answers a letter of so many days ago", int(age.Hours()/24)))
	}
	return false, nil
}

// proposeItem holds a mail without a token. Where its writer owes one item only
// the clerk is told so; to file it under that item is his to decide.
func (c *intake) proposeItem(ctx context.Context) (bool, error) {
	held, err := c.store.HeldBy(ctx, c.person.Parties)
	if err != nil {
		return false, err
	}
	held = slices.DeleteFunc(held, func(o db.Owed) bool { return o.State != checklist.Open })
	reason := msg.New("no tag")
	if c.named.missed > 0 {
		reason = msg.New("a tag of no letter")
	}
	if len(held) == 1 {
		reason = msg.Join(msg.Clauses, reason, msg.New("the sender owes one item only, which may be meant", held[0].No))
	}
	return c.hold(reason)
}

// strongest returns the tokens of the place that speaks most surely for the
// letter answered: what the client wrote down as answered, then the address, the
// subject, and only then what stands somewhere in a thread or a quote.
func strongest(all []message.TokenAt) (found []message.TokenAt) {
	for _, places := range [][]string{{message.PlaceInReplyTo, message.PlaceAddress, message.PlaceSubject}, {message.PlaceReferences}, {message.PlaceText}} {
		for _, at := range all {
			if slices.Contains(places, at.Place) {
				found = append(found, at)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// isTheirs asks whether the writer may speak for what the letter was about: it
// was written to him. The token says which letter, never who.
func (c *intake) isTheirs(ctx context.Context) (bool, error) {
	if c.notice.Person != c.person.ID {
		if err := c.muteThread(ctx); err != nil {
			return false, err
		}
		to, _ := c.Directory.Person(c.notice.Person)
		c.quiet = c.quiet || len(c.msg.To)+len(c.msg.Cc) > 1 // he writes to others; we were copied in
		return c.hold(msg.Join(msg.Clauses, msg.New("the letter went to somebody else", to.Title, c.person.Title), c.forwardNoted()))
	}
	shown, err := c.store.ShownIn(ctx, c.notice.ID)
	if err != nil {
		return false, err
	}
	if c.lines, err = c.linesOf(ctx, shown); err != nil {
		return false, err
	}
	if c.printed = len(c.lines); c.notice.Kind.Traits().Asks && c.printed > 0 && len(c.mine()) == 0 {
		return c.hold(msg.New("what the letter lists was handed over", c.person.Title))
	}
	return false, nil
}

// judges reports whether the mail is read as that of one who judges: every letter to
// him but those that ask for what he must do himself.
func (c *intake) judges() bool {
	switch t := c.notice.Kind.Traits(); {
	case t.Answered == letter.ReadVerdict:
		return true
	case t.Answered == letter.ReadRemark, c.notice.Kind == letter.KindClerk, c.notice.Kind == letter.KindHeld, c.notice.Kind == letter.KindInquiry:
		return c.person.MayJudge()
	}
	return false
}

// supervises reports whether the mail is read as the words of one who urges: to a letter
// about his people, or where he asked about an item that is theirs and not his own.
func (c *intake) supervises() bool {
	if c.notice.Kind == letter.KindInquiry {
		isTheirs := func(l line) bool { return c.isOver(l.now.Party) }
		return len(c.mine()) == 0 && slices.ContainsFunc(c.lines[:c.printed], isTheirs)
	}
	reads := c.notice.Kind.Traits().Answered
	return reads == letter.ReadRemark || reads == letter.ReadCopied
}

// isOver reports whether the writer stands in the chain over a party.
func (c *intake) isOver(party string) bool {
	return slices.ContainsFunc(c.Directory.AboveParty(party), func(p checklist.Person) bool { return p.ID == c.person.ID })
}

var forwardPrefix = zh.NewPattern(`(?i)(?:转发|轉寄|轉發|\bfwd?)\s*[:：]`)

// forwardNoted adds that a letter of ours seems to have been passed on: then its
// answer comes from somebody whom we did not ask.
func (c *intake) forwardNoted() msg.Message {
	if forwardPrefix.MatchString(c.msg.Subject) || c.words.Forwarded() {
		return msg.New("it may have been passed on to the sender")
	}
	return msg.Message{}
}

// isLasting holds an answer whose only files are 超大附件: the links expire, and
// what they lead to is on no disk of ours.
func (c *intake) isLasting(context.Context) (bool, error) {
	links := c.ownLinks()
	if !c.notice.Kind.Traits().Asks || len(links) == 0 || len(c.msg.Files()) > 0 {
		return false, nil
	}
	if named := saidLinks(links); !named.IsZero() {
		return c.hold(msg.New("nothing but links that expire, named", named))
	}
	return c.hold(msg.New("nothing but links that expire"))
}

// ownLinks are the 超大附件 of the writer, without those of a letter he quotes.
func (c *intake) ownLinks() []message.BigAttachment {
	own := c.words.Text + c.words.Signature
	isQuoted := func(s string) bool {
		return s != "" && strings.Contains(c.words.Quoted, s) && !strings.Contains(own, s)
	}
	return slices.DeleteFunc(slices.Clone(c.msg.Links), func(l message.BigAttachment) bool {
		return isQuoted(l.Name) || isQuoted(l.URL)
	})
}

// saidLinks names links, and until when they are good; zero where none has a name.
func saidLinks(links []message.BigAttachment) msg.Message {
	var names []msg.Message
	for _, l := range links {
		name := msg.Words(l.Name)
		if l.Expires != "" {
			name = msg.New("a link until", l.Name, l.Expires)
		}
		names = append(names, name)
	}
	return msg.Join(msg.Clauses, names...)
}
