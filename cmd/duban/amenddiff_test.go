package main

import "testing"

func TestDiffering_showsWhatDiffersAndNotTwoEqualBeginnings(t *testing.T) {
	t.Parallel()
	old := "开展不动产登记历史档案整理和数字化工作，完成十万卷，并通过市级验收后移交档案馆保管"
	now := "开展不动产登记历史档案整理和数字化工作，完成十二万卷，并通过市级验收后移交档案馆保管"
	a, b := differing(old, now, "……")
	if a != "……字化工作，完成十万卷，并通过市级……" || b != "……字化工作，完成十二万卷，并通过市级……" {
		t.Errorf("%s → %s", a, b)
	}
	if a, b := differing("4月底", "5月底", "……"); a != "4月底" || b != "5月底" {
		t.Errorf("%s → %s", a, b)
	}
}
