package words

import (
	"reflect"

	"duban/internal/msg"
)

// InAll is a value in which every message is said: its fields, lists and what pointers
// lead to. It is for documents of programs, which know no codes.
func InAll[T any](l Language, v T) T {
	from := reflect.ValueOf(&v).Elem()
	to := reflect.New(from.Type()).Elem()
	sayIn(l, from, to)
	return to.Interface().(T)
}

var messageType = reflect.TypeFor[msg.Message]()

func sayIn(l Language, from, to reflect.Value) {
	to.Set(from)
	switch {
	case from.Type() == messageType:
		to.Set(reflect.ValueOf(msg.Words(Say(l, from.Interface().(msg.Message)))))
	case from.Kind() == reflect.Pointer && !from.IsNil():
		to.Set(reflect.New(from.Type().Elem()))
		sayIn(l, from.Elem(), to.Elem())
	case from.Kind() == reflect.Slice && !from.IsNil():
		to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			sayIn(l, from.Index(i), to.Index(i))
		}
	case from.Kind() == reflect.Struct:
		for i := range from.NumField() {
			if from.Type().Field(i).IsExported() {
				sayIn(l, from.Field(i), to.Field(i))
			}
		}
	}
}
