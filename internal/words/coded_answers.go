package words

// codedAnswers ask a writer what he meant.
var codedAnswers = map[string]Text{
	// by which words it was read so
	"a line of a reply":               {"第%d行", "line %d"},
	"words in a line of a reply":      {"第%d行“%s”", "line %d, “%s”"},
	"files speak, there are no words": {"第%d行“只有附件，没有文字”", "line %d: files and no words"},

	// which item
	"which item is not said":                           {"未写明是哪一项，请写明序号", "it does not say which item: please write its number"},
	"which of some items":                              {"“%[1]s”是指%[2]s中的哪一项？请写明序号，或回复“全部%[1]s”", "which of %[2]s is meant by “%[1]s”? Please write its number, or reply “all %[1]s”"},
	"which so many items":                              {"“%d项”是指哪几项？请写明序号", "“%d items”: which ones? Please write their numbers"},
	"which items are the rest":                         {"“其余”指哪几项？请写明序号", "the rest: which items? Please write their numbers"},
	"an item, or so many items":                        {"“%[1]d项”是指第%[1]d项，还是共%[1]d项？", "“%[1]d”: item %[1]d, or %[1]d items?"},
	"an item, or a day of a month":                     {"“%[1]s”是指第%[2]d项，还是%[2]d日？", "“%[1]s”: item %[2]d, or day %[2]d of a month?"},
	"as above, like which item":                        {"“同上”指哪一项？请写明办理情况", "as above: like which item? Please write how it stands"},
	"an item both excepted and named":                  {"既说除外，又写到同一项，以哪一个为准？", "you except an item and name it as well: which counts?"},
	"more than one is meant":                           {"所指不止一项：%s，请写明部门或月份", "more than one is meant: %s; please write the department or the month"},
	"one of an item":                                   {"第%d项（%s）", "item %d (%s)"},
	"two things said of an item":                       {"第%d项前后说法不一，以哪一个为准？", "you say two things of item %d: which counts?"},
	"too much listed, the end was not read":            {"来信所列过多，后面的未读", "your mail lists too much, the end was not read"},
	"not in the letter that was answered":              {"来信所答的信里没有%s", "the letter that you answered does not list %s"},
	"nothing waits in the letter that was answered":    {"来信所答的信里没有等待审定的事项", "nothing in the letter that you answered waits for a decision"},
	"not to be judged in the letter that was answered": {"%s在来信所答的信里没有等待审定", "%s: nothing to be judged in the letter that you answered"},
	"no extension in the letter that was answered":     {"%s在来信所答的信里没有延期申请", "%s: no extension asked for in the letter that you answered"},

	"an item of several lists, which":       {"第%d项有%d个清单：%s，请写明是哪一个", "item %d stands in %d lists (%s): please write which one"},
	"an item of several parts, which":       {"第%d项有%d个期次：%s，请写明是哪一个", "item %d has %d dates (%s): please write which one"},
	"an item of several departments, which": {"第%d项有%d个部门：%s，请写明是哪一个", "item %d has %d departments (%s): please write which one"},
	"which of several lists":                {"有%d份清单：%s，请写明是哪一份", "there are %d checklists (%s): please write which one"},
	"a list by its title":                   {"清单%d《%s》", "checklist %d “%s”"},
	"a list by its number":                  {"清单%d", "checklist %d"},

	// whether it is done
	"is the item done": {"“%s”是否指该事项已全部办结？", "does “%s” mean that the item is done?"},
	"other words not understood, is the item done":               {"“%s”之外的话未能确认，该事项是否已全部办结？", "what stands beside “%s” was not understood: is the item done?"},
	"both said, is the item done":                                {"既写“%s”，又写“%s”，该事项是否已全部办结？", "you write “%s” and “%s”: is the item done?"},
	"asked, and how to say yes":                                  {"%s如是，请回复“%s 已完成”", "%s If so, please reply “%s done”"},
	"which box is ticked":                                        {"表格中勾选的是哪一项？", "which box of the form is ticked?"},
	"our own sample behind it":                                   {"“%s”后面是样例，请写明采取的措施和成效，或附佐证材料", "what stands behind “%s” is our sample: please write what was done, with what result, or attach the evidence"},
	"not said that the instruction was carried out":              {"没有写明批示已落实，仍待答复；已落实的请写“批示：已落实……”", "it does not say that the instruction was carried out, so it is still not answered; if it was, please write “instruction: carried out, …”"},
	"words that do not say that the instruction was carried out": {"“%s”没有写明批示已落实，仍待答复；已落实的请写“批示：已落实……”", "“%s” does not say that the instruction was carried out, so it is still not answered; if it was, please write “instruction: carried out, …”"},

	// until when, and to whom
	"is an extension asked for":                    {"是否申请延期？请写明延期到几月几日", "do you ask for an extension? Please write the day"},
	"until when is not said":                       {"未写明延期到哪一天，请写明几月几日", "it does not say to which day: please write it"},
	"no definite day":                              {"“%s”不是一个确定的日期，请写明延期到几月几日", "“%s” is no definite day: please write the day"},
	"no definite day, until when is it extended":   {"“%s”不是一个确定的日期，请写明同意延期到几月几日", "“%s” is no definite day: please write the day to which you extend it"},
	"an extension to a day before the mail":        {"延期到的%s早于来信之日，请核对", "%s is before the day of your mail: please check"},
	"an extension to a day not after the deadline": {"延期到的%s不晚于现在的时限%s，请核对", "%s is not after the present deadline, %s: please check"},
	"not after the deadline, please check":         {"%s不晚于现在的时限，请核对", "%s is not after the present deadline: please check"},
	"to whom it goes is not said":                  {"未写明转交给谁，请写明部门或姓名", "it does not say to whom: please write the department or the name"},
	"not his, to whom should it go":                {"“%s”：请写明转交给哪个部门", "“%s”: please write to which department it should go"},

	// what a judge decides
	"two verdicts": {"既写“%s”，又写“%s”，以哪一个为准？", "you write “%s” and “%s”: which counts?"},
	"passed on as an instruction, decides nothing": {"“%s”已作为批示转达，未作审定", "“%s” was passed on as an instruction and decides nothing"},
	"decides nothing, write the number":            {"“%s”未作审定，请写明序号和意见", "“%s” decides nothing: please write the number and your decision"},
	"how to approve":                               {"同意销号请回复“%s 同意”", "to approve, please reply “%s approve”"},
}
