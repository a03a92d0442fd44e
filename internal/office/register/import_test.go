package register_test

import (
	"errors"
	"strings"
	"testing"

	"duban"
	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/officetest"
	"duban/internal/office/register"
	"duban/internal/words"
)

func TestRead_asksForTheYear(t *testing.T) {
	t.Parallel()
	o := officetest.New(t)
	_, err := register.Read(t.Context(), o, officetest.Issued, "实施清单.txt", duban.Checklist, register.Reading{})
	var r office.Refusal
	if !errors.As(err, &r) || r.Code != office.NoYear {
		t.Errorf("got %v", err)
	}
}

func TestImport_anAmendedListChangesNothingUntilItIsApplied(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	now := officetest.Issued.At(15, 0, officetest.Zone)
	list := []byte("序号,具体内容,责任部门,完成时限\n14,严格落实“一码通”，提高登记业务进度查询精准性和及时性，让群众能够随时掌握业务办理进度。,综合部,5月底\n")
	reading := register.Reading{Year: 2026, Title: "不动产登记作风和素质提升专项行动实施清单"}
	in, err := register.Read(t.Context(), o, officetest.Issued+5, "修订.csv", list, reading)
	if err != nil {
		t.Fatal(err)
	}
	if in.Start != officetest.Issued {
		t.Errorf("it is read by %s, the first edition was issued on %s", in.Start, officetest.Issued)
	}
	shown, err := register.Import(t.Context(), o, now, in, false)
	if err != nil || shown.Stored || shown.Former == nil || shown.FormerNos != 40 || len(shown.Changes) != 40 {
		t.Fatalf("shown: %d changes of %d, stored %v, %v", len(shown.Changes), shown.FormerNos, shown.Stored, err)
	}
	party := func() string {
		all, err := o.Store.AssignmentsOf(t.Context(), 14)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			if !p.State.Closed() {
				return p.Party
			}
		}
		return ""
	}
	if got := party(); got != "技术服务部" {
		t.Errorf("it was only shown, and item 14 is %s's", got)
	}
	if done, err := register.Import(t.Context(), o, now, in, true); err != nil || !done.Stored {
		t.Fatalf("applied: %v, %v", done.Stored, err)
	}
	if got := party(); got != "综合部" {
		t.Errorf("item 14 is %s's", got)
	}
	if all, err := o.Store.AssignmentsOf(t.Context(), 13); err != nil || len(all) > 0 {
		t.Errorf("item 13 keeps its number: %+v", all)
	}
}

func TestRead_anAmendedEditionIsReadWithTheFormerMapping(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	now := officetest.Issued.At(15, 0, officetest.Zone)
	first := register.Reading{Year: 2027, Title: "整改台账"}
	first.Map = "完成时间=不用"
	in, err := register.Read(t.Context(), o, officetest.Issued, "台账.csv", []byte("序号,整改事项,责任单位,整改期限,完成时间\n1,甲,综合部,2027年4月底,\n2,乙,综合部,2027年5月底,2027年4月2日\n"), first)
	if err != nil {
		t.Fatal(err)
	}
	if done, err := register.Import(t.Context(), o, now, in, false); err != nil || !done.Stored {
		t.Fatalf("imported: %v, %v", done.Stored, err)
	}
	amended := []byte("序号,整改事项,责任单位,整改期限,完成时间\n1,甲,综合部,2027年6月底,\n2,乙,综合部,2027年5月底,2027年4月2日\n")
	in, err = register.Read(t.Context(), o, officetest.Issued+5, "台账（修订）.csv", amended, register.Reading{Year: 2027})
	if err != nil || in.List.Map != first.Map || !strings.Contains(words.SayError(words.Chinese, in.Problems), "各栏按导入《整改台账》时写明的认：完成时间=不用") {
		t.Fatalf("the former answer is not used: %v %v", in.Problems, err)
	}
	if _, err := register.Read(t.Context(), o, officetest.Issued+5, "台账（修订）.csv", amended, register.Reading{Year: 2027, AsNew: true}); err == nil {
		t.Error("another list is read with the answers of this one")
	}
}

func TestCompareDirectory_whoStillOwesSomethingIsNotLost(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	entries, err := o.Config.Entries()
	if err != nil {
		t.Fatal(err)
	}
	var without []checklist.Entry
	for _, e := range entries {
		if e.Name != "党支部委员会" {
			without = append(without, e)
		}
	}
	changes, err := register.CompareDirectory(t.Context(), o, without)
	var problems checklist.Problems
	if !errors.As(err, &problems) || len(problems) != 1 || len(changes) == 0 {
		t.Errorf("%d changes, %v", len(changes), err)
	}
	if changes, err := register.CompareDirectory(t.Context(), o, entries); err != nil || len(changes) != 0 {
		t.Errorf("the same directory: %v, %v", changes, err)
	}
}
