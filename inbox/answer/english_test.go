package answer

import (
	"strings"
	"testing"

	"duban/checklist"
)

// inBoth are answers in both languages, with the lines, verbs and questions that are right
// for either: lines are counted from 0.
var inBoth = []struct {
	chinese, english string
	want             string
}{
	// What is done.
	{"14 已完成：系统已升级，群众可以查询", "14 done: the system was upgraded and people look up their files", "[2]完成"},
	{"14、已完成", "14. Done", "[2]完成"},
	{"14：已办结", "14: completed.", "[2]完成"},
	{"第14项已办结", "No. 14 is done", "[2]完成"},
	{"第14项已完成", "Item 14 has been completed", "[2]完成"},
	{"（14）已完成", "(14) finished", "[2]完成"},
	{"#14 已完成", "#14 done", "[2]完成"},
	{"14和15已完成", "14 and 15 done", "[2 3]完成"},
	{"14、15和29均已完成", "14, 15 and 29 are done", "[2 3 4]完成"},
	{"14-15已完成", "14-15 done", "[2 3]完成"},
	{"14至15项已完成", "items 14 to 15 done", "[2 3]完成"},
	{"已完成14", "done 14", "[2]完成"},
	{"14 我部已全部完成", "14 we have fully completed it", "[2]完成"},
	{"14 已于4月20日完成", "14 done on 20 April", "[2]完成"},
	{"14 昨天已完成", "14 was completed yesterday", "[2]完成"},
	{"14 已按期完成，佐证见附件", "14 completed on time, evidence attached", "[2]完成"},
	{"各位好：\n14 已完成，谢谢！\n张三", "Dear all,\n14 done, thanks!\n\nBest regards,\nZhang San", "[2]完成"},
	{"全部已完成", "All done", "[0 1 2 3 4]完成"},
	{"全部完成，29除外", "All done except 29", "[0 1 2 3]完成"},
	{"除29外均已完成", "all except 29 done", "[0 1 2 3]完成"},
	{"14 已完成，29 未完成", "14 done, 29 not done", "[2]完成 [4]进展"},
	{"29 申请延期到6月10日\n其余已完成", "29 extend to 10 June\nthe rest done", "[4]延期 [0 1 2 3]完成"},
	{"14 申请销号", "14 request strike off", "[2]完成"},
	{"14 完成情况：已完成", "14 status: done", "[2]完成"},
	// What is not.
	{"14 未完成", "14 not done", "[2]进展"},
	{"14 尚未完成", "14 isn't done yet", "[2]进展"},
	{"14 正在推进：等税务局反馈", "14 in progress: waiting for the tax office", "[2]进展"},
	{"14 基本完成", "14 almost done", "[2]进展?"},
	{"14 应该完成了吧", "14 probably done", "[2]进展?"},
	{"14 应于周五前完成", "14 should be done by Friday", "[2]进展"},
	{"14 将完成", "14 will be done", "[2]进展"},
	{"14 待完成", "14 to be done", "[2]进展"},
	{"14 完成一半", "14 half done", "[2]进展"},
	{"14 完成80%", "14 80% done", "[2]进展"},
	{"14 已完成，除附件外", "14 done except the annex", "[2]进展?"},
	{"14 完成，但缺照片", "14 done, but photos are missing", "[2]进展?"},
	{"14 是否已完成？", "14 is it done?", "[2]进展?"},
	{"14 完成了吗", "14 is it done", "[2]进展?"},
	{"14 初稿完成", "14 draft done", "[2]进展"},
	{"14 已完成：还差盖章", "14 done: stamp still outstanding", "[2]进展?"},
	{"3项已完成", "3 items done", "[]进展?"},
	// Requests and the rest.
	{"14 申请延期到6月10日，因设备未到", "14 extend to 10 June because the equipment has not arrived", "[2]延期"},
	{"29 请延期至2027年6月10日", "29 please extend until 10 June 2027", "[4]延期"},
	{"29 申请延期两周", "29 request an extension by 2 weeks", "[4]延期"},
	{"29 申请延期", "29 request an extension", "[4]进展?"},
	{"29 延期到4月20日", "29 extend to 20 April", "[4]进展?"},
	{"收到", "received", "[0 1 2 3 4]收到"},
	{"14 收到，谢谢", "14 received, thanks", "[2]收到"},
	{"收到，马上办", "Noted, will do", "[0 1 2 3 4]收到"},
	{"14 不涉及我部门", "14 not ours", "[2]进展?"},
	{"14 转交技术服务部", "14 transfer to Technical Services", "[2]转交"},
	{"14 请转交张三", "14 please transfer to Li Ming", "[2]转交"},
	{"14 转交", "14 transfer", "[2]进展?"},
	{"14 帮助：怎么填", "14 help: what do I write", "[2]帮助"},
	{"14 需要帮助", "14 need help", "[2]帮助"},
	{"撤回14", "withdraw 14", "[2]撤回"},
	{"14 撤回", "14 withdrawn", "[2]撤回"},
	{"29 撤回延期申请", "29 withdraw the extension request", "[4]撤回"},
	{"29 撤回并延期到6月10日", "29 withdraw and extend to 10 June", "[4]延期"},
	{"14 更正为15个窗口", "14 correct as 15 offices", "[2]进展"},
	// An instruction is answered; that the item is done is said otherwise.
	{"14 批示：已落实，进度表已报送", "14 instruction: carried out, the schedule was sent", "[2]答复批示"},
	{"14 批示：已落实", "14 instruction: carried out", "[2]答复批示"},
	{"14 批示：已完成", "14 instruction: done", "[2]答复批示"},
	{"14 批示已落实，材料见附件", "14 the instruction has been carried out, evidence attached", "[2]答复批示"},
	{"14 批示已落实", "14 instruction implemented", "[2]答复批示"},
	{"14 已落实批示", "14 carried out the instruction", "[2]答复批示"},
	{"14、15 批示：已落实", "14, 15 instruction: implemented", "[2 3]答复批示"},
	{"14 关于批示：已落实", "14 regarding the instruction: it has been carried out", "[2]答复批示"},
	{"14 批示：尚未落实", "14 instruction: not carried out yet", "[2]进展?"},
	{"14 批示：正在落实", "14 instruction: in progress", "[2]进展?"},
	{"14 批示：将于周五落实", "14 instruction: will be carried out on Friday", "[2]进展?"},
	{"14 批示：计划5月落实", "14 instruction: to be carried out in May", "[2]进展?"},
	{"14 批示：已部分落实", "14 instruction: carried out in part", "[2]进展?"},
	{"14 批示：已落实吗？", "14 instruction: carried out?", "[2]进展?"},
	{"14 批示：已落实，但缺照片", "14 instruction: carried out, but photos are missing", "[2]进展?"},
	{"14 批示：马上办", "14 instruction: will do", "[2]进展?"},
	{"14 批示：申请延期到6月10日", "14 instruction: extend to 10 June", "[2]进展?"},
	{"14 批示：收到", "14 instruction: received", "[2]进展?"},
	{"14 批示：请看附件的说明", "14 instruction: please see the note", "[2]进展?"},
}

