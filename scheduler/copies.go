package scheduler

import (
	"cmp"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// CopyRules say who gets copies (抄送) of letters to others, by the names of the directory.
type CopyRules struct {
	Of      map[letter.Kind][]string
	Parties map[string][]string // of first letters and reminders that list something of a party
}

// IsSuperior reports whether a name stands for whoever is above the reader of the letter.
func IsSuperior(name string) bool { return name == "上级" || name == "superior" }

// copies are the copies of letters. They leave with the letter, and where it lists what is
// owed only while that is still owed. Of a digest nobody gets a copy who gets one himself,
// nor a second one where several people do.
func (r Rules) copies(letters []db.PlannedLetter) (copies []db.PlannedLetter) {
	for _, l := range letters {
		for _, p := range r.copiedIn(l.Notice.Letter) {
			if hasDigest(letters, p, l) || hasDigest(copies, p, l) {
				continue
			}
			n := l.Notice
			n.Key, n.Reason = "copy/"+l.Notice.Key+"/"+p.ID, msg.New("a copy of the letter to", cmp.Or(l.Notice.Letter.Salutation, l.Notice.Letter.To))
			n.Letter = l.Notice.Letter.Copy(p)
			copies = append(copies, db.PlannedLetter{Notice: n})
		}
	}
	return copies
}

// hasDigest reports whether letters tell somebody what a digest does.
func hasDigest(letters []db.PlannedLetter, p checklist.Person, of db.PlannedLetter) bool {
	d := of.Notice.Letter.Digest
	return d != nil && slices.ContainsFunc(letters, func(l db.PlannedLetter) bool {
		other := l.Notice.Letter
		return other.To == p.ID && other.Digest != nil && other.Checklist == of.Notice.Letter.Checklist && other.Digest.Closing == d.Closing
	})
}

// copiedIn are the people who get copies of a letter, each once, its reader not among them.
func (r Rules) copiedIn(l letter.Letter) (people []checklist.Person) {
	add := func(p checklist.Person, known bool) {
		same := func(q checklist.Person) bool { return q.ID == p.ID }
		if known && p.Mail != "" && p.ID != l.To && !slices.ContainsFunc(people, same) {
			people = append(people, p)
		}
	}
	names := slices.Clone(r.Copies.Of[l.Kind])
	for party, more := range r.Copies.Parties {
		if l.Kind.Traits().Reminds && slices.ContainsFunc(l.Lines, func(x letter.Line) bool { return x.Party == r.Directory.PartyName(party) }) {
			names = append(names, more...)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if IsSuperior(name) {
			if above := r.Directory.Above(l.To); len(above) > 0 {
				add(above[0], true)
			}
			continue
		}
		parties, _ := r.Directory.Expand(name)
		for _, party := range parties {
			add(r.Directory.ResponsibleFor(party))
		}
	}
	return people
}
