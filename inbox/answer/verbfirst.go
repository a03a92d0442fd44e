package answer

import (
	"strings"

	"duban/internal/zh"
)

// howDone may stand before a verb that stands before its numbers: 尚未完成3,
// 预计下周完成3、7, 如期完成3. It is compared with the verb, which it may deny.
const howDone = `(?:` + opener + `|尚|还|仍|没有?|未能?|无法|不能|难以|暂|不予?|基本上?|大致|大体|初步|部分|预计|计划|拟|力争|争取|确保|保证|准备|打算|即将|马上|快要?|尽快|将|正在?|继续|努力|` +
	`应该?|可以?|能够?|会|要|需|是否|能否|可否|原则上?|可能|请|请予|申请|准予|一并|下周|下个?月|本月|月底|年底|明[天日]|后天|(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|底|中旬|上旬|下旬)?|月底|年底)(?:之?前|以前)?)`

var (
	// verbFirst: 退回3，材料不足.
	verbFirst = zh.NewPattern(`^ *(?:只|仅)?` + howDone + `*(?:只|仅)?(?:不?同意延期|不?同意|退回|驳回|打回|撤回|撤销|收到|签收|未完成|未办结|正在办理|正在推进|完成|办结|转交|转办|移交|延期|批准|(?:申请|请予?|请求|建议)(?:予以)?(?:销号|办结))(?:了)? ?(?:的?(?:事项|任务|工作|项目|项)?(?:有|是|为|如下)?: ?|的?(?:事项|任务|工作)?(?:有|是|为))?`)
	afterList = zh.NewPattern(`^ *(?:$|[,.;:。!、)]|的|延期|至|到|给| )`)

	// sendsBack may be followed by its reason at once: 退回9缺照片.
	sendsBack = zh.NewPattern(`退回|驳回|打回`)
	whyBack   = zh.NewPattern(`^ ?\(?(?:缺|因|材料|佐证|照片|资料|理由|未|没|不|需|请)`)

	// countable verbs may be followed by a number that counts what was done.
	countable = zh.NewPattern(`完成|办结|收到|签收`)

	// listWords lead from the verb to its numbers: 已完成的有.
	listWords = zh.NewPattern(`的?(?:事项|任务|工作|项目|项)?(?:有|是|为|如下)?:?$`)

	// goesToOther: 完成3、7，9延期 ends the list of what is done before the 9.
	goesToOther = zh.NewPattern(`^ *(?:延期|至|到|给)`)

	// merely says that no other is meant, and nothing of how much is done.
	merely = zh.NewPattern(`^ *(?:只|仅)|(?:只|仅)`)
)

// readVerbFirst reads 退回3 and 同意29延期.
func readVerbFirst(key string) (answerHead, string, bool) {
	phrase := ""
	if hasNear(key, "完成", "办结", "同意", "退回", "驳回", "打回", "撤", "收", "办理", "推进", "转", "移交", "延期", "批准", "销号") {
		phrase = verbFirst.FindString(clip(key))
	}
	if phrase == "" {
		return readAskFrame(key)
	}
	l, ok := readNumbers(key[len(phrase):])
	if !ok || l.count {
		return answerHead{}, "", false
	}
	for rest := key[len(phrase)+l.end:]; !afterList.MatchString(rest) && !(sendsBack.MatchString(phrase) && whyBack.MatchString(rest)) || countable.MatchString(phrase) && goesToOther.MatchString(rest); rest = key[len(phrase)+l.end:] { // 退回3，7同意
		if !l.shorten() {
			return answerHead{}, "", false
		}
	}
	l.end += len(phrase)
	phrase = listWords.ReplaceAllString(strings.TrimSpace(phrase), "")
	return answerHead{numberList: l}, merely.ReplaceAllString(phrase, ""), true
}

var (
	askOpens = zh.NewPattern(`^ *(?:现|特|兹)?(申请|请予?|请求|建议)(?:对|将|把|就)? ?`)
	askEnds  = zh.NewPattern(`^ ?(?:的|进行|予以|给予)*(?:销号|办结|延期|延至|延到)`)
	askFills = zh.NewPattern(`^ ?(?:的|进行|给予)+`)
)

// readAskFrame reads numbers between a request and its verb: 申请对第3项销号.
func readAskFrame(key string) (answerHead, string, bool) {
	key = clip(key)
	m := askOpens.FindStringSubmatch(key)
	if m == nil {
		return answerHead{}, "", false
	}
	l, ok := readNumbers(key[len(m[0]):])
	l.end += len(m[0])
	if !ok || !askEnds.MatchString(key[l.end:]) {
		return answerHead{}, "", false
	}
	l.end += len(askFills.FindString(key[l.end:]))
	return answerHead{numberList: l}, m[1], true
}
