package robot

import (
	"testing"

	"duban/checklist"
)

func TestReadAbsence_A02_daysStated(t *testing.T) {
	t.Parallel()
	on := checklist.Date(2026, 4, 15)
	dec := func(d int) checklist.Day { return checklist.Date(2026, 12, d) }
	april := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }
	for text, want := range map[string][2]checklist.Day{
		"我于4月16日至4月20日休假":                              {april(16), april(20)},
		"4月16日—20日外出":                                  {april(16), april(20)},
		"4月16日（周四）到4月20日（周一）出差":                        {april(16), april(20)},
		"2026-04-16至2026-04-20 不在办公室":                  {april(16), april(20)},
		"4.16-4.20外出":                                  {april(16), april(20)},
		"外出至4月20日":                                     {0, april(20)},
		"本人休假，4月21日返岗":                                 {0, april(20)},
		"我将于4月21日回来上班":                                 {0, april(20)},
		"4月28日至5月6日休假":                                 {april(28), checklist.Date(2026, 5, 6)},
		"I am out of the office until April 20th.":     {0, april(20)},
		"Out from 16 April to 20 April":                {april(16), april(20)},
		"I will return to the office on 21 April":      {0, april(20)},
		"I'll be back on April 21, call 0571-88880000": {0, april(20)},
		"十二月一日至十二月五日休假":                                {dec(1), dec(5)},
		"12月1日至5日外出":                                   {dec(1), dec(5)},
		"自12月1日起至12月5日止在外学习":                           {dec(1), dec(5)},
		"12月1日下午至12月3日上午出差":                            {dec(1), dec(3)},
		"我4月21日外出开会，请稍后联系":                             {april(21), april(21)},
		"4月21日（周二）全天不在办公室":                             {april(21), april(21)},
		"4月21日、22日外出培训":                                {april(21), april(22)},
		"本人4月21日和25日外出":                                {},
		"4月20日起休假，急事请联系李四":                             {},
		"因病住院，工作由李四代理":                                 {},
		"本邮箱已停用，请发送至a@b.cn":                            {},
		"今天外出，急事请电话联系":                                 {april(15), april(15)},
		"外出（4月21日）":                                    {april(21), april(21)},
		"4月22日到岗，4月15日起休假":                             {april(15), april(21)},
		"I will be out of the office starting 2026-12-01 and will not return until 2026-12-05.":  {dec(1), dec(4)},
		"I will be out of the office starting  04/20/2026 and will not return until 04/27/2026.": {april(20), april(26)},
		"I am out of office from April 16 to April 20.":                                          {april(16), april(20)},
		"I am out of office April 16 - 20, 2026.":                                                {april(16), april(20)},
		"I am away from 1-5 December 2026.":                                                      {dec(1), dec(5)},
		"Out of office between 1 and 5 December.":                                                {dec(1), dec(5)},
		"I am out of the office on April 21, 2026.":                                              {april(21), april(21)},
		"I will be out of the office until 5th December.":                                        {0, dec(5)},
		"Returning on 6 December 2026":                                                           {0, dec(5)},
		"Ich bin vom 1. bis 5. Dezember nicht im Büro.":                                          {dec(1), dec(5)},
		"Ich bin vom 01.12. bis 05.12.2026 abwesend.":                                            {dec(1), dec(5)},
		"Ich bin vom 01.12.2026 bis zum 05.12.2026 im Urlaub.":                                   {dec(1), dec(5)},
		"Ich bin bis zum 5. Dezember nicht im Haus.":                                             {0, dec(5)},
		"Ich bin ab dem 6. Dezember wieder erreichbar.":                                          {0, dec(5)},
		"Ich bin am 21. April nicht im Büro.":                                                    {april(21), april(21)},
		"Je suis absent du 1er au 5 décembre.":                                                   {dec(1), dec(5)},
		"Je suis absent jusqu'au 5 décembre inclus.":                                             {0, dec(5)},
		"Je serai de retour le 6 décembre 2026.":                                                 {0, dec(5)},
		"Absent du bureau du 1 décembre au 5 décembre 2026":                                      {dec(1), dec(5)},
		"Estaré fuera de la oficina hasta el 5 de diciembre de 2026.":                            {0, dec(5)},
		"Sono fuori ufficio dal 1 al 5 dicembre.":                                                {dec(1), dec(5)},
		"您好，邮件已收到":                                                                               {},
		"我在休假，尽快回复":                                                                              {},
		"2025年10月1日至2025年10月8日休假":                                                                {}, // never changed since
		"4月31日返岗":               {},
		"电话 0571-88880000-8012": {},
	} {
		from, until := ReadAbsence(text, on)
		if from != want[0] || until != want[1] {
			t.Errorf("%s: got %s to %s", text, from, until)
		}
	}
}

// Whatever an automatic reply says, the days read from it are in order, and not
// long past.
func FuzzAbsence(f *testing.F) {
	for _, s := range []string{"4月16日至20日休假", "back on May 7th", "至5月6日", "2026-04-16至2026-04-20", "12.31-1.2"} {
		f.Add(s)
	}
	on := checklist.Date(2026, 4, 15)
	f.Fuzz(func(t *testing.T, s string) {
		from, until := ReadAbsence(s, on)
		if from > until || until != 0 && until < on-1 {
			t.Errorf("%q: %s to %s", s, from, until)
		}
	})
}
