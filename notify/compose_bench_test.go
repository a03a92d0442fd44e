package notify_test

import (
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/notify"
)

func BenchmarkCompose(b *testing.B) {
	n := notice(lead(letter.KindRemind, code), tech)
	to := checklist.Person{ID: tech, Title: tech, Mail: "jsb@djzx.example"}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := notify.Compose(n, to, office, morning); err != nil {
			b.Fatal(err)
		}
	}
}
