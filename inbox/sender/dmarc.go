package sender

import (
	"context"
	"strings"
)

// demand is what a domain demands of mail in its name.
type demand struct {
	result string            // "none": it demands nothing; "temperror": nobody knows
	tags   map[string]string // of the record: p=reject, adkim=s
	whole  bool              // the record is that of the organisation, not of the domain itself
}

// demandOf asks the domain of the author, and then the organisation it belongs to
// (RFC 7489, section 6.6.3).
func demandOf(ctx context.Context, dns DNS, author string) demand {
	if !IsDomain(author) {
		return demand{result: "none"}
	}
	for i, domain := range []string{author, organisation(author)} {
		if i == 1 && domain == author {
			break
		}
		records, err := dns.LookupTXT(ctx, "_dmarc."+domain)
		if isUnanswered(err) {
			return demand{result: "temperror"}
		}
		if tags := dmarcTags(records); tags != nil {
			return demand{tags: tags, whole: i == 1}
		}
	}
	return demand{result: "none"}
}

// dmarcTags reads the one record that is DMARC's; two are as good as none.
func dmarcTags(records []string) (tags map[string]string) {
	for _, r := range records {
		if version, _, _ := strings.Cut(r, ";"); strings.ReplaceAll(version, " ", "") != "v=DMARC1" {
			continue
		}
		if tags != nil {
			return nil
		}
		tags = map[string]string{}
		for tag := range strings.SplitSeq(r, ";") {
			name, value, _ := strings.Cut(tag, "=")
			tags[strings.TrimSpace(name)] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return tags
}

// evaluate is the finding of DMARC. A domain that only wants to hear of failures
// (p=none) accuses nobody: then there is none.
func (d demand) evaluate(author string, found []finding) (f finding, is bool) {
	f = finding{method: "dmarc", prop: "header.from", domain: author}
	if d.result != "" {
		f.result = d.result
		return f, d.result != "none"
	}
	open := false // a question that could still prove him
	for _, x := range found {
		if x.result == "pass" && d.isAligned(x, author) {
			f.result = "pass"
			f.relaxed = f.relaxed || d.relaxes(x.method)
			continue
		}
		open = open || x.result == "temperror" && d.isAligned(x, author) // a forger can have a silent domain of his own
	}
	if f.result == "pass" {
		return f, true
	}
	f.result = "fail"
	if open {
		f.result = "temperror"
	}
	return f, open || d.asks() != "none"
}

// asks says what is to become of what fails: sp speaks for the domains below that of the record.
func (d demand) asks() string {
	if d.whole && d.tags["sp"] != "" {
		return d.tags["sp"]
	}
	if d.tags["p"] == "reject" || d.tags["p"] == "quarantine" {
		return d.tags["p"]
	}
	return "none"
}

var alignmentTags = map[string]string{"spf": "aspf", "dkim": "adkim"}

// relaxes reports whether the author's own domain says in words that others of its
// organisation speak for it.
func (d demand) relaxes(method string) bool { return d.tags[alignmentTags[method]] == "r" && !d.whole }

func (d demand) isAligned(f finding, author string) bool {
	switch {
	case d.tags[alignmentTags[f.method]] == "s":
		return strings.EqualFold(f.domain, author)
	case d.relaxes(f.method):
		return sameOrganisation(f.domain, author)
	}
	return isAligned(f.domain, author)
}
