package inbox

import (
	"strings"

	"duban/checklist"
)

// verbReading is what the words about one item come to.
type verbReading struct {
	verb   checklist.Verb
	until  checklist.Day
	to     string
	all    bool // 全部, 都, without numbers
	reason string
	doubt  string
	denies bool // 未完成, 完成80%: says that it is not done
}

// mostClauses is how many clauses of an answer are read for verbs; what follows
// is evidence.
const mostClauses = 80

// readVerb reads the folded lines of one answer.
func readVerb(keys []string, opt AnswerOptions) verbReading {
	clauses := clausesOf(keys)
	said := make([]clauseSense, 0, len(clauses))
	for i, c := range clauses {
		s := readClause(c, opt)
		s.at = i
		if s.sense == senseDone && i > 0 && !tellsPast.MatchString(c) && effort.MatchString(clauses[i-1]) && !tellsPast.MatchString(clauses[i-1]) {
			s.sense = senseDoubtful // 全力推进，按期完成: a promise
		}
		if s.sense == senseDone && i+1 < len(clauses) && reservation.MatchString(clauses[i+1]) && readClause(clauses[i+1], opt).sense == senseNone {
			s.sense = senseDoubtful // 已完成，但……
		}
		if s.sense == senseDone && i > 1 && !s.whole {
			s.sense = senseDoubtful // one of the things told, perhaps not the item
		}
		if s.sense != senseNone {
			said = append(said, s)
		}
	}
	var v verbReading
	if opt.Judge {
		v = judgeVerb(said, clauses)
	} else {
		v = plainVerb(said, opt)
	}
	v.all = len(clauses) > 0 && len(said) > 0 && allOfThem.MatchString(clauses[0])
	return v
}

// effort is a clause of what is being done, so that 按期完成 behind it may be a
// promise; tellsPast are words that tell of what has been done.
var (
	effort    = checklist.NewPattern(`推进|抓紧|加快|加紧|加大|努力|全力|力度|继续|下一步|倒排|压实|盯紧|督促|跟踪|抓好|组织|安排|部署`)
	tellsPast = checklist.NewPattern(`已|业经|了|现|均|都|全部`)
)

var (
	clauseEnd  = checklist.NewPattern(`[,;:。!()\t|]+|\.(?:\D|$)|\.\.+|…+|  +| `)
	adhesive   = checklist.NewPattern(`([已未不没均都尚同完收办退延全法能将请至到于成约了转]) +([\p{Han}\d])`)
	colonAfter = checklist.NewPattern(`(延期|延至|延到|转交|转办|转给|移交)(?:给|至|到)? ?: ?`)
	percent    = checklist.NewPattern(`(\d) +%`)
	allOfThem  = checklist.NewPattern(`^(?:` + opener + `|以上|上述|来信|所列|所有|各|这些|负责的|牵头的)*(?:全部|都|均|所有|以上|上述|一律|各项)|^(?:同意|退回|批准|完成|收到)(?:以上|全部|所有)`)
)

// clausesOf divides lines where a reader pauses.
func clausesOf(keys []string) []string {
	var out []string
	for _, key := range keys {
		key = colonAfter.ReplaceAllString(key, "$1")
		key = percent.ReplaceAllString(adhesive.ReplaceAllString(key, "$1$2"), "$1%")
		key = strings.NewReplacer("“", "", "”", "", `"`, "", "?", "? ").Replace(key)
		at := 0
		for at <= len(key) && len(out) < mostClauses {
			loc := clauseEnd.FindStringIndex(key[at:])
			if loc == nil {
				out = appendClause(out, key[at:])
				break
			}
			out = appendClause(out, key[at:at+loc[0]])
			if strings.HasPrefix(key[at+loc[0]:], ".") && loc[1]-loc[0] > 1 && !strings.HasPrefix(key[at+loc[0]:], "..") {
				loc[1] = loc[0] + 1 // keep the character after the full stop
			}
			at += loc[1]
		}
	}
	return out
}

func appendClause(out []string, clause string) []string {
	if clause = strings.Trim(clip(clause), " -、~"); clause != "" {
		out = append(out, clause)
	}
	return out
}

// readClause finds the sense of one clause.
func readClause(clause string, opt AnswerOptions) clauseSense {
	if s, found := inFamilies(requests, clause, opt); found {
		return s
	}
	if s, found := readCompletion(clause, opt); found {
		return s
	}
	s, _ := inFamilies(remarks, clause, opt)
	return s
}

func inFamilies(families []phraseFamily, clause string, opt AnswerOptions) (clauseSense, bool) {
	for _, f := range families {
		if f.judge && !opt.Judge || f.not != nil && f.not.MatchString(clause) {
			continue
		}
		m := f.words.FindStringSubmatch(clause)
		if m == nil {
			continue
		}
		s := clauseSense{sense: f.sense, words: strings.TrimSpace(m[0]), whole: true}
		if i := f.words.SubexpIndex("to"); i > 0 {
			s.to = m[i]
		}
		if f.sense == senseExtend || f.sense == senseGrant {
			s.when, _ = readDay(clause, opt)
			s.until = s.when.day
		}
		return s, true
	}
	return clauseSense{}, false
}

