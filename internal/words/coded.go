package words

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"

	"duban/internal/msg"
)

// coded are the messages of lower layers, theme by theme, by the codes that arise there.
var coded = []map[string]Text{codedCommon, codedConfig, codedHolidays, codedReceipts, codedAnswers, codedDoctor, codedHealth, codedServers, codedData, codedHistory, codedNames, codedDays, codedClerk, codedDigest,
	codedGrid, codedList, codedDirectory, codedMail, codedDatabase, codedQuote, codedFiles, codedSteps}

// texts are all of them. They are put together when the first is asked for: many a process
// says nothing.
var texts = sync.OnceValue(func() map[string]Text {
	n := 0
	for _, theme := range coded {
		n += len(theme)
	}
	all := make(map[string]Text, n)
	for _, theme := range coded {
		maps.Copy(all, theme)
	}
	return all
})

// codedCommon are facts of other messages.
var codedCommon = map[string]Text{
	"an item":            {"第%s项", "item %s"},
	"an item and others": {"第%s项等%d项", "item %s and others (%d in all)"},
	"no date yet":        {"待定", "no date yet"},
}

// Say says a message of a lower layer.
func Say(l Language, m msg.Message) string {
	switch m.Code {
	case "":
		return strings.Join(saidFacts(l, m), "")
	case msg.Lines:
		return strings.Join(saidFacts(l, m), "\n")
	case msg.Clauses:
		return strings.Join(saidFacts(l, m), l.Of("；", "; "))
	case msg.Commas:
		return strings.Join(saidFacts(l, m), l.Of("，", ", "))
	case msg.Names:
		if all, ok := itemNumbers(m); ok && l == English && len(all) > 1 {
			return "items " + strings.Join(all, ", ")
		}
		return strings.Join(saidFacts(l, m), l.Of("、", ", "))
	case msg.Places:
		return strings.Join(saidFacts(l, m), " ")
	case msg.Whole:
		return strings.Join(saidFacts(l, m), "")
	case msg.Date:
		return date(l, m)
	case msg.Short:
		return short(l, m)
	}
	if t, ok := texts()[m.Code]; ok && t.takes(m.Facts) {
		return t.In(l, m.Facts...)
	}
	return bare(l, m)
}

// bare says a message that no text fits, as one that an older build has stored: its code,
// and behind it its facts.
func bare(l Language, m msg.Message) string {
	return strings.Join(append([]string{m.Code}, saidFacts(l, m)...), ": ")
}

// itemNumbers are the numbers of a list of items, and of such lists, and of nothing else.
func itemNumbers(m msg.Message) (all []string, ok bool) {
	for _, f := range m.Facts {
		in, isMessage := f.(msg.Message)
		switch {
		case isMessage && in.Code == "an item" && len(in.Facts) == 1:
			all = append(all, fmt.Sprint(in.Facts[0]))
			continue
		case isMessage && in.Code == msg.Names:
			if nos, only := itemNumbers(in); only {
				all = append(all, nos...)
				continue
			}
		}
		return nil, false
	}
	return all, true
}

func saidFacts(l Language, m msg.Message) []string {
	all := make([]string, len(m.Facts))
	for i, f := range m.Facts {
		all[i] = fmt.Sprint(fact(l, f))
	}
	return all
}

// date says a day in the order of the language: 2027年4月30日（周五）8:25, Fri 30 April 2027 8:25.
func date(l Language, m msg.Message) string {
	if len(m.Facts) != 5 {
		return bare(l, m)
	}
	year, ok1 := m.Facts[0].(int)
	month, ok2 := m.Facts[1].(int)
	day, ok3 := m.Facts[2].(int)
	weekday, ok4 := m.Facts[3].(int)
	clock, ok5 := m.Facts[4].(string)
	if !(ok1 && ok2 && ok3 && ok4 && ok5) || weekday < msg.NoWeekday || weekday > int(time.Saturday) || month < 1 || month > 12 { // what was stored is not always ours
		return bare(l, m)
	}
	if l == English {
		s := time.Month(month).String()
		if day != 0 {
			s = fmt.Sprintf("%d %s", day, s)
		}
		if weekday != msg.NoWeekday {
			s = Weekday(l, time.Weekday(weekday)) + " " + s
		}
		if year != 0 {
			s += fmt.Sprintf(" %d", year)
		}
		return strings.TrimSpace(s + " " + clock)
	}
	s := fmt.Sprintf("%d月", month)
	if day != 0 {
		s += fmt.Sprintf("%d日", day)
	}
	if year != 0 {
		s = fmt.Sprintf("%d年%s", year, s)
	}
	if weekday != msg.NoWeekday {
		s += "（" + Weekday(l, time.Weekday(weekday)) + "）"
	}
	return s + clock
}

// short says the beginning of somebody's words, in English whole words of it.
func short(l Language, m msg.Message) string {
	if len(m.Facts) != 2 {
		return m.String()
	}
	own, ok1 := m.Facts[0].(string)
	most, ok2 := m.Facts[1].(int)
	kept := []rune(own)
	if !ok1 || !ok2 || most < 0 || most >= len(kept) { // what was stored is not always ours
		return m.String()
	}
	if l == English {
		return string(kept[:msg.WordEnd(kept, most)]) + "…"
	}
	return string(kept[:most]) + "……"
}

// SayJSON says the messages in a JSON document: where one stands, its sentence does. All else
// stays as it is.
func SayJSON(l Language, doc []byte) []byte {
	doc = bytes.TrimSpace(doc)
	d := json.NewDecoder(bytes.NewReader(doc))
	opens, err := d.Token()
	if delim, ok := opens.(json.Delim); err != nil || !ok || delim == '}' || delim == ']' {
		return doc
	}
	var m msg.Message
	if opens == json.Delim('{') && bytes.HasPrefix(doc, []byte(`{"say":`)) && m.UnmarshalJSON(doc) == nil {
		return quoted(Say(l, m))
	}
	out := bytes.NewBufferString(opens.(json.Delim).String())
	for first := true; d.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		if opens == json.Delim('{') {
			key, err := d.Token()
			name, ok := key.(string)
			if err != nil || !ok {
				return doc
			}
			out.Write(quoted(name))
			out.WriteByte(':')
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return doc
		}
		out.Write(SayJSON(l, value))
	}
	return append(out.Bytes(), doc[len(doc)-1])
}

// quoted is a text as JSON, as a message of these words is stored.
func quoted(s string) []byte {
	b, _ := msg.Words(s).MarshalJSON() // it never fails for a string
	return b
}
