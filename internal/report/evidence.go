package report

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/internal/zh"
)

// Evidence is what a bundle for an inspection is made from.
type Evidence struct {
	Names
	Store *db.Store
	Zone  *time.Location
	Cell  Cell                        // as the filled list has its last column
	Files func(raw []byte) []Attached // the attachments of a mail
}

// Attached is an attachment of a mail.
type Attached struct {
	Name    string
	Content []byte
}

// Bind makes a bundle, a folder or a .zip, and returns the number of replies in it.
func (in Evidence) Bind(ctx context.Context, out string) (n int, err error) {
	b, err := openBundle(out, in.Language)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	lists, err := in.Store.Checklists(ctx)
	if err != nil {
		return 0, err
	}
	all, err := in.Store.Everything(ctx)
	if err != nil {
		return 0, err
	}
	bound := binder{in: in, bundle: b, several: len(lists) > 1, mails: map[int64]bool{}}
	if bound.statuses, err = in.statuses(ctx, lists); err != nil {
		return 0, err
	}
	for _, item := range byItem(all) {
		if err := bound.item(ctx, item); err != nil {
			return bound.replies, err
		}
	}
	if err := bound.letters(ctx); err != nil {
		return bound.replies, err
	}
	if err := bound.index(ctx); err != nil {
		return bound.replies, err
	}
	return bound.replies, b.manifest()
}

// binder puts what is stored of each item into a bundle.
type binder struct {
	in       Evidence
	bundle   *bundle
	statuses map[int64]string // by item
	several  bool             // lists: their items share numbers
	mails    map[int64]bool   // those that are in it already
	items    []boundItem
	replies  int
}

// boundItem is an item as the index lists it.
type boundItem struct {
	No                            int
	List, Name, Leads, Due, State string
	Status                        string // as the filled list has it
	Folder                        string
	Replies, Attachments          int
}

func (b *binder) item(ctx context.Context, item []db.Owed) error {
	it := b.describe(item)
	story, err := b.story(ctx, item)
	if err != nil {
		return err
	}
	if err := b.add(it, b.tell(words.EvidenceRecord), b.tell(words.EvidenceStory), "", 0, []byte(story)); err != nil {
		return err
	}
	for _, o := range item {
		list, err := b.in.Store.EvidenceOf(ctx, o.ID)
		if err != nil {
			return err
		}
		seen := map[int64]bool{}
		for _, e := range list {
			if seen[e.Mail] {
				continue
			}
			seen[e.Mail] = true
			if b.bundle.known[path.Join(it.Folder, fmt.Sprintf("%04d", checklist.Local(e.Mail)))] {
				continue // it answers for two parties of the item
			}
			b.bundle.known[path.Join(it.Folder, fmt.Sprintf("%04d", checklist.Local(e.Mail)))] = true
			if err := b.reply(ctx, &it, e.Mail); err != nil {
				return err
			}
		}
		if err := b.verdicts(ctx, o); err != nil {
			return err
		}
	}
	b.items = append(b.items, it)
	return nil
}

func (b *binder) describe(item []db.Owed) boundItem {
	first := item[0]
	it := boundItem{No: first.No, List: first.Title, Name: b.in.Shortened(checklist.ShortName(first.Content)), Due: first.Deadline.String()}
	var leads, states []string
	for _, o := range item {
		if o.Role == checklist.Lead {
			leads = append(leads, o.Party)
			states = append(states, b.say(o.Standing()))
		}
	}
	it.Leads, it.State = b.list(leads), b.counted(states)
	it.Status = b.statuses[first.Item]
	it.Folder = fmt.Sprintf("%02d %s", it.No, b.in.fileName(it.Name))
	if b.several {
		it.Folder = path.Join(b.tell(words.EvidenceList, checklist.Local(first.Checklist), b.in.fileName(first.Title)), it.Folder)
	}
	for b.bundle.known[it.Folder] {
		it.Folder += b.tell(words.EvidenceRemoved) // an amended list has given the number away
	}
	b.bundle.known[it.Folder] = true
	return it
}

// counted says each state once, and how many are in it where they differ:
// 已销号, or 已销号2、办理中3.
func (b *binder) counted(states []string) string {
	n := map[string]int{}
	var order []string
	for _, s := range states {
		if n[s] == 0 {
			order = append(order, s)
		}
		n[s]++
	}
	for i, s := range order {
		if len(order) > 1 {
			order[i] = b.tell(words.EvidenceCounted, s, n[s])
		}
	}
	return b.list(order)
}

func (b *binder) add(it boundItem, name, kind, who string, ms int64, content []byte) error {
	item := b.tell(words.EvidenceOfItem, it.No)
	if b.several {
		item = b.tell(words.EvidenceOfList, it.List, it.No)
	}
	_, err := b.bundle.add(bundled{Path: path.Join(it.Folder, name), Item: item, Kind: kind, Who: who, When: b.at(ms)}, content)
	return err
}

