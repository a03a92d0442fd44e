package robot

import (
	"bytes"
	"cmp"
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

// recipientReport is the part of a delivery status that is about one recipient
// (RFC 3464, section 2.3).
type recipientReport struct {
	addr, action, status, diagnostic string
	gaveUp                           bool // Action: failed, in so many words
}

// bounceOfReports reads every delivery status, wherever in the message it is:
// gateways enclose the notice of another server in one of their own. Failures
// count before delays, and delays before news of success.
func bounceOfReports(m *message.Message) Bounce {
	byAction := map[string][]recipientReport{}
	for _, r := range m.Reports {
		if strings.HasSuffix(r.MediaType, "delivery-status") {
			for _, rec := range recipientReports(r.Content) {
				byAction[rec.action] = append(byAction[rec.action], rec)
			}
		}
	}
	for _, action := range []string{"failed", "delayed", "delivered"} {
		if recs := byAction[action]; len(recs) > 0 {
			return bounceOf(action, recs)
		}
	}
	return Bounce{}
}

func bounceOf(action string, recs []recipientReport) Bounce {
	b := Bounce{Status: recs[0].status, Diagnostic: recs[0].diagnostic, Delayed: action == "delayed", Permanent: recs[0].gaveUp}
	if action == "delivered" {
		return b // reached: nobody to name
	}
	for _, r := range recs {
		b.addRecipient(r.addr)
	}
	return b
}

// recipientReports reads the groups of fields, parted by empty lines. The first
// is about the message; it has no recipient and no action.
func recipientReports(content []byte) []recipientReport {
	var out []recipientReport
	lim := message.DefaultLimits()
	for rest := bytes.TrimSpace(content); len(rest) > 0 && len(out) < maxRecipients; {
		h, next, _ := message.ReadHeader(rest, lim)
		if len(h) == 0 {
			break
		}
		if r, ok := recipientOf(h); ok {
			out = append(out, r)
		}
		rest = bytes.TrimLeft(next, "\r\n \t")
	}
	return out
}

// recipientOf prefers the address that we wrote to over the one that a server
// on the way made of it.
func recipientOf(h message.Header) (recipientReport, bool) {
	r := recipientReport{
		addr:       addressOfReport(h.Raw("Original-Recipient")),
		action:     message.Keyword(h.Raw("Action")),
		status:     firstStatus(h.Raw("Status")),
		diagnostic: diagnosticOf(h.Get("Diagnostic-Code")),
	}
	r.gaveUp = r.action == "failed"
	if r.addr == "" {
		r.addr = addressOfReport(h.Raw("Final-Recipient"))
	}
	r.status = closerStatus(r.status, firstStatus(r.diagnostic))
	if code := leadingCode.FindString(r.diagnostic); r.status == "" && code != "" {
		detail, _ := detailOfWords(r.diagnostic)
		r.status = code[:1] + "." + detail
	}
	r.action = actionOf(r.action, r.status)
	return r, r.addr != "" || r.status != ""
}

// leadingCode is the code of RFC 5321 at the start of a diagnostic.
var leadingCode = zh.NewPattern(`^[45][0-9]{2}\b`)

// closerStatus prefers the remote server's own status to one that says nothing
// but the class: 5.0.0.
func closerStatus(status, diagnostic string) string {
	if status == "" || strings.HasSuffix(status, ".0.0") && diagnostic != "" && diagnostic[0] == status[0] {
		return cmp.Or(diagnostic, status)
	}
	return status
}

// actionOf folds the actions of RFC 3464, section 2.3.3, into three.
func actionOf(action, status string) string {
	switch {
	case action == "failed" || action == "delayed":
		return action
	case action == "delivered" || action == "relayed" || action == "expanded" || strings.HasPrefix(status, "2"):
		return "delivered"
	}
	return "failed"
}

// addressOfReport takes "rfc822; a@b" apart.
func addressOfReport(raw string) string {
	if _, after, ok := strings.Cut(raw, ";"); ok {
		raw = after
	}
	return message.FirstAddress(strings.TrimSpace(raw)).Addr
}

// diagnosticOf drops the "smtp;" in front, and keeps it short.
func diagnosticOf(s string) string {
	if kind, after, ok := strings.Cut(s, ";"); ok && !strings.ContainsAny(strings.TrimSpace(kind), " \t") {
		s = after
	}
	return shorten(s)
}

func shorten(s string) string {
	return zh.FirstRunes(strings.Join(strings.Fields(message.OneLine(s)), " "), 300)
}

// statusCode is RFC 3463. What stands before and behind must be no digit and no
// dot, else it would find itself in addresses of the internet.
var statusCode = zh.NewPattern(`(?:^|[^0-9.A-Za-z])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:[^0-9.]|\.(?:\D|$)|$)`)

func firstStatus(s string) string {
	if found := statusCode.FindStringSubmatch(s); found != nil {
		return found[1]
	}
	return ""
}
