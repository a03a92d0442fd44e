package message

import (
	"strings"

	"golang.org/x/net/html"

	"duban/internal/zh"
)

// declaration is a property of CSS and its value.
type declaration struct{ property, value string }

// styleRules are the rules of a page's <style> elements, by what their selectors end in:
// .class, #id, a name or *.
type styleRules map[string][]styleRule

type styleRule struct {
	selector []simpleSelector
	style    []declaration
	pressing []declaration // those that are !important
}

// simpleSelector is one step of a selector: td.hidden#x.
type simpleSelector struct {
	name, id string
	classes  []string
}

const (
	mostStyle   = 256 << 10 // bytes of CSS that are read
	mostSteps   = 6         // of a selector
	mostPerKey  = 40        // rules
	mostAbove   = 60        // elements around it that a selector is held against
	mostClasses = 8         // of an element
)

// readStyleRules reads the rules that hold for the whole page, wherever they stand.
func readStyleRules(page string) styleRules {
	if !strings.Contains(page, "<style") && !strings.Contains(page, "<STYLE") && !strings.Contains(page, "<Style") {
		return nil
	}
	rules := styleRules{}
	z := html.NewTokenizer(strings.NewReader(page))
	left, in := mostStyle, false
	for left > 0 {
		switch z.Next() {
		case html.ErrorToken:
			return rules
		case html.StartTagToken:
			name, _ := z.TagName()
			in = string(name) == "style"
		case html.TextToken:
			if in {
				css := FirstBytes(string(z.Text()), left)
				left -= len(css)
				rules.read(strings.ToLower(css))
			}
		case html.EndTagToken:
			in = false
		}
	}
	return rules
}

var (
	cssComment = zh.NewPattern(`(?s)/\*.*?\*/|<!--|-->`)
	// wideMedia are the media whose rules hold on a screen of any size.
	wideMedia = zh.NewPattern(`^@media[^{(]*\b(?:screen|all)\b[^{(]*$|^@layer|^@supports`)
)

func (rules styleRules) read(css string) {
	css = cssComment.ReplaceAllString(css, "")
	for css != "" {
		head, rest, found := strings.Cut(css, "{")
		if !found {
			return
		}
		head = strings.TrimSpace(head[strings.LastIndexAny(head, "};")+1:])
		if !strings.HasPrefix(head, "@") {
			body, after, _ := strings.Cut(rest, "}")
			rules.add(head, body)
			css = after
			continue
		}
		if wideMedia.MatchString(head) {
			css = rest // what stands inside holds
			continue
		}
		css = afterBlock(rest)
	}
}

// afterBlock skips a block with the blocks in it.
func afterBlock(css string) string {
	for i, depth := 0, 1; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[i+1:]
			}
		}
	}
	return ""
}

func (rules styleRules) add(head, body string) {
	style, pressing := readDeclarations(body)
	for selector := range strings.SplitSeq(head, ",") {
		steps := readSelector(selector)
		if len(steps) == 0 {
			continue
		}
		key := steps[len(steps)-1].key()
		if len(rules[key]) < mostPerKey {
			rules[key] = append(rules[key], styleRule{steps, style, pressing})
		}
	}
}

// readDeclarations reads a style; the second list are those that are !important.
func readDeclarations(style string) (plain, pressing []declaration) {
	if strings.Contains(style, "/*") {
		style = cssComment.ReplaceAllString(style, "")
	}
	for part := range strings.SplitSeq(style, ";") {
		property, value, found := strings.Cut(part, ":")
		if !found {
			continue
		}
		value, important := strings.CutSuffix(strings.TrimSpace(value), "important")
		d := declaration{strings.TrimSpace(property), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!"))}
		if plain = append(plain, d); important {
			pressing = append(pressing, d)
		}
	}
	return plain, pressing
}

// readSelector reads a selector as steps from the outside in; none where it asks for
// what is not known here: a state, an attribute, a sibling.
func readSelector(s string) (steps []simpleSelector) {
	if strings.ContainsAny(s, ":[+~") {
		return nil
	}
	for field := range strings.FieldsSeq(strings.ReplaceAll(s, ">", " ")) {
		if len(steps) == mostSteps {
			return nil
		}
		steps = append(steps, readStep(field))
	}
	return steps
}

func readStep(field string) (s simpleSelector) {
	for field != "" {
		end := strings.IndexAny(field[1:], ".#") + 1
		if end == 0 {
			end = len(field)
		}
		switch part := field[:end]; part[0] {
		case '.':
			s.classes = append(s.classes, part[1:])
		case '#':
			s.id = part[1:]
		default:
			s.name = strings.TrimSuffix(part, "*")
		}
		field = field[end:]
	}
	return s
}

func (s simpleSelector) key() string {
	switch {
	case s.id != "":
		return "#" + s.id
	case len(s.classes) > 0:
		return "." + s.classes[0]
	case s.name != "":
		return s.name
	}
	return "*"
}

func (s simpleSelector) fits(name, id, class string) bool {
	if s.name != "" && s.name != name || s.id != "" && s.id != id {
		return false
	}
	for _, c := range s.classes {
		if !hasWord(class, c) {
			return false
		}
	}
	return true
}

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// of returns the style of an element: what the rules say of it, then its own, then what
// is !important.
func (rules styleRules) of(e *Element, around []opened) []declaration {
	own, pressing := readDeclarations(e.Attr("style"))
	if len(rules) == 0 {
		return own
	}
	var style, last []declaration
	add := func(key string) {
		for _, r := range rules[key] {
			if r.holds(e, around) {
				style, last = append(style, r.style...), append(last, r.pressing...)
			}
		}
	}
	add("*")
	add(e.Name)
	n := 0
	for c := range strings.FieldsSeq(e.Class) {
		if n++; n > mostClasses {
			break
		}
		add("." + c)
	}
	if e.ID != "" {
		add("#" + e.ID)
	}
	return append(append(append(style, own...), last...), pressing...)
}

// holds reports whether the last step of a selector fits an element, and the others,
// in their order, elements around it.
func (r styleRule) holds(e *Element, around []opened) bool {
	steps := r.selector
	if !steps[len(steps)-1].fits(e.Name, e.ID, e.Class) {
		return false
	}
	steps = steps[:len(steps)-1]
	for i := len(around) - 1; len(steps) > 0 && i > max(0, len(around)-mostAbove); i-- {
		if o := around[i]; steps[len(steps)-1].fits(o.name, o.id, o.class) {
			steps = steps[:len(steps)-1]
		}
	}
	return len(steps) == 0 || len(steps) == 1 && steps[0].fits("html", "", "")
}
