package db

import "context"

// SettledReport is an assignment that was reported to a supervisor as overdue and
// has been settled since, of which he has not heard.
type SettledReport struct {
	Assignment int64
	Person     string
}

// SettledReports returns what is closed, moved or extended since a supervisor was
// written to about it, until a letter to him says so.
func (s *Store) SettledReports(ctx context.Context) (list []SettledReport, err error) {
	err = s.list(ctx, &list, `
		SELECT st.assignment, n.person FROM step st JOIN notice n ON n.id = st.notice JOIN assignment a ON a.id = st.assignment
		WHERE a.office = ? AND st.step IN ('escalate-1', 'escalate-2') AND n.kind = 'escalate' AND n.state = 'sent'
			AND (a.state IN ('accepted', 'waived') OR EXISTS (
				SELECT 1 FROM event e WHERE e.assignment = a.id AND e.kind IN ('reassigned', 'extension-granted') AND e.at > n.sent_ms))
			AND NOT EXISTS (
				SELECT 1 FROM notice_line l JOIN notice m ON m.id = l.notice
				WHERE l.assignment = a.id AND l.step = 'settled' AND m.person = n.person AND m.id > n.id)
		GROUP BY n.person, a.no, a.id, st.assignment ORDER BY n.person, a.no, a.id`, s.opt.Office)
	return list, err
}