// inBothOfTheDirector are those of one who decides: 8 and 14 wait for his verdict, 29 asks
// for an extension.
var inBothOfTheDirector = []struct {
	chinese, english string
	want             string
}{
	{"14 同意", "14 approve", "[1]同意"},
	{"14 同意", "14 approved.", "[1]同意"},
	{"14 可以", "14 OK", "[1]同意"},
	{"同意14", "approve 14", "[1]同意"},
	{"同意第14项", "approve item 14", "[1]同意"},
	{"同意8和14", "approve items 8 and 14", "[0 1]同意"},
	{"8、14同意", "8, 14: approved", "[0 1]同意"},
	{"全部同意", "approve all", "[0 1]同意"},
	{"全部同意", "All approved, thanks", "[0 1]同意"},
	{"全部同意，8除外", "approve all except 8", "[1]同意"},
	{"14 退回：缺佐证", "14 return: evidence missing", "[1]退回"},
	{"退回14：缺佐证", "return 14: evidence missing", "[1]退回"},
	{"14 退回因为缺佐证", "14 return because evidence is missing", "[1]退回"},
	{"14 不同意", "14 do not approve", "[1]退回"},
	{"14 不同意", "14 don't approve", "[1]退回"},
	{"14 不同意", "14 not approved.", "[1]退回"},
	{"14 不同意。", "14 no.", "[1]退回"},
	{"29 同意延期", "29 approve the extension", "[3]同意延期"},
	{"29 同意延期到6月5日", "29 approve the extension to 5 June", "[3]同意延期"},
	{"29 同意", "29 agreed", "[3]同意延期"},
	{"29 不同意延期", "29 extension not approved", "[3]不同意延期"},
	{"8 退回：缺照片\n其余同意", "8 return: photos missing\napprove the rest", "[0]退回 [1]同意"},
	{"8 退回：缺照片\n其余同意", "8 return: photos missing\nthe rest approved", "[0]退回 [1]同意"},
	{"14 经审核同意", "14 reviewed and approved", "[1]同意"},
	{"14 同意？", "14 approved?", "[1]批示?"},
	{"14 同意，但要补照片", "14 approved, but add photos", "[1]批示?"},
	{"14 补照片后同意", "14 approve once photos are added", "[1]批示?"},
	{"14 原则同意", "14 approved in principle", "[1]批示?"},
	{"14 不得退回", "14 do not return", "[1]批示?"},
	{"14 批准的供应商名单见附件", "14 approved vendors list attached", "[1]批示?"},
	{"14 可以同意吗", "14 can I approve", "[1]批示?"},
	{"14 已完成", "14 done", "[1]批示"},
	{"14 请抓紧", "14 speed up please", "[1]批示"},
	{"17 同意", "17 approve", "[]批示?"},
}

