package words

import (
	"bytes"
	"encoding/json"

	"duban/internal/msg"
)

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

// quoted is a text as JSON, legible to people.
func quoted(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s) != nil { // it never fails for a string
		return nil
	}
	return bytes.TrimSpace(b.Bytes())
}
