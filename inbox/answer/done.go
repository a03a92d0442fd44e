package answer

import (
	"strings"

	"duban/checklist"
)

// clauseSense is what a clause says, and in which words.
type clauseSense struct {
	sense sense
	words string        // quoted in the reason
	whole bool          // of the whole item: nothing but openers before the verb
	at    int           // which clause of the answer it is
	until checklist.Day // 延期
	when  dayPhrase     // the day as written, which may be none
	to    string        // 转交
}

// readCompletion reads what a clause says about being done. What denies, limits,
// doubts or defers it is looked for before it is believed.
func readCompletion(clause string, opt Options) (clauseSense, bool) {
	for at := 0; at < len(clause); {
		loc := doneWord.FindStringIndex(clause[at:])
		if loc == nil {
			break
		}
		from, to := at+loc[0], at+loc[1]
		at = to
		pre, word, post := clause[:from], clause[from:to], clause[to:]
		if reading := limits(falseNegation.Replace(pre), word, post); reading != senseNone {
			whole := wholeBefore.MatchString(doubtBefore.ReplaceAllString(pre, ""))
			return clauseSense{sense: reading, words: quoteAround(pre, word, post), whole: whole}, true
		}
		if nounAfter.MatchString(post) {
			continue
		}
		s := believe(pre, word, post, opt)
		if s.sense == senseDone && deniedLater(post) {
			s.sense = senseDoubtful
		}
		return s, true
	}
	return clauseSense{}, false
}

// deniedLater reports whether the same clause goes on to deny: 已完成29没完成.
func deniedLater(post string) bool {
	for _, loc := range doneWord.FindAllStringIndex(post, -1) {
		if limits(falseNegation.Replace(post[:loc[0]]), post[loc[0]:loc[1]], post[loc[1]:]) == senseNot {
			return true
		}
	}
	return false
}

// limits finds what keeps a word of completion from meaning that all is done.
func limits(pre, word, post string) sense {
	switch {
	case deniedBefore.MatchString(pre) || deniedAfter.MatchString(post):
		return senseNot
	case allOfIt.MatchString(pre) || allOfIt.MatchString(post):
		return senseNone
	case someOfIt.MatchString(post) && !nounAfter.MatchString(post) && !countedAfter.MatchString(post) && !deniedLater(post), mainPart.MatchString(pre):
		return sensePartial
	case othersDid.MatchString(pre) || takesBack.MatchString(post):
		return senseDoubtful
	case partAfter.MatchString(post) || partBefore.MatchString(pre):
		return sensePartial
	case nounAfter.MatchString(post):
		return senseNone
	case ongoingAfter.MatchString(post):
		return senseOngoing
	case conditional.MatchString(pre):
		return senseFuture
	case doubtBefore.MatchString(pre) || doubtAfter.MatchString(post) || soundsDone.MatchString(word) || countedAfter.MatchString(post) || stepAfter.MatchString(post) || stepBefore.MatchString(pre):
		return senseDoubtful
	}
	return senseNone
}

// believe takes a word of completion for what it is, once nothing limits it: a
// plan, a reason, or a thing done.
func believe(pre, word, post string, opt Options) clauseSense {
	c := clauseSense{sense: senseDone, words: quoteAround(pre, word, post), whole: wholeBefore.MatchString(pre)}
	switch {
	case asksForClose(word) && (deferred(pre) || notYet.MatchString(pre)):
		c.sense = senseFuture
	case asksForClose(word):
		c.sense = byItsDay(pre, opt)
	case reasonBegins.MatchString(pre):
		c.sense = senseNone
	case deferred(pre):
		c.sense = senseFuture
	default:
		c.sense = byItsDay(pre, opt)
	}
	if c.sense == senseDone && !c.whole && !asksForClose(word) && !isTold(pre, post) {
		c.sense = senseDoubtful
	}
	return c
}

// asksForClose: 申请销号 says that nothing is left to do.
func asksForClose(word string) bool {
	return len(word) > len("销号") && (strings.HasSuffix(word, "销号") || strings.HasSuffix(word, "办结"))
}

// isTold reports whether a clause that says more than the verb tells of something
// done: by 已, 均, 了 and their like, or by the work's own name. What is only said
// to be completed may as well be wished, asked or ordered: 由技术部完成, 上半年完成.
func isTold(pre, post string) bool {
	if pastMark.MatchString(pre) || strings.HasPrefix(post, "了") || allOfIt.MatchString(pre) {
		return true
	}
	if vagueTime.MatchString(pre) || notNamed.MatchString(pre) {
		return false
	}
	return tellsOfPast.MatchString(pre) || namedWork.MatchString(pre)
}

// deferred reports a plan: 预计下周完成; 计划已完成 and 已将其完成 are none.
func deferred(pre string) bool {
	pre = asPlanned.ReplaceAllString(strings.ReplaceAll(pre, "已将", "已"), "")
	at := futureBefore.FindAllStringIndex(pre, -1)
	return len(at) > 0 && !pastMark.MatchString(pre[at[len(at)-1][1]:]) && !strings.HasPrefix(pre[at[len(at)-1][0]:], "如期")
}

// byItsDay judges a completion without 已 by the day it names: a day to come is a
// plan, and "4月30日前" that has passed may be either.
func byItsDay(pre string, opt Options) sense {
	if within.MatchString(pre) && !pastMark.MatchString(pre) {
		return senseFuture
	}
	day, found := readDay(pre, opt)
	if !found || pastMark.MatchString(pre) {
		return senseDone
	}
	switch {
	case day.day.IsZero() || day.day > opt.Received && !opt.Received.IsZero():
		return senseFuture
	case before.MatchString(pre) || opt.Received.IsZero():
		return senseDoubtful
	}
	return senseDone
}

// quoteAround returns the verb with a few words about it, for the reason.
func quoteAround(pre, word, post string) string {
	left, right := []rune(pre), []rune(strings.TrimRight(post, "? "))
	return string(left[max(0, len(left)-6):]) + word + string(right[:min(len(right), 6)])
}
