package notify

import (
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
)

// howToAnswer shows how a letter of so many lines is answered, with the numbers of those
// that press.
func (v voice) howToAnswer(all []letter.Line, of int) []block {
	if of == 1 {
		return []block{para(v.answerOne(all[0]) + v.Of("无须登录任何系统。", " There is nothing to log in to."))}
	}
	leads, joint := byRole(all)
	ask := v.Of("办结后，直接回复本邮件并附佐证材料，无须登录任何系统。每行以序号开头，例如：",
		"When something is done, simply reply to this mail and attach the evidence; there is nothing to log in to. Begin each line with the number, e.g.:")
	if len(leads) == 0 {
		ask = v.Of("请将配合情况直接回复本邮件，可附材料，无须登录任何系统。每行以序号开头，例如：",
			"Please reply to this mail how your part stands, with files if you like; there is nothing to log in to. Begin each line with the number, e.g.:")
	}
	return []block{para(ask), lines(v.examples(leads, joint)...)}
}

// answerOne: with one item there is nothing to number.
func (v voice) answerOne(l letter.Line) string {
	switch {
	case l.Role == checklist.Joint:
		return v.Of("请将配合情况直接回复本邮件，可附材料；由牵头部门汇总。", "Please reply to this mail how your part stands, with files if you like; the lead reports on the whole.")
	case l.Colour == letter.Red: // an extension is asked for before the deadline
		return v.Of("请直接回复本邮件，写明采取的措施和成效，并附佐证材料。", "Please reply to this mail: what was done, with what result, and the evidence attached.")
	}
	return v.Of("办结后，直接回复本邮件，写明采取的措施和成效，并附佐证材料。需要延期的，在到期前回复“申请延期到某月某日，因……”。",
		"When it is done, simply reply to this mail: what was done, with what result, and the evidence attached. If you need more time, answer before the deadline “extend to 10 June because …”.")
}

func (v voice) examples(leads, joint []letter.Line) (out []string) {
	var among []letter.Line
	for _, l := range slices.Concat(leads, joint) {
		among = append(among, periodsOf(l)...)
	}
	for i, l := range leads {
		if i == 0 {
			out = append(out, v.callOf(l, among)+v.Of("已完成：采取措施……；成效……", "done: measures: …; results: …"))
		}
		if i == len(leads)-1 && i > 0 && l.Deadline != 0 && l.Colour != letter.Red {
			out = append(out, v.say("%s申请延期到%s，因……", "%sextend to %s because …", v.callOf(l, among), v.says((l.Deadline+10).SaidFrom(l.Deadline))))
		}
	}
	if len(joint) > 0 {
		out = append(out, v.callOf(joint[0], among)+v.Of("进展：已提供……", "progress: provided …"))
	}
	return out
}