// plainVerb weighs the clauses of one who answers for an item.
func plainVerb(said []clauseSense, opt AnswerOptions) verbReading {
	for _, want := range []sense{senseWithdraw, senseExtend, senseTransfer} {
		if s, found := first(said, want); found {
			return request(s, said, opt)
		}
	}
	if s, found := first(said, senseDisown); found {
		return verbReading{verb: checklist.VerbProgress, reason: inQuotes(s), doubt: "“" + s.words + "”：请写明转交给哪个部门，或说明理由申请免办"}
	}
	if s, found := first(said, senseDone, senseNot, sensePartial, senseDoubtful, senseFuture, senseOngoing); found {
		return completion(s, said)
	}
	if s, found := first(said, senseAck, senseHelp); found {
		return verbReading{verb: verbOf[s.sense], reason: inQuotes(s)}
	}
	return verbReading{verb: checklist.VerbProgress, reason: "未见办理动词，按进展登记"}
}

// request reads 撤回, 延期 and 转交, and asks for what they lack.
func request(s clauseSense, said []clauseSense, opt AnswerOptions) verbReading {
	v := verbReading{verb: verbOf[s.sense], until: s.until, to: s.to, reason: inQuotes(s)}
	if s.sense == senseExtend && s.until.IsZero() {
		s = datedClause(s, said)
		v.until = s.until
	}
	switch {
	case s.sense == senseExtend && s.when.wrong:
		v.doubt = "“" + s.when.words + "”不是一个日期，请写明延期到几月几日"
	case s.sense == senseExtend && v.until.IsZero():
		v.doubt = "未写明延期到哪一天，请写明几月几日"
	case s.sense == senseExtend && !opt.Received.IsZero() && v.until < opt.Received:
		v.doubt = "延期到的" + v.until.Short() + "早于来信之日，请核对"
	case s.sense == senseTransfer && v.to == "":
		v.doubt = "未写明转交给谁，请写明部门或姓名"
	}
	if other, found := contradiction(s.sense, said); found && v.doubt == "" {
		v.doubt = bothSaid(s, other)
	}
	return v
}

// datedClause finds the day of an extension whose verb stands alone: 申请延期，
// 拟延至5月20日.
func datedClause(s clauseSense, said []clauseSense) clauseSense {
	for _, other := range said {
		if other.sense == senseExtend && !other.until.IsZero() {
			return other
		}
	}
	return s
}

// contradiction finds what cannot be true beside a request.
func contradiction(of sense, said []clauseSense) (clauseSense, bool) {
	against := []sense{senseDone}
	if of == senseExtend {
		against = append(against, senseTransfer)
	}
	if of == senseWithdraw {
		against = []sense{senseExtend, senseTransfer}
	}
	return first(said, against...)
}

// completion weighs what the clauses say about being done. The first of them
// leads; one that says otherwise makes a doubt.
func completion(lead clauseSense, said []clauseSense) verbReading {
	v := verbReading{verb: checklist.VerbProgress, reason: inQuotes(lead), denies: lead.sense != senseDone}
	if lead.sense == senseDone {
		if other, found := lead.refuted(said); found {
			v.doubt = bothSaid(lead, other)
			return v
		}
		v.verb = checklist.VerbDone
		return v
	}
	if s, found := first(said, senseDoubtful); found && lead.sense != senseNot {
		v.reason, v.doubt = inQuotes(s), "“"+s.words+"”是否指该事项已全部办结？"
		return v
	}
	if other, found := first(said, senseDone); found && other.whole {
		v.doubt = bothSaid(lead, other)
	}
	return v
}

// refuted finds a clause that takes 已完成 back. After a bare 已完成 follows the
// evidence, which tells of parts, plans and work that goes on.
func (s clauseSense) refuted(said []clauseSense) (clauseSense, bool) {
	for _, other := range said {
		near := other.at-s.at <= 2 && doneWord.MatchString(other.words)
		switch other.sense {
		case senseNot, sensePartial:
			return other, true
		case senseDoubtful:
			// 成效：已落实到位 alone would leave a doubt, after 已完成 it bears it out.
			bearsOut := soundsDone.MatchString(doneWord.FindString(other.words)) && !softened.MatchString(other.words)
			if other.whole && !bearsOut {
				return other, true
			}
		case senseFuture:
			if near || !s.bare() {
				return other, true
			}
		case senseOngoing:
			if !s.bare() {
				return other, true
			}
		}
	}
	return clauseSense{}, false
}

var softened = checklist.NewPattern(`基本|大致|大体|总体|差不多|应该|可能|左右`)

// bare reports a completion that names no object: 已完成, not 已完成方案.
func (s clauseSense) bare() bool {
	_, after, _ := strings.Cut(s.words, doneWord.FindString(s.words))
	return s.whole && strings.Trim(after, "了 ") == ""
}

func bothSaid(a, b clauseSense) string {
	return "既写“" + a.words + "”，又写“" + b.words + "”，以哪一个为准？"
}

func inQuotes(s clauseSense) string { return "“" + s.words + "”" }

// first returns the first clause of any of some senses.
func first(said []clauseSense, senses ...sense) (clauseSense, bool) {
	for _, s := range said {
		for _, want := range senses {
			if s.sense == want {
				return s, true
			}
		}
	}
	return clauseSense{}, false
}
