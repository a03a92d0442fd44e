package terminal

import (
	"fmt"
	"strings"

	"duban/db"
	"duban/internal/office"
)

// refusalWords say of each code why something was not done, and what to do about it.
var refusalWords = map[office.Code]func(office.Refusal) string{
	office.NoItem: func(r office.Refusal) string { return fmt.Sprintf("没有第%d项", r.No) },
	office.NoList: func(office.Refusal) string { return "没有这份清单；先用 duban import 导入" },
	office.NoMail: func(r office.Refusal) string { return fmt.Sprintf("没有来信%d", r.No) },
	office.NoParty: func(r office.Refusal) string {
		return fmt.Sprintf("“%s”不是通讯录里的一个部门或岗位", r.Name)
	},
	office.NoPart: func(r office.Refusal) string {
		hint := ""
		if r.Unreported {
			hint = "；未报办结而要销号的，加 --without-report 并写 --why"
		}
		return fmt.Sprintf("第%d项没有可以这样处理的责任（%s）", r.No, statesOf(r.Parts)+hint)
	},
	office.ManyParts: func(r office.Refusal) string {
		return fmt.Sprintf("第%d项有%d个可归的责任主体（%s），请用 --party 指明", r.No, r.Count, statesOf(r.Parts))
	},
	office.WhichOne: func(r office.Refusal) string {
		return r.Name + "（--list 清单、--part 期次、--party 责任主体）"
	},
	office.NoYear:        yearWords,
	office.NoLadder:      func(r office.Refusal) string { return fmt.Sprintf(`config.toml 里没有 [ladders."%s"]`, r.Name) },
	office.NoLetter:      func(r office.Refusal) string { return r.Name + "还没有收到过信，无从回复" },
	office.Paused:        func(office.Refusal) string { return "发信已经暂停了；duban resume 恢复" },
	office.NotPaused:     func(office.Refusal) string { return "发信没有暂停" },
	office.OwnSubstitute: func(r office.Refusal) string { return r.Name + "不能代办自己的事项" },
	office.NoSubstitute: func(r office.Refusal) string {
		return fmt.Sprintf("%s这一天没有人代办：%s也外出或没有邮箱，或代办关系成环", r.First.Short(), r.Name)
	},
	office.PastDay: func(r office.Refusal) string {
		return fmt.Sprintf("%s已过（今天%s），延到这一天等于没有延期；请写今天以后的日期，确系补录的加 --past", r.First, r.Last)
	},
	office.WrongDays: func(r office.Refusal) string {
		return fmt.Sprintf("%s至%s不对：最后一天不能早于第一天，也不能超过一年", r.First, r.Last)
	},
}

func statesOf(parts []db.Owed) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Party+p.State.Chinese())
	}
	return strings.Join(all, "，")
}

// yearWords ask for the base year; they propose one that the document names, which is
// never taken by itself.
func yearWords(r office.Refusal) string {
	if r.No > 0 {
		return fmt.Sprintf("请用 --year 写明基准年份（表上写着%d年，是的话请写 --year %d）", r.No, r.No)
	}
	return "请用 --year 写明基准年份，例如 --year 2027：清单里的“4月底”没有写是哪一年"
}
