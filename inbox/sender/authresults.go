package sender

import "strings"

// authResults is one Authentication-Results field (RFC 8601): which server says
// it, and what it found. Nothing in it is believed yet: see proofOf.
type authResults struct {
	server  string // authserv-id; empty: the field has none, as Exchange Online writes it
	results []authResult
}

// authResult is one method with its outcome: dmarc=pass header.from=a.cn.
type authResult struct {
	method, result string            // lower case
	props          map[string]string // lower-case names: header.from, smtp.mailfrom
}

// parseAuthResults reads a field as tolerantly as servers write it: methods it
// does not know, blanks around the equals sign, a semicolon at the end, values
// torn in two by folding. What stands in quotes or in comments is never syntax.
func parseAuthResults(raw string) authResults {
	statements := splitStatements(authTokens(raw))
	if len(statements) == 0 {
		return authResults{}
	}
	var a authResults
	if id, ok := serverID(statements[0]); ok {
		a.server = id
		statements = statements[1:]
	}
	for _, s := range statements {
		if r, ok := resultOf(s); ok {
			a.results = append(a.results, r)
		}
	}
	return a
}

// serverID reads the authserv-id with its optional version.
func serverID(s []authToken) (string, bool) {
	if len(s) == 0 || s[0].kind == authEquals {
		return "", false
	}
	if len(s) > 2 || len(s) == 2 && strings.Trim(s[1].text, "0123456789") != "" {
		return "", false
	}
	return strings.ToLower(s[0].text), true
}

// resultOf reads "method=result" and the properties behind it. A property that
// is written twice with different values says nothing.
func resultOf(s []authToken) (r authResult, ok bool) {
	pairs := pairsOf(s)
	if len(pairs) == 0 {
		return r, false
	}
	method, _, _ := strings.Cut(pairs[0].name, "/") // a version may follow
	r = authResult{method: method, result: strings.ToLower(pairs[0].value), props: map[string]string{}}
	for _, p := range pairs[1:] {
		if have, twice := r.props[p.name]; twice && have != p.value {
			p.value = ""
		}
		r.props[p.name] = p.value
	}
	return r, true
}

type authPair struct{ name, value string }

// pairsOf finds "name = value". A word that belongs to no pair is the rest of a
// value torn by folding (Coremail), so that value is not whole and is blanked:
// half an address must not become an address.
func pairsOf(s []authToken) (pairs []authPair) {
	for i := 0; i < len(s); {
		if i+1 >= len(s) || s[i].kind != authWord || s[i+1].kind != authEquals {
			if len(pairs) > 1 {
				pairs[len(pairs)-1].value = ""
			}
			i++
			continue
		}
		value, next := valueAt(s, i+2)
		pairs = append(pairs, authPair{strings.ToLower(s[i].text), value})
		i = next
	}
	return pairs
}

// valueAt joins the tokens that stand together without a blank: "a b"@c.cn, and
// the equals signs that a local part may hold (SRS0=…=a@b.cn).
func valueAt(s []authToken, i int) (string, int) {
	if i >= len(s) || s[i].kind == authEquals {
		return "", i
	}
	value := s[i].text
	for i++; i < len(s) && s[i].glued; i++ {
		value += s[i].text
	}
	return value, i
}

func splitStatements(tokens []authToken) (statements [][]authToken) {
	var s []authToken
	for _, t := range tokens {
		if t.kind == authSemicolon {
			statements = append(statements, s)
			s = nil
			continue
		}
		s = append(s, t)
	}
	return append(statements, s)
}
