package message

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"duban/checklist/letter"
	"duban/internal/zh"
)

// The places where a reply carries a token back, best first: what a program
// copies is safer than what a person may edit.
const (
	PlaceInReplyTo  = "信头 In-Reply-To"
	PlaceReferences = "信头 References"
	PlaceAddress    = "收件地址"
	PlaceSubject    = "主题"
	PlaceText       = "正文"
)

// TokenAt is a token and where it stood.
type TokenAt struct {
	Token letter.Token
	Place string
}

// Tokens returns every token of a message, best place first, each once per
// place. They look like tokens; whether a letter bears one, and whether two of
// them disagree, only the store knows. Messages enclosed in the message do not
// count: a forwarded letter is not an answer to it.
func Tokens(m *Message) []TokenAt {
	var c tokenCollector
	for _, id := range m.InReplyTo {
		c.add(TokenOfID(id), PlaceInReplyTo)
	}
	for _, id := range m.References {
		c.add(TokenOfID(id), PlaceReferences)
	}
	for _, name := range addressFields {
		for _, a := range m.addresses(name) {
			c.add(TokenOfAddress(a.Addr), PlaceAddress)
		}
	}
	c.add(tokensOfTags(m.Subject), PlaceSubject)
	c.add(tokensOfTags(m.Text), PlaceText)
	c.add(tokensOfTags(m.HTMLText), PlaceText) // the quote is sometimes in the page only
	return c.found
}

// addressFields are where an own address, with its suffix, may stand: servers
// note the real recipient in fields of their own.
var addressFields = []string{
	"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To",
}

// tokenCollector keeps each token once per place, in the order found.
type tokenCollector struct {
	found []TokenAt
	seen  map[TokenAt]bool
}

func (c *tokenCollector) add(tokens []letter.Token, place string) {
	for _, t := range tokens {
		at := TokenAt{t, place}
		if c.seen[at] {
			continue
		}
		if c.seen == nil {
			c.seen = map[TokenAt]bool{}
		}
		c.seen[at] = true
		c.found = append(c.found, at)
	}
}

// ourID is the Message-ID of our letters: <duban.TOKEN.anything@domain>.
var ourID = zh.NewPattern(`(?i)^<duban\.([a-z0-9]{6}|[a-z0-9]{10})\.[^<>@\s]*@[^<>@\s]+>$`)

func TokenOfID(id string) []letter.Token {
	if found := ourID.FindStringSubmatch(id); found != nil {
		return parsed(found[1])
	}
	return nil
}

// TokenOfAddress reads local+TOKEN@domain (RFC 5233 calls it a subaddress).
func TokenOfAddress(addr string) []letter.Token {
	local, _, _ := strings.Cut(addr, "@")
	if i := strings.LastIndexByte(local, '+'); i >= 0 {
		return parsed(local[i+1:])
	}
	return nil
}

func parsed(s string) []letter.Token {
	if t, ok := letter.ParseToken(s); ok {
		return []letter.Token{t}
	}
	return nil
}

// tag is 〔督办 K7Q4M2〕 or 〔督办 K7Q4M-2R9XA〕 as it comes back: other brackets, blanks anywhere, quote
// marks where a line was wrapped, the closing bracket cut off. The text is
// folded to half width before.
var tag = zh.NewPattern(`[〔\[【({〖<《「][\s>|]*督[\s>|]*[办辦][\s>|:·.#-]*((?:[0-9A-Za-z][\s>|]*){5}(?:[0-9A-Za-z]|[-‐‑–—−]?[\s>|]*(?:[0-9A-Za-z][\s>|]*){5}))[\s>|]*(?:[^0-9A-Za-z]|$)`)

const (
	tagBefore  = 8  // runes of a window in front of 督
	tagBehind  = 64 // and behind it
	maxTags    = 200
	maxTagText = 4 << 20 // bytes of text searched
)

// tokensOfTags finds the tags of a text. Only the surroundings of a 督 are
// folded and matched, so that a long text costs one search.
func tokensOfTags(s string) []letter.Token {
	s = FirstBytes(s, maxTagText)
	var out []letter.Token
	for n, from := 0, 0; n < maxTags; n++ {
		i := strings.Index(s[from:], "督")
		if i < 0 {
			break
		}
		i += from
		from = i + len("督")
		window := norm.NFKC.String(visible(lastRunes(s[:i], tagBefore) + zh.FirstRunes(s[i:], tagBehind)))
		if found := tag.FindStringSubmatch(window); found != nil {
			out = append(out, parsed(compact(found[1]))...)
		}
	}
	return out
}

// compact drops the hyphen, and what a wrapped quote puts between the letters of a token.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(">|-‐‑–—−", r) {
			return -1
		}
		return r
	}, s)
}

func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		i--
		for i > 0 && s[i]&0xC0 == 0x80 { // inside of a character
			i--
		}
	}
	return s[i:]
}

// TokensIn are the tokens that one field brings back.
func TokensIn(name string, m *Message) (found []letter.Token) {
	switch name {
	case "In-Reply-To", "References":
		for _, id := range messageIDs(m.Header.Raw(name)) {
			found = append(found, TokenOfID(id)...)
		}
	case "Subject":
		return tokensOfTags(m.Subject)
	default:
		for _, a := range m.addresses(name) {
			found = append(found, TokenOfAddress(a.Addr)...)
		}
	}
	return found
}