func TestRead_englishActsAsChineseDoes(t *testing.T) {
	t.Parallel()
	april, may := checklist.Date(2027, 4, 30), checklist.Date(2027, 5, 31)
	owed := Letter{Lines: []Line{{No: 6, Deadline: may}, {No: 7, Deadline: may}, {No: 14, Deadline: april}, {No: 15, Deadline: may}, {No: 29, Deadline: may}}}
	waiting := Letter{Lines: []Line{{No: 8, Waiting: true}, {No: 14, Waiting: true}, {No: 17}, {No: 29, Asked: checklist.Date(2027, 6, 10), Deadline: may}}}
	for _, tt := range inBoth {
		for _, words := range []string{tt.chinese, tt.english} {
			if got := short(Read(words, owed, department)); got != tt.want {
				t.Errorf("%q: got %s, want %s", words, got, tt.want)
			}
		}
	}
	for _, tt := range inBothOfTheDirector {
		for _, words := range []string{tt.chinese, tt.english} {
			if got := short(Read(words, waiting, director)); got != tt.want {
				t.Errorf("%q: got %s, want %s", words, got, tt.want)
			}
		}
	}
}

// TestRead_englishThatOnlySoundsLikeAnAct: what holds a word of an act, and is none.
func TestRead_englishThatOnlySoundsLikeAnAct(t *testing.T) {
	t.Parallel()
	l := digest(t)
	for _, words := range []string{
		"14 undone", "14 is it done", "is 14 done", "has 14 been completed", "are all done", "14 half-done", "14 to be done", "14 must be done", "14 get it done", "14 done soon",
		"14 nearly done", "14 mostly done", "14 as good as done", "14 all but done", "14 done I think", "14 not fully done", "14 not at all done", "14 never done", "14 nothing done",
		"14 done by Friday", "14 done by 20 April", "14 by 20 April done", "14 done on 20 May", "14 done in May", "14 please complete", "please complete 14", "14 complete the report",
		"14 done: 50%", "14 done: not yet", "14 done: only the annex is missing", "14 done: Friday", "14 done. But not tested", "14 done when the vendor delivers", "14 done if approved",
		"14 of 20 done", "14 out of 20 done", "20 of 14 done", "14 items done", "completed 14 items", "14 windows done", "annex 14 done", "phase 14 done", "room 14 done", "version 14 done",
		"with 14 done we go on", "the 14 done", "our 14 done", "today 14 done", "waiting for 14 approved", "in room 14 approved", "14 may be done by Friday",
		"Dear all,\nthanks all", "thank you all, done", "all good, done", "all done?", "All,\nalmost done", "above, done", "done soon, all of it",
		"14 approved vendors list attached", "14 approved?", "14 approve?", "14 approve if complete", "14 to be approved", "14 can be approved", "14 do not reject", "14 approve or return",
		"14 please approve", "please approve 14", "approve 14 documents", "14 approved yesterday's version", "14 return ticket booked", "14 return", "who approved 14", "14 is approved",
		"14 extension", "14 extended to 10 June", "14 extension cord bought", "14 extend because the parts come on 10 June", "14 the deadline was extended to 10 June", "extension hours to 10 June",
		"14 withdraw from the market", "14 transfer of data done", "14 transfer next week", "14 title transfer", "14 received 20 complaints", "14 receivedone",
		"14 done except", "14 all done except 7", "everything but 14 done", "29 half done\nthe rest of it done", "29 three windows changed, the rest done",
	} {
		for _, opt := range []Options{department, director} {
			if opt.Writer == Judge && (words == "14 return" || words == "approve 14 documents") {
				continue
			}
			if got := changing(Read(words, l, opt)); len(got) > 0 {
				t.Errorf("%q: %+v", words, got)
			}
		}
	}
}

// TestRead_englishSalutationAndClosing: who is greeted and who signs says nothing; words
// that stand where a name does are heard.
func TestRead_englishSalutationAndClosing(t *testing.T) {
	t.Parallel()
	l := Letter{Lines: []Line{{No: 14, Waiting: true}, {No: 29, Waiting: true}}}
	for words, want := range map[string]string{
		"Dear Mr Wang,\n\n14 approve\n\nKind regards,\nElizabeth Taylor-Smith\nHead of the Centre": "approve",
		"Hi all,\n14 approve\nThanks\nZhang San":                                                   "approve",
		"Hello!\n14 approve":                                                                       "approve",
		"14 approve\n\nYours sincerely,\nZhang San\n27 April":                                      "approve",
		"14 approve\nphotos pending":                                                               "approve\nphotos pending",
		"14 approve\nno photos":                                                                    "approve\nno photos",
		"14 approve\nphotos soon":                                                                  "approve\nphotos soon",
		"Hi, return 29\n14 approve":                                                                "return 29|approve",
		"Dear colleagues of 29:\n14 approve":                                                       "Dear colleagues of 29:|approve",
		"Dear me, photos missing.\n14 approve":                                                     "Dear me, photos missing.|approve",
	} {
		var got []string
		for _, a := range Read(words, l, director) {
			got = append(got, a.Text)
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%q: kept %q, want %q", words, got, want)
		}
	}
}
