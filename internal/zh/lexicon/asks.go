package lexicon

import "duban/internal/zh"

// Asking is what a phrase asks of us, and nothing else. A question is a closed form of a
// whole phrase, so these words take nothing from what other phrases say: 14 情况 asks, and
// 14 情况属实 and 14 情况：已完成 do not.
type Asking int

const (
	AsksNothing Asking = iota
	AsksList           // 清单: what do I owe
	AsksStory          // 情况, behind a number: what happened to it
	AsksStatus         // 状态: does everything run
)

const (
	askFor  = `(?:请问|请|麻烦|我要|我想|想)?(?:查询一下|查一下|查询|查看|查阅|查|看一下|看看|看|发来|发|了解一下|了解|问一下|问)?(?:我部门|我部|我科室|我科|我处|我的|我|本部门|本部|本人)?的?`
	howIsIt = `(?:如何|怎样|怎么样|是什么|查询)?(?:了|呢|吗)?`
)

var asking = []struct {
	what  Asking
	words *zh.Pattern
}{
	{AsksList, zh.NewPattern(`^` + askFor + `(?:待办|未办结|未办|在办|督办|事项|任务)?(?:事项|任务)?清单` + howIsIt + `$`)},
	{AsksStory, zh.NewPattern(`^` + askFor + `情况` + howIsIt + `$`)},
	{AsksStory, zh.NewPattern(`^(?:请问|请|麻烦)?(?:查询一下|查一下|查询|查看|查|了解一下|了解|问一下|问)的?(?:办理|进展|完成|落实|工作)?情况` + howIsIt + `$`)},
	{AsksStory, zh.NewPattern(`^的?(?:现在|目前)?(?:办理|进展|完成|落实)?情况(?:如何|怎样|怎么样)(?:了|呢)?$`)},
	{AsksStatus, zh.NewPattern(`^(?:请)?(?:查询|查看|查)?(?:系统|运行|督办)?状态` + howIsIt + `$`)},
	{AsksList, zh.NewPattern(`^(?:please )?(?:(?:send|show|give) (?:me |us )?)?(?:my |our |the )?(?:open )?(?:task |to-do )?list(?: please)?$`)},
	{AsksStatus, zh.NewPattern(`^(?:the )?(?:system |service )?status(?: please)?$`)},
}

// askingOfItem are the words of a question that ask something else where no number stands
// before them: 14 status is about the item, status about the service.
var askingOfItem = zh.NewPattern(`^(?:status|history)(?: please)?$`)

// Asks tells what a folded phrase, without marks around it, asks for.
func Asks(phrase string) Asking {
	for _, a := range asking {
		if a.words.MatchString(phrase) {
			return a.what
		}
	}
	return AsksNothing
}

// AsksOf reports whether such a phrase asks what happened to the item whose number stands
// before it.
func AsksOf(phrase string) bool {
	return askingOfItem.MatchString(phrase) || Asks(phrase) == AsksStory
}

// MayAsk reports whether a text holds a word of a question; most do not, and need no
// closer look.
var MayAsk = zh.NewPattern(`清单|情况|状态|清單|情況|狀態|(?i:\b(?:list|status|history)\b)`)