// say and tell say in the language of the office's documents.
func (b *binder) say(m msg.Sayer) string { return words.Say(b.in.Language, m.Message()) }

func (b *binder) tell(t words.Text, facts ...any) string { return t.In(b.in.Language, facts...) }

// list joins names: 、 or a comma.
func (b *binder) list(all []string) string { return strings.Join(all, b.in.Of("、", ", ")) }

func (b *binder) at(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).In(b.in.Zone).Format("2006-01-02 15:04")
}

// story is the history of an item in words, a paragraph for each party.
func (b *binder) story(ctx context.Context, item []db.Owed) (string, error) {
	var s strings.Builder
	s.WriteString(b.tell(words.StoryHead, item[0].No, item[0].Content))
	if status := b.statuses[item[0].Item]; status != "" {
		s.WriteString(b.tell(words.StoryStatus, status))
	}
	for _, o := range item {
		s.WriteString(b.tell(words.StoryParty, o.Role, o.Party, b.part(o), o.Deadline, o.Original, o.Standing(), o.Round))
		events, err := b.in.Store.History(ctx, o.ID)
		if err != nil {
			return "", err
		}
		for _, e := range events {
			mark, err := b.senderOf(ctx, e.Mail)
			if err != nil {
				return "", err
			}
			s.WriteString(b.tell(words.StoryEvent, b.at(e.At), e.Kind, b.in.who(e.Actor), mark, b.said(e), e.Seq))
		}
	}
	return zh.Visible(s.String()), nil
}

// part is which of an item's parts a party owes.
func (b *binder) part(o db.Owed) string {
	if o.Part == "" {
		return ""
	}
	return b.in.Of("", " ") + b.say(checklist.SaidPart(o.Part))
}

// said is why an event happened and the words that were filed, on a line: once where they
// are the same, as those of a judge.
func (b *binder) said(e checklist.Event) string {
	all := e.Text
	if e.Kind == checklist.EventAssigned {
		all = b.say(checklist.SaidPart(e.Text))
	}
	if words, own := e.Reason.Own(); !own || words != e.Text {
		all = b.say(e.Reason) + " " + all
	}
	return strings.Join(strings.Fields(all), " ")
}

// recorded is put behind what the clerk has recorded: （电话报告，督办员登记）.
func recorded(l words.Language, w checklist.Way) string {
	if m := w.Recorded(); !m.IsZero() {
		return words.EvidenceRecorded.In(l, m)
	}
	return ""
}

// senderOf marks a mail whose sender nobody proved, and says whether he confirmed it.
func (b *binder) senderOf(ctx context.Context, mail int64) (string, error) {
	if mail == 0 {
		return "", nil
	}
	if way, err := b.in.Store.WayOf(ctx, mail); err != nil || way != "" {
		return recorded(b.in.Language, way), err
	}
	proof, err := b.in.Store.ProofOf(ctx, mail)
	if err != nil || proof.State == "proven" || proof.State == "" {
		return "", err
	}
	switch w, err := b.in.Store.ConfirmationOf(ctx, checklist.Local(mail)); {
	case errors.Is(err, checklist.ErrNotFound):
		return b.tell(words.EvidenceUnproven), nil
	case err != nil:
		return "", err
	case w.State == checklist.MailFiled:
		return b.tell(words.EvidenceOwned), nil
	}
	return b.tell(words.EvidenceDisowned), nil
}

// reply puts a reply into its item's folder: the mail as it came, the words that
// were read from it, its attachments.
func (b *binder) reply(ctx context.Context, it *boundItem, id int64) error {
	m, raw, err := b.mail(ctx, id)
	if err != nil {
		return err
	}
	who := b.in.who(m.Person)
	mark, err := b.senderOf(ctx, id)
	if err != nil {
		return err
	}
	base := fmt.Sprintf("%04d %s", m.No(), b.in.fileName(who))
	if err := b.add(*it, base+".eml", b.tell(words.EvidenceReplyMail)+mark, who, m.ReceivedMs, raw); err != nil {
		return err
	}
	if err := b.add(*it, base+".txt", b.tell(words.EvidenceReplyText), who, m.ReceivedMs, []byte(m.Text)); err != nil {
		return err
	}
	b.mails[id] = true
	b.replies++
	it.Replies++
	for i, f := range b.in.Files(raw) {
		it.Attachments++
		if err := b.add(*it, filepath.ToSlash(filepath.Join(base, fmt.Sprintf("%d %s", i+1, b.in.fileName(f.Name)))), b.tell(words.EvidenceAttachment), who, m.ReceivedMs, f.Content); err != nil {
			return err
		}
	}
	return nil
}

func (b *binder) mail(ctx context.Context, id int64) (m db.Mail, raw []byte, err error) {
	if m, err = b.in.Store.MailByID(ctx, id); err != nil {
		return m, nil, err
	}
	raw, err = b.in.Store.RawMail(ctx, id)
	return m, raw, err
}
