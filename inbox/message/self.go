package message

import (
	"slices"
	"strings"

	"duban/checklist"
)

// Self is who we are, so that our own letters are known.
type Self struct {
	Addresses []string // the addresses that duban sends from and is answered at
	LoopID    string   // the value of our X-Duban-Loop; empty: none
}

// Owns knows our addresses with and without a token behind the plus sign.
func (s Self) Owns(addr string) bool {
	addr = checklist.FoldMail(addr)
	plain := withoutSuffix(addr)
	for _, own := range s.Addresses {
		if own = checklist.FoldMail(own); own == addr || own == plain {
			return true
		}
	}
	return false
}

func withoutSuffix(addr string) string {
	local, domain, _ := strings.Cut(addr, "@")
	if i := strings.LastIndexByte(local, '+'); i > 0 {
		local = local[:i]
	}
	return local + "@" + domain
}

func (s Self) IsAmong(list []Address) bool {
	return slices.ContainsFunc(list, func(a Address) bool {
		return slices.ContainsFunc(s.Addresses, func(ours string) bool { return SameMailbox(ours, a.Addr) })
	})
}

// SameMailbox compares addresses without case and without a +suffix.
func SameMailbox(ours, to string) bool {
	local, domain, _ := strings.Cut(checklist.FoldMail(to), "@")
	local, _, _ = strings.Cut(local, "+")
	return local+"@"+domain == checklist.FoldMail(ours)
}
