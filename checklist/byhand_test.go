package checklist

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/internal/words"
)

func TestByHand_aNumberThatFitsSeveralIsRefused(t *testing.T) {
	t.Parallel()
	april, may := Date(2026, 4, 28), Date(2026, 5, 28)
	of := func(list int64, part, party string, state State, deadline Day) Standing {
		return Standing{Assignment{Part: part, Party: party, Role: Lead, State: state, Opened: deadline - 27, Deadline: deadline},
			Place{List: list, Title: map[int64]string{1: "去年清单", 2: "今年清单"}[list], No: 1, Part: part, Party: party}, false}
	}
	two := []Standing{of(1, "", "甲部", Open, april), of(2, "", "甲部", Open, april)}
	lastYears := []Standing{of(1, "", "甲部", Accepted, april), of(2, "", "甲部", Submitted, april)}
	ended := []Standing{of(1, "", "甲部", Accepted, april), of(2, "", "甲部", Accepted, april)}
	ended[0].Ended = true
	months := []Standing{of(1, "4月", "甲部", Submitted, april), of(1, "5月", "甲部", Open, may), of(1, "6月", "甲部", Open, may+31)}
	leads := []Standing{of(1, "", "甲部", Submitted, april), of(1, "", "乙部", Open, april)}
	both := []Standing{of(1, "", "甲部", Submitted, april), of(1, "", "乙部", Submitted, april)}
	twoParties := func(a, b State, role Role) []Standing {
		second := of(1, "", "乙部", b, april)
		second.Role = role
		return []Standing{of(1, "", "甲部", a, april), second}
	}
	beginning := []Standing{of(1, "4月", "甲部", Open, april), of(1, "5月", "甲部", Open, Date(2026, 5, 6)+27)} // the second today
	later := beginning[1]                                                                                 // begun today, due behind one that begins tomorrow
	later.Deadline += 10
	undated := of(1, "启动", "甲部", Open, 0)
	undated.Opened = april - 27
	for _, c := range []struct {
		reason string
		act    ByHand
		all    []Standing
		want   []int
		ask    string
	}{
		{"two lists run", ByHand{Kind: EventWaived}, two, []int{0, 1}, "第1项有2个清单：清单1《去年清单》、清单2《今年清单》，请写明是哪一个"},
		{"the list is named by its number", ByHand{Kind: EventWaived, Named: Named{List: "2"}}, two, []int{1}, ""},
		{"the list is named by its title", ByHand{Kind: EventExtended, Named: Named{List: "去年"}}, two, []int{0}, ""},
		{"a list that has ended is not meant", ByHand{Kind: EventAccepted}, lastYears, []int{1}, ""},
		{"but may be where something is reopened", ByHand{Kind: EventReopened}, lastYears, []int{0, 1}, "第1项有2个清单：清单1《去年清单》、清单2《今年清单》，请写明是哪一个"},
		{"the part that waits", ByHand{Kind: EventAccepted}, months, []int{0}, ""},
		{"a part that does not wait", ByHand{Kind: EventAccepted, Named: Named{Part: "5月"}}, months, nil, ""},
		{"a part that nobody reported", ByHand{Kind: EventAccepted, Named: Named{Part: "6月"}, WithoutReport: true}, months, []int{2}, ""},
		{"the part that is owed", ByHand{Kind: EventExtended}, months, []int{1}, ""},
		{"another part", ByHand{Kind: EventExtended, Named: Named{Part: "6月"}}, months, []int{2}, ""},
		{"one part of an item is waived", ByHand{Kind: EventWaived}, months, []int{0, 1, 2}, "第1项有3个期次：4月、5月、6月，请写明是哪一个"},
		{"all parts of an item are waived", ByHand{Kind: EventWaived, Named: Named{Part: AllParts}}, months, []int{0, 1, 2}, ""},
		{"words are filed under what has begun", ByHand{Kind: EventSubmitted}, months[1:], []int{0}, ""},
		{"and asked about where two departments may have said them", ByHand{Kind: EventSubmitted}, both, []int{0, 1}, "第1项有2个部门：甲部、乙部，请写明是哪一个"},
		{"a question is about all parts", ByHand{}, months, []int{0, 1, 2}, ""},
		{"of one list", ByHand{}, two, []int{0, 1}, "第1项有2个清单：清单1《去年清单》、清单2《今年清单》，请写明是哪一个"},
		{"that has not ended", ByHand{}, ended, []int{1}, ""},
		{"unless it is named", ByHand{Named: Named{List: "去年"}}, ended, []int{0}, ""},
		{"only what was reported", ByHand{Kind: EventAccepted}, leads, []int{0}, ""},
		{"without a report only one party's", ByHand{Kind: EventAccepted, WithoutReport: true}, leads, []int{0, 1}, "第1项有2个部门：甲部、乙部，请写明是哪一个"},
		{"that is named", ByHand{Kind: EventAccepted, WithoutReport: true, Named: Named{Party: "乙部"}}, leads, []int{1}, ""},
		{"all that was reported", ByHand{Kind: EventAccepted}, both, []int{0, 1}, ""},
		{"reopened is what a lead has closed", ByHand{Kind: EventReopened}, twoParties(Accepted, Open, Lead), []int{0}, ""},
		{"and no joint party's", ByHand{Kind: EventReopened}, twoParties(Open, Accepted, Joint), nil, ""},
		{"a joint party's is waived with its lead's", ByHand{Kind: EventWaived}, twoParties(Open, Open, Joint), []int{0}, ""},
		{"or alone where it is named", ByHand{Kind: EventWaived, Named: Named{Party: "乙部"}}, twoParties(Open, Open, Joint), []int{1}, ""},
		{"without a report the month that is owed", ByHand{Kind: EventAccepted, WithoutReport: true}, months[1:], []int{0}, ""},
		{"a month begins with its first day", ByHand{Kind: EventSubmitted}, beginning, []int{0, 1}, "第1项有2个期次：4月、5月，请写明是哪一个"},
		{"words are not filed under a month to come", ByHand{Kind: EventSubmitted}, []Standing{of(1, "4月", "甲部", Open, april), of(1, "6月", "甲部", Open, may+31)}, []int{0}, ""},
		{"owed from its first day on", ByHand{Kind: EventExtended}, []Standing{of(1, "4月", "甲部", Open, Date(2026, 5, 7)+27), later}, []int{1}, ""},
		{"what has no day is owed last", ByHand{Kind: EventExtended}, []Standing{undated, of(1, "5月", "甲部", Open, may)}, []int{1}, ""},
		{"one party's is returned", ByHand{Kind: EventReturned}, both, []int{0, 1}, "第1项有2个部门：甲部、乙部，请写明是哪一个"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			at, ask := c.act.Choose(c.all, 1, Date(2026, 5, 6))
			if diff := cmp.Diff(at, c.want); diff != "" || words.Say(words.Chinese, ask) != c.ask {
				t.Errorf("asks %q, want %q (-got +want):\n%s", ask, c.ask, diff)
			}
		})
	}
}
