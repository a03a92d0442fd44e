package config

import (
	"encoding"
	"reflect"
	"strings"
)

// keys lists every key of the configuration, dotted.
func keys() (all []string) {
	var walk func(t reflect.Type, prefix string)
	walk = func(t reflect.Type, prefix string) {
		for f := range t.Fields() {
			name, ok := f.Tag.Lookup("toml")
			if f.Anonymous {
				walk(f.Type, prefix)
			}
			if !ok || f.Tag.Get("former") != "" { // read still, and suggested to nobody
				continue
			}
			if f.Type.Kind() == reflect.Struct && !reflect.PointerTo(f.Type).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
				walk(f.Type, prefix+name+".")
				continue
			}
			if f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
				walk(f.Type.Elem(), prefix+name+".")
				continue
			}
			if f.Type.Kind() == reflect.Map { // tables named by the office; the shipped one shows their keys
				walk(f.Type.Elem(), prefix+name+".急件.")
				continue
			}
			all = append(all, prefix+name)
		}
	}
	walk(reflect.TypeFor[settings](), "")
	all = append(all, "directory")
	for _, table := range []string{"department", "post", "group"} {
		walk(reflect.TypeFor[entry](), "directory."+table+".")
	}
	return all
}

// replacedKeys are keys of earlier versions, each with what to write instead.
var replacedKeys = map[string]string{
	"inbox.require_proof": `原来写 true 的，改写 inbox.unproven = "hold"；写 false 的，删去这一行，或写 inbox.unproven = "confirm-verdicts"（默认）`,
}

// replacedBy says what to write instead of a key of earlier versions; "" of any other.
func replacedBy(key string) string {
	if key == "ladder.overdue_every" || strings.HasPrefix(key, "ladders.") && strings.HasSuffix(key, ".overdue_every") {
		return "删去这一行；逾期后哪几个工作日催、其后隔几个工作日再催，写 overdue = [1, 2, 3, 5]、then_every = 5、later_after = 20、later_every = 20（默认）"
	}
	return replacedKeys[key]
}
