package register_test

import (
	"errors"
	"testing"

	"duban"
	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/officetest"
	"duban/internal/office/register"
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
		all, err := o.Parts(t.Context(), 14)
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
	if all, err := o.Parts(t.Context(), 13); err == nil {
		t.Errorf("item 13 keeps its number: %+v", all)
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
