// Package alarm tells those who look after the machine that mail has stopped, by ways
// that do not need the relay: a command of theirs, a webhook (robots of 企业微信, 钉钉 and
// 飞书 among them), and a dead man's switch that is called while all is well.
//
// It never decides whether something is wrong, or when to say it again: internal/daemon
// does. It knows no database and no person; a message holds counts and causes.
//
// Promises: nothing but what is configured is called, redirects are not followed; a
// robot that answers 200 and means no is an error; no error holds an address that was
// called, for it bears the robot's key; each way ends within its time.
//
// Begin with Ways.Raise.
package alarm
