package notify

import (
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// previewToken stands where a letter has its token, and is none: what answers a preview
// names no letter.
const previewToken letter.Token = "预览"

// Preview renders a letter that is looked at and never sent. It says so in its subject and
// before all else, and bears nothing by which an answer would find a letter.
func Preview(n db.Notice, to checklist.Person, o Office, at time.Time) (raw []byte, err error) {
	n.Token, n.MessageID, n.Letter.InReplyTo = previewToken, "<duban-preview."+hashOf(n.Key)+"@"+o.Domain+">", ""
	o.ReplySuffix, o.preview = false, true
	raw, _, err = Compose(n, to, o, at)
	return raw, err
}

// markPreview says of a letter, before all else, that it is not one.
func (p *page) markPreview() {
	p.Subject = p.Of("【预览】", "[Preview] ") + p.Subject
	p.Blocks = slices.Insert(p.Blocks, 0, strong(p.Of("这是预览，信没有发出；回复它不会登记。", "This is a preview: it was not sent, and an answer to it is not filed.")))
}
