package message

import (
	"strings"
	"unicode"
)

// Address is one mailbox of an address field.
type Address struct {
	Name string // display name, decoded; anybody can write anything here
	Addr string // local@domain as written; never taken from an encoded word
}

// ParseAddresses reads an address list (RFC 5322, section 3.4) as tolerantly as
// it is written: names without quotes, semicolons for commas, groups, comments,
// a missing ">". Malformed says that some entry had no address. The value must
// be undecoded: an encoded word is a name, whatever it spells.
func ParseAddresses(value string) (list []Address, malformed bool) {
	var p addressParser
	for i := 0; i < len(value); {
		i += p.step(value, i)
	}
	p.finish()
	return p.list, p.malformed
}

// addressParser gathers one entry at a time.
type addressParser struct {
	list      []Address
	malformed bool

	phrase  strings.Builder // the words outside of <>: a name, or a bare address
	comment string
	angles  []string

	quotes       quotes
	openComments bool // an unclosed parenthesis was met: the others are text too
}

// step reads one token at i and returns its length.
func (p *addressParser) step(s string, i int) int {
	switch s[i] {
	case '"':
		n := p.quotes.end(s[i:])
		p.phrase.WriteString(s[i : i+n])
		return n
	case '(':
		return p.skipComment(s[i:])
	case '<':
		inner, n := p.angle(s[i:])
		p.angles = append(p.angles, inner)
		return n
	case ',', ';':
		p.finish()
	case ':': // the end of a group's name
		p.reset()
	default:
		p.phrase.WriteByte(s[i])
	}
	return 1
}

// finish ends an entry. What stands in <> is the address, and only that: a name
// that looks like an address is a name.
func (p *addressParser) finish() {
	phrase := strings.TrimSpace(p.phrase.String())
	name := displayName(phrase, p.comment)
	switch {
	case len(p.angles) > 0:
		for _, a := range p.angles {
			p.add(name, a)
		}
	case strings.Contains(phrase, "@"):
		p.add(displayName("", p.comment), phrase)
	case phrase != "":
		p.malformed = true
	}
	p.reset()
}

func (p *addressParser) reset() {
	p.phrase.Reset()
	p.comment, p.angles = "", nil
}

func (p *addressParser) add(name, addr string) {
	addr = strings.TrimSpace(addr)
	if strings.HasPrefix(addr, "@") { // RFC 5322, section 4.4: a source route
		if _, after, ok := strings.Cut(addr, ":"); ok {
			addr = after
		}
	}
	if !IsAddress(addr) {
		p.malformed = true
		return
	}
	p.list = append(p.list, Address{Name: name, Addr: addr})
}

// IsAddress asks for the shape local@domain only. Whether it is somebody is
// asked of the directory, by exact comparison.
func IsAddress(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 || len(s) > 320 || strings.ContainsFunc(s, unicode.IsControl) { // RFC 3696: 64 + 1 + 255
		return false
	}
	local, domain := s[:at], s[at+1:]
	if strings.HasPrefix(local, `"`) && new(quotes).end(local) == len(local) {
		return !strings.ContainsAny(domain, " \"<>()")
	}
	return !strings.ContainsAny(s, " \"<>()") && strings.Count(s, "@") == 1
}

// displayName decodes a name. QQ really writes encoded words inside of quotes,
// where RFC 2047 forbids them, so they are decoded after the quotes are gone.
func displayName(phrase, comment string) string {
	if phrase == "" {
		phrase = comment
	}
	return visible(OneLine(decodeWords(unquote(phrase))))
}

// unquote removes the quotes of all quoted strings and their escapes.
func unquote(s string) string {
	if !strings.Contains(s, `"`) {
		return s
	}
	var out strings.Builder
	in := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			in = !in
		case in && s[i] == '\\' && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		default:
			out.WriteByte(s[i])
		}
	}
	return out.String()
}

// quotes finds the ends of quoted strings. Once one did not end, every further
// quotation mark is text: looking for its end again and again would take time
// that grows with the square of the field.
type quotes struct{ unclosed bool }

// end returns the length of the quoted string that s begins with.
func (q *quotes) end(s string) int {
	for i := 1; i < len(s) && !q.unclosed; i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	q.unclosed = true
	return 1
}

// skipComment takes the comment that s begins with, nested ones included, and
// returns its length; one that never ends is a lone parenthesis.
func (p *addressParser) skipComment(s string) int {
	depth := 0
	for i := 0; i < len(s) && !p.openComments; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				p.comment = s[1:i]
				return i + 1
			}
		}
	}
	p.openComments = true
	p.phrase.WriteByte('(')
	return 1
}

// angle returns what stands between < and >, and the length with both. Without
// the closing one, it ends where the next entry begins.
func (p *addressParser) angle(s string) (inner string, n int) {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			i += p.quotes.end(s[i:]) - 1
		case '>':
			return s[1:i], i + 1
		case ',', ';', '<':
			return s[1:i], i
		}
	}
	return s[1:], len(s)
}
