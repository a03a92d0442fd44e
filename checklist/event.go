package checklist

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"duban/internal/msg"
)

// EventKind says what happened.
type EventKind string

// The events of an assignment change its state (Assignment.Apply); the others
// are remembered beside it.
const (
	EventAssigned     EventKind = "assigned"          // 下达: round 1 begins
	EventAcknowledged EventKind = "acknowledged"      // 签收
	EventProgress     EventKind = "progress"          // 进展
	EventSubmitted    EventKind = "submitted"         // 办结待审
	EventWithdrawn    EventKind = "withdrawn"         // 撤回
	EventAccepted     EventKind = "accepted"          // 销号
	EventReturned     EventKind = "returned"          // 退回: a new round
	EventWaived       EventKind = "waived"            // 免办
	EventSettled      EventKind = "settled"           // a joint part closed because the item was struck off
	EventReopened     EventKind = "reopened"          // 重新办理: a new round
	EventReassigned   EventKind = "reassigned"        // 移交: another party, a new round
	EventAskedExtend  EventKind = "extension-asked"   // 申请延期
	EventExtended     EventKind = "extension-granted" // 同意延期
	EventRefused      EventKind = "extension-refused" // 不同意延期
	EventRemarked     EventKind = "remarked"          // 批示
	EventInstructed   EventKind = "instructed"        // 批示 that stands until it is answered; Day: until when
	EventFollowed     EventKind = "followed"          // 答复批示: what became of it
	EventRescheduled  EventKind = "rescheduled"       // 改期: an amended list says another deadline
	EventAskedHelp    EventKind = "help-asked"        // 求助
	EventAskedMove    EventKind = "transfer-asked"    // 申请转交

	EventImported    EventKind = "imported"    // a checklist came in
	EventAmended     EventKind = "amended"     // it came in again, changed
	EventClosed      EventKind = "closed"      // a checklist was closed by the clerk
	EventSent        EventKind = "sent"        // a letter was accepted by a server
	EventFailed      EventKind = "failed"      // a letter was given up
	EventResent      EventKind = "resent"      // a letter that was given up goes again
	EventBounced     EventKind = "bounced"     // an address does not work
	EventRestored    EventKind = "restored"    // an address works again
	EventAway        EventKind = "away"        // somebody is away between two days, with a substitute
	EventBack        EventKind = "back"        // and came back before the last of them
	EventLadder      EventKind = "ladder"      // an item or a list climbs another ladder
	EventReleased    EventKind = "released"    // a day's letters go although they are many
	EventNoted       EventKind = "noted"       // an automatic reply's text, kept on the person
	EventQuarantined EventKind = "quarantined" // a mail waits for the clerk
	EventPaused      EventKind = "paused"      // letters are held back
	EventResumed     EventKind = "resumed"     // they go again
	EventDiscarded   EventKind = "discarded"   // the clerk put a mail aside, with a reason
	EventConfirmed   EventKind = "confirmed"   // words that nobody proved are their writer's: he said so by another mail
)

// Event is one row of the history: append-only, each hashed over the one before.
type Event struct {
	Office     int64       `json:"-"`   // an office's history is its own, whatever number it has in a database
	Seq        int64       `json:"seq"` // 1, 2, 3 … within the office
	At         int64       `json:"at"`  // Unix milliseconds, UTC
	On         Day         `json:"on"`  // the civil day of At in the office's zone
	Kind       EventKind   `json:"kind"`
	Assignment int64       `json:"assignment,omitempty"`
	Actor      string      `json:"actor"`            // person ID, or "duban", or "clerk"
	Reason     msg.Message `json:"reason,omitzero"`  // why; somebody's own words, or one of ours
	Mail       int64       `json:"mail,omitempty"`   // the mail that caused it
	Notice     int64       `json:"notice,omitempty"` // the letter concerned
	Party      string      `json:"party,omitempty"`  // assigned, reassigned: to whom
	Role       Role        `json:"role,omitempty"`
	Day        Day         `json:"day,omitempty"`      // deadline set, asked for or granted
	Start      Day         `json:"start,omitempty"`    // assigned: the day of issue
	Text       string      `json:"text,omitempty"`     // the words filed; assigned: which part of the item
	Every      Every       `json:"every,omitempty"`    // assigned: the recurrence of which the part is one period
	Received   int64       `json:"received,omitempty"` // when the mail that says it came in; 0: it was said when it happened

	Hash string `json:"-"`
}

// saidAt is when the words of an event were said: what decides on time is when a
// mail came in, wherever it lay until it was filed.
func (e Event) saidAt() int64 { return cmp.Or(e.Received, e.At) }

// Said are the words of an event: those that were filed, or why it happened.
func (e Event) Said() msg.Message {
	if e.Text != "" {
		return msg.Words(e.Text)
	}
	return e.Reason
}

// ChainStart is the hash before the first event of every office.
const ChainStart = "duban/1"

// Seal returns the hash of an event that follows a hash: SHA-256 over the
// previous hash, a line feed, and the event as JSON in the order of its fields.
func (e Event) Seal(prev string) string {
	sum := sha256.Sum256(append([]byte(prev+"\n"), e.JSON()...))
	return hex.EncodeToString(sum[:])
}

// JSON is the event as it is sealed: whoever has these lines and their hashes
// can prove the chain without this program. Identifiers are written as the office
// numbers them. A reason of somebody's own is a text, as all were in older builds, whose
// histories have the same hashes therefore.
func (e Event) JSON() []byte {
	e.Assignment, e.Mail, e.Notice = Local(e.Assignment), Local(e.Mail), Local(e.Notice)
	b, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("an event of plain fields always marshals: %v", err))
	}
	return b
}

// eventNames are what events are called that change an assignment.
var eventNames = map[EventKind]msg.Message{
	EventAssigned:     msg.New("assigned"),
	EventAcknowledged: msg.New("acknowledged"),
	EventProgress:     msg.New("progress"),
	EventSubmitted:    msg.New("reported done"),
	EventWithdrawn:    msg.New("withdrawn"),
	EventAccepted:     msg.New("accepted"),
	EventReturned:     msg.New("returned"),
	EventWaived:       msg.New("waived"),
	EventSettled:      msg.New("settled"),
	EventReopened:     msg.New("reopened"),
	EventReassigned:   msg.New("reassigned"),
	EventAskedExtend:  msg.New("extension asked"),
	EventExtended:     msg.New("extension granted"),
	EventRefused:      msg.New("extension refused"),
	EventRemarked:     msg.New("instruction"),
	EventInstructed:   msg.New("instruction"),
	EventFollowed:     msg.New("instruction answered"),
	EventAskedHelp:    msg.New("help asked"),
	EventAskedMove:    msg.New("transfer asked"),
	EventRescheduled:  msg.New("rescheduled"),
}

// Message is what an event is called; the others are all a note.
func (k EventKind) Message() msg.Message {
	if name, ok := eventNames[k]; ok {
		return name
	}
	return msg.New("note")
}

const carriedTo = "carried into another list"

// CarriedTo is the reason why an item ends that another list carries on.
func CarriedTo(title string, no int) msg.Message { return msg.New(carriedTo, title, no) }

// Carried reports whether that is why an item ended. Older builds stored the sentence.
func Carried(why msg.Message) bool {
	said, own := why.Own()
	return why.Code == carriedTo || own && strings.HasPrefix(said, "转入《")
}
