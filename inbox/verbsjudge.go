package inbox

import (
	"duban/checklist"
)

// reservation begins a clause that takes back part of a consent.
var reservation = checklist.NewPattern(`^(?:但|不过|然而|只是|另需|前提)`)

// judgeVerb weighs the clauses of one who may judge. What holds no verdict is a
// remark, and goes on record as his words.
func judgeVerb(said []clauseSense, clauses []string) verbReading {
	verdict, found := first(said, senseAccept, senseReturn, senseGrant, senseRefuse, senseCaveat)
	if !found {
		return judgeOther(said)
	}
	if s, found := first(said, senseCaveat); found {
		return remark(inQuotes(s), "“"+s.words+"”是否即同意？请回复“同意”或“退回：理由”")
	}
	if (verdict.sense == senseAccept || verdict.sense == senseGrant) && anyMatch(reservation, clauses) {
		return remark(inQuotes(verdict), "同意附有条件，请回复“同意”或“退回：理由”")
	}
	return settleVerdicts(verdict, said)
}

// settleVerdicts joins verdicts that belong together (同意，延期至5月20日 grants)
// and leaves those that do not to be asked.
func settleVerdicts(verdict clauseSense, said []clauseSense) verbReading {
	grant, granted := first(said, senseGrant)
	if ext, found := first(said, senseExtend); found && verdict.sense == senseAccept && !granted {
		grant, granted = ext, true
		grant.sense = senseGrant
	}
	refuse, refused := first(said, senseRefuse)
	accept, accepted := first(said, senseAccept)
	back, returned := first(said, senseReturn)
	switch {
	case (granted || accepted) && (refused || returned):
		other := back
		if refused {
			other = refuse
		}
		if !accepted {
			accept = grant
		}
		return remark(inQuotes(verdict), bothSaid(accept, other))
	case granted:
		v := verbReading{verb: checklist.VerbGrant, until: grant.until, reason: inQuotes(grant)}
		if grant.when.wrong {
			v.doubt = "“" + grant.when.words + "”不是一个日期，请写明同意延期到几月几日"
		}
		return v
	case refused:
		return verbReading{verb: checklist.VerbRefuse, reason: inQuotes(refuse)}
	}
	return verbReading{verb: verbOf[verdict.sense], reason: inQuotes(verdict)}
}

// judgeOther reads what a judge may write besides verdicts. A judge also answers
// for items of his own; a plan or a delay in his words is an instruction.
func judgeOther(said []clauseSense) verbReading {
	if s, found := first(said, senseWithdraw, senseTransfer, senseHelp); found {
		return verbReading{verb: verbOf[s.sense], to: s.to, reason: inQuotes(s)}
	}
	if s, found := first(said, senseExtend); found && !s.until.IsZero() {
		return remark(inQuotes(s), "是否同意延期到"+s.until.Short()+"？请回复“同意延期”或“不同意延期”")
	}
	v := plainVerb(said, AnswerOptions{})
	if v.verb == checklist.VerbProgress || v.verb == checklist.VerbExtend {
		return remark("未见审核意见，按批示登记", v.doubt)
	}
	return v
}

func remark(reason, doubt string) verbReading {
	return verbReading{verb: checklist.VerbRemark, reason: reason, doubt: doubt}
}

func anyMatch(re *checklist.Pattern, clauses []string) bool {
	for _, c := range clauses {
		if re.MatchString(c) {
			return true
		}
	}
	return false
}
