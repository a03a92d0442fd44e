package checklist

import (
	"strconv"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// partNames are the names that a part may have of ours and that are no days.
var partNames = map[string]msg.Message{PartOngoing: msg.New("a standing task"), PartVague: msg.New("by progress"), partWholeYear: msg.New("the whole year"),
	"一季度": msg.New("the first quarter"), "二季度": msg.New("the second quarter"), "三季度": msg.New("the third quarter"), "四季度": msg.New("the fourth quarter")}

// partDate is a part that is named after its day, its month or its year.
var partDate = zh.NewPattern(`^(?:([1-9]\d{3})年)?(?:([1-9]|1[0-2])月)?(?:([1-9]|[12]\d|3[01])日)?$`)

// SaidPart is the name of a part as a message, where the name is ours: 4月, 一季度,
// 长期坚持. One of the list's own words (启动) is said as it is. The stored name is the key
// by which replies and --part name it.
func SaidPart(name string) msg.Message {
	if m, known := partNames[name]; known {
		return m
	}
	if first, last, ok := strings.Cut(name, "至"); ok && isDate(first) && isDate(last) {
		return msg.New("from one period to another", SaidPart(first), SaidPart(last))
	}
	if !isDate(name) {
		return msg.Words(name)
	}
	at := partDate.FindStringSubmatch(name)
	year, _ := strconv.Atoi(at[1])
	month, _ := strconv.Atoi(at[2])
	day, _ := strconv.Atoi(at[3])
	if month == 0 {
		return msg.New("a year", year)
	}
	return msg.New(msg.Date, year, month, day, msg.NoWeekday, "")
}

func isDate(name string) bool {
	at := partDate.FindStringSubmatch(name)
	return at != nil && (at[2] != "" || at[1] != "" && at[3] == "")
}
