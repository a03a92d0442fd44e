package robot

import (
	"testing"

	"duban/inbox/message"
	"duban/inbox/rawtest"
)

func TestClassify_automaticRepliesOfOtherProgramsAndLanguages(t *testing.T) {
	t.Parallel()
	for name, header := range map[string]string{
		"Outlook in German":     "Subject: Automatische Antwort: Todo",
		"Notes in German":       "Subject: Abwesenheitsnotiz: Todo",
		"Outlook in French":     "Subject: Réponse automatique : Todo",
		"Outlook in Spanish":    "Subject: Respuesta automática: Todo",
		"Outlook in Italian":    "Subject: Risposta automatica: Todo",
		"Outlook in Portuguese": "Subject: Resposta automática: Todo",
		"Outlook in Dutch":      "Subject: Automatisch antwoord: Todo",
		"Outlook in Swedish":    "Subject: Automatiskt svar: Todo",
		"Outlook in Russian":    "Subject: Автоматический ответ: Todo",
		"Outlook in Japanese":   "Subject: 自動応答: Todo",
		"Outlook in Korean":     "Subject: 자동 회신: Todo",
		"a ticket system":       "Subject: Auto-Response: Todo",
		"away":                  "Subject: Away: Todo",
		"on leave, in Chinese":  "Subject: 休假回复：待办",
		"Apple's vacation rule": "X-Apple-Action: vacation",
		"vacation(1)":           "Return-Path: <>\r\nPrecedence: bulk",
		"a Polish portal":       "Subject: [Automatyczna odpowiedź] Todo",
		"Postini's class":       "X-POST-MessageClass: 9; Autoresponder",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw := rawtest.CRLF("From: a@b.cn", header, "", "14 已完成")
			if c := Classify(message.Parse(raw, message.Limits{}), office); c.Kind != KindAutoReply {
				t.Errorf("got %s: %s", c.Kind, c.Reason)
			}
		})
	}
	for name, subject := range map[string]string{
		"answered by a person": "AW: Automatische Antwort: Todo",
		"a matter of work":     "Automatische Antwortgeräte",
		"away in a sentence":   "Away game on Friday",
		"leave as a subject":   "休假回复意见汇总",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw := rawtest.CRLF("From: a@b.cn", "Subject: "+subject, "", "14 已完成")
			if c := Classify(message.Parse(raw, message.Limits{}), office); c.Kind != KindReply {
				t.Errorf("got %s: %s", c.Kind, c.Reason)
			}
		})
	}
}
