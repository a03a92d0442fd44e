package words

import "testing"

func TestSayJSON_saysMessagesAndLeavesAllElse(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`{"b":{"say":"an item","of":["甲3"]},"a":[1,{"say":"is open"},"<x>"],"n":null}` + "\n": `{"b":"item 甲3","a":[1,"open","<x>"],"n":null}`,
		`{"say":1}`: `{"say":1}`,
		`{"a\"<&>":{"say":"an item","of":["\u2028\"<&>"]}}`: `{"a\"<&>":"item \u2028\"<&>"}`,
		`[]`:               `[]`,
		`"x"`:              `"x"`,
		`no JSON at all {`: `no JSON at all {`,
	} {
		if got := string(SayJSON(English, []byte(doc))); got != want {
			t.Errorf("%s: %s, want %s", doc, got, want)
		}
	}
}
