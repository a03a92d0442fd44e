package answer

import (
	"duban/checklist"
	"duban/internal/zh"
)

// reservation begins a clause that takes back part of a consent.
var reservation = zh.NewPattern(`^(?:但|不过|然而|只是|另需|前提|除非|条件是|待.{1,20}后|先|[须需]先|[^,]{0,12}[须需请前内快]补|.{1,20}后(?:再|方可?|才|予以|可|即可?)?(?:销号|办结|生效|同意|通过|批准))`)

// putsOff says that no verdict is given yet.
var putsOff = zh.NewPattern(`再议|待议|另议|暂缓|缓议|再说|不好|^no$|缺`)

// judgeVerb weighs the clauses of one who may judge. What holds no verdict is a
// remark, and goes on record as his words.
func judgeVerb(said []clauseSense, clauses []string, opt Options) verbReading {
	verdict, found := first(said, senseAccept, senseReturn, senseGrant, senseRefuse, senseCaveat)
	if !found {
		v := judgeOther(said)
		v.denies = v.verb == checklist.VerbRemark && anyMatch(putsOff, clauses)
		return v
	}
	if s, found := first(said, senseCaveat); found {
		return remark(inQuotes(s), "“"+s.words+"”是否即同意？请回复“同意”或“退回：理由”")
	}
	if (verdict.sense == senseAccept || verdict.sense == senseGrant) && anyMatch(reservation, clauses) {
		return remark(inQuotes(verdict), "同意附有条件，请回复“同意”或“退回：理由”")
	}
	return settleVerdicts(verdict, said, clauses, opt)
}

// settleVerdicts joins verdicts that belong together (同意，延期至5月20日 grants)
// and leaves those that do not to be asked.
func settleVerdicts(verdict clauseSense, said []clauseSense, clauses []string, opt Options) verbReading {
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
		return granting(grant, clauses, opt)
	case refused:
		return verbReading{verb: checklist.VerbRefuse, reason: inQuotes(refuse)}
	}
	return verbReading{verb: verbOf[verdict.sense], reason: inQuotes(verdict)}
}

// untilWhen is the day of a consent in a clause of its own: 同意延期，至5月20日.
var untilWhen = zh.NewPattern(`^(?:延期?)?(?:至|到)`)

// granting reads until when. A span, 同意延期一周, might be less than was asked for.
func granting(grant clauseSense, clauses []string, opt Options) verbReading {
	if next := grant.at + 1; grant.when.words == "" && next < len(clauses) && untilWhen.MatchString(clauses[next]) {
		grant.when, _ = readDay(clauses[next], opt)
		grant.until = grant.when.day
	}
	v := verbReading{verb: checklist.VerbGrant, until: grant.until, reason: inQuotes(grant)}
	switch {
	case grant.when.wrong:
		v.doubt = "“" + grant.when.words + "”不是一个日期，请写明同意延期到几月几日"
	case grant.when.words != "" && grant.until.IsZero():
		v.doubt = "同意延期“" + grant.when.words + "”，请写明到几月几日"
	}
	return v
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
	v := plainVerb(said, nil, Options{})
	if v.verb == checklist.VerbProgress || v.verb == checklist.VerbExtend {
		return remark("未见审核意见，按批示登记", v.doubt)
	}
	return v
}

func remark(reason, doubt string) verbReading {
	return verbReading{verb: checklist.VerbRemark, reason: reason, doubt: doubt}
}

func anyMatch(re *zh.Pattern, clauses []string) bool {
	for _, c := range clauses {
		if re.MatchString(c) {
			return true
		}
	}
	return false
}
