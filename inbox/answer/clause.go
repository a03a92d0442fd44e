package answer

import (
	"strings"

	"duban/checklist"
	"duban/internal/zh"
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
func readVerb(keys []string, opt Options) verbReading {
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
		if s.sense == senseDone && anyMatch(anExample, clauses[max(0, i-2):i]) {
			s.sense = senseDoubtful // 请回复“3 已完成”
		}
		if s.sense == senseDone && anyMatch(leftOver, reportedNext(clauses, i)) {
			s.sense = senseDoubtful // 已完成，只差验收
		}
		if s.sense == senseDone && isLatin(s.words) && moreEnglish(clauses, i) {
			s.sense = senseDoubtful // done, except the training
		}
		if s.sense == senseDone && anyMatch(takenBack, clauses[i+1:]) {
			s.sense = senseDoubtful // 已完成。写错了，是未完成
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
		v = judgeVerb(said, clauses, opt)
	} else {
		v = plainVerb(said, clauses, opt)
	}
	v.all = len(clauses) > 0 && len(said) > 0 && allOfThem.MatchString(clauses[0])
	return v
}

// effort is a clause of what is being done, so that 按期完成 behind it may be a
// promise; tellsPast are words that tell of what has been done.
var (
	effort    = zh.NewPattern(`推进|抓紧|加快|加紧|加大|努力|全力|力度|继续|下一步|倒排|压实|盯紧|督促|跟踪|抓好|组织|安排|部署`)
	tellsPast = zh.NewPattern(`已|业经|了|现|均|都|全部`)
)

// reportedNext returns the clauses that may take a completion back; what comes
// later is evidence.
func reportedNext(clauses []string, i int) (next []string) {
	for _, c := range clauses[i+1 : min(len(clauses), i+3)] {
		if c = falseNegation.Replace(c); !nothingLeft.MatchString(c) {
			next = append(next, c)
		}
	}
	return next
}

// moreEnglish reports whether other clauses go on in English beyond courtesy: their
// words are not understood, and may take back what was said.
func moreEnglish(clauses []string, i int) bool {
	for j, c := range clauses {
		if j != i && latinWord.MatchString(c) && !englishCourtesy.MatchString(c) {
			return true
		}
	}
	return false
}

var (
	latinWord       = zh.NewPattern(`[a-z]{2}`)
	englishCourtesy = zh.NewPattern(`^(?:thanks?(?: you)?|many thanks|(?:please )?(?:see|find)(?: the)? attach(?:ed|ment).{0,30}|attached|regards|best regards|hi|hello|dear.{0,20})$`)
)

var (
	clauseEnd  = zh.NewPattern(`[,;:。!()\t|]+|\.(?:\D|$)|\.\.+|…+|  +| `)
	adhesive   = zh.NewPattern(`([已未不没均都尚同完收办退延全法能将请至到于成约了转]) +([\p{Han}\d])`)
	leaning    = zh.NewPattern(`(应该|应当|可能|大概|大部分|部分|多数|基本|大致|无法|不能|不会|难以|没有|尚未|还未|未能|全部|按期|按时|如期|顺利|预计|计划|力争|争取|确保|下周|本周|下月|月底|年底|明天|后天|正在|抓紧|尽快|马上|即将|加快|只有|如果|差不多|几乎|可以|需要|必须|打算|准备|之前|以前|[请由须需要若如等待仅快会可才就再还仍前后内日号]|[请由]\p{Han}{1,8}) +(\p{Han})`)
	label      = zh.NewPattern(`是否(?:已经?|按时|按期|如期)*(?:完成|办结|整改到位) ?: ?([已未]|完成|办结)`)
	english    = zh.NewPattern(`([a-z]) ([a-z])`)
	colonAfter = zh.NewPattern(`(延期|延至|延到|转交|转办|转给|移交)(?:给|至|到)? ?: ?`)
	percent    = zh.NewPattern(`(\d) +%`)
	allOfThem  = zh.NewPattern(`^(?:` + opener + `|以上|上述|来信|所列|所有|各|这些|负责的|牵头的)*(?:全部|都|均|所有|以上|上述|一律|各项)|^(?:同意|退回|批准|完成|收到)(?:以上|全部|所有)`)
)

// clausesOf divides lines where a reader pauses.
func clausesOf(keys []string) []string {
	var out []string
	for _, key := range keys {
		if len(out) >= mostClauses {
			break
		}
		key = colonAfter.ReplaceAllString(key, "$1")
		key = percent.ReplaceAllString(withoutGaps(key), "$1%")
		key = label.ReplaceAllString(key, "$1")
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

// withoutGaps joins what a space parted from the verb it belongs to: 无法 按期 完成.
// Other spaces part columns: 优化办事指南 已完成.
func withoutGaps(key string) string {
	if !strings.Contains(key, " ") {
		return key
	}
	for range mostGaps {
		joined := leaning.ReplaceAllString(adhesive.ReplaceAllString(key, "$1$2"), "$1$2")
		if joined == key {
			break
		}
		key = joined
	}
	return english.ReplaceAllString(english.ReplaceAllString(key, "${1}_$2"), "${1}_$2")
}

// mostGaps is how many such words are joined one behind the other.
const mostGaps = 4

func appendClause(out []string, clause string) []string {
	if clause = strings.Trim(strings.ReplaceAll(clip(clause), "_", " "), " -、~"); clause != "" {
		out = append(out, clause)
	}
	return out
}

// readClause finds the sense of one clause.
func readClause(clause string, opt Options) clauseSense {
	if s, found := inFamilies(requests, clause, opt); found {
		return s
	}
	if s, found := readCompletion(clause, opt); found {
		return s
	}
	s, _ := inFamilies(remarks, clause, opt)
	return s
}

func inFamilies(families []phraseFamily, clause string, opt Options) (clauseSense, bool) {
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
func plainVerb(said []clauseSense, clauses []string, opt Options) verbReading {
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
	return verbReading{verb: checklist.VerbProgress, reason: "未见办理动词，按进展登记", denies: anyMatch(leftOver, clauses)}
}

// request reads 撤回, 延期 and 转交, and asks for what they lack.
func request(s clauseSense, said []clauseSense, opt Options) verbReading {
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
	if s, found := first(said, senseDone); found && s.whole && (lead.bearsOut() || lead.soundsDone() && asksForClose(doneWord.FindString(s.words))) {
		lead, v.reason, v.denies = s, inQuotes(s), false // 已整改到位，请予销号
	}
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
			if other.whole && !other.bearsOut() {
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

// bearsOut reports words that leave a doubt where they stand alone, and none beside
// a claim of completion: 已落实到位; 已整改.
func (s clauseSense) bearsOut() bool {
	return s.whole && (s.soundsDone() || s.sense == senseDoubtful && !doneWord.MatchString(s.words) && !softened.MatchString(s.words))
}

func (s clauseSense) soundsDone() bool {
	return s.sense == senseDoubtful && soundsDone.MatchString(doneWord.FindString(s.words)) && !softened.MatchString(s.words)
}

var softened = zh.NewPattern(`基本|大致|大体|总体|差不多|应该|可能|左右`)

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
