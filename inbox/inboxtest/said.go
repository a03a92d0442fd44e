package inboxtest

import (
	"duban/internal/msg"
	"duban/internal/words"
)

// Said is what a Chinese reader is told.
func Said(m msg.Message) string { return words.Say(words.Chinese, m) }

// AllSaid are several messages, each as he is told it.
func AllSaid(all []msg.Message) (said []string) {
	for _, m := range all {
		said = append(said, Said(m))
	}
	return said
}
