package words

// codedHistory say why an event of the record happened, and what a clerk's number means.
var codedHistory = map[string]Text{
	"amended list":                   {"清单修订", "amended list"},
	"amended list, content changed":  {"清单修订，内容有改动", "amended list, content changed"},
	"amended list, item removed":     {"清单修订，本项已删去", "amended list, item removed"},
	"amended list, another deadline": {"清单修订，时限另定", "amended list, another deadline"},
	"amended list, no longer theirs": {"清单修订，不再由本单位负责", "amended list, no longer theirs"},
	"amended list, theirs again":     {"清单修订，重新由本单位负责", "amended list, theirs again"},

	"a list from a file":        {"文件 %s（%d年，%d项）", "file %s (%d, %d {3:item|items})"},
	"a list closed":             {"转出%d项，免办%d份责任", "%d {1:item|items} carried over, %d waived"},
	"carried into another list": {"转入《%s》第%d项", "carried into “%s” as item %d"},
	"carried over from a list":  {"自《%s》第%d项转入", "carried over from “%s”, item %d"},
	"said by the list":          {"清单已写明：%s", "said by the list: %s"},
	"extended with the lead":    {"随牵头部门延期", "extended with the lead"},
	"all leads are done":        {"牵头责任已全部办结", "all leads are done"},

	"its state does not allow the event": {"第%d项（%s）%s，不能%s", "item %d (%s) is %s and cannot be: %s"},
	"to report progress":                 {"反馈进展", "progress"},
	"to extend":                          {"延期", "extension"},
	"to refuse an extension":             {"驳回延期", "extension refused"},
	"the whole list":                     {"清单%d 整份清单", "checklist %d, the whole list"},
	"an item of a list":                  {"清单%d 第%d项", "checklist %d, item %d"},

	"the directory has changed":        {"通讯录已更改", "the directory has changed"},
	"recorded by the clerk":            {"%s，督办员登记", "%s, recorded by the clerk"},
	"filed by the clerk":               {"督办员归档", "filed by the clerk"},
	"confirmed by mail":                {"本人以来信%s确认", "confirmed by mail %s"},
	"mail came from the address":       {"收到从这个地址发来的信", "mail came from the address"},
	"a letter sent on trial was taken": {"试投的信已被收下，一天内没有退回", "a letter sent on trial was taken and did not come back within a day"},
	"the clerk says that it works":     {"督办员确认可用", "the clerk says that it works"},
}
