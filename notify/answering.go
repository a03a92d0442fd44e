package notify

import (
	"fmt"
	"slices"

	"duban/checklist"
)

// howToAnswer shows how a letter of so many lines is answered, with the numbers of those
// that press.
func howToAnswer(all []checklist.Line, of int) []block {
	if of == 1 {
		return []block{para("%s无须登录任何系统。", answerOne(all[0]))}
	}
	leads, joint := byRole(all)
	ask := "办结后，直接回复本邮件并附佐证材料，无须登录任何系统。每行以序号开头，例如："
	if len(leads) == 0 {
		ask = "请将配合情况直接回复本邮件，可附材料，无须登录任何系统。每行以序号开头，例如："
	}
	return []block{para("%s", ask), lines(examples(leads, joint)...)}
}

// answerOne: with one item there is nothing to number.
func answerOne(l checklist.Line) string {
	switch {
	case l.Role == checklist.Joint:
		return "请将配合情况直接回复本邮件，可附材料；由牵头部门汇总。"
	case l.Colour == checklist.Red: // an extension is asked for before the deadline
		return "请直接回复本邮件，写明采取的措施和成效，并附佐证材料。"
	}
	return "办结后，直接回复本邮件，写明采取的措施和成效，并附佐证材料。需要延期的，在到期前回复“申请延期到某月某日，因……”。"
}

func examples(leads, joint []checklist.Line) (out []string) {
	var among []checklist.Line
	for _, l := range slices.Concat(leads, joint) {
		among = append(among, periodsOf(l)...)
	}
	for i, l := range leads {
		if i == 0 {
			out = append(out, callOf(l, among)+"已完成：采取措施……；成效……")
		}
		if i == len(leads)-1 && i > 0 && l.Deadline != 0 && l.Colour != checklist.Red {
			out = append(out, fmt.Sprintf("%s申请延期到%s，因……", callOf(l, among), (l.Deadline+10).ShortFrom(l.Deadline)))
		}
	}
	if len(joint) > 0 {
		out = append(out, callOf(joint[0], among)+"进展：已提供……")
	}
	return out
}
