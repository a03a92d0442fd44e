// Package notify is mail out: it renders letters and delivers them. How a server is
// spoken to is notify/relay's to know.
//
// It never decides what a letter says or whether it goes: that is a
// letter.Letter, stored as a notice by whoever had cause to write, in Chinese where
// that has made sentences; in which language a letter speaks is the office's choice, made
// when it is rendered (voice.go). It never sends anything that is not a notice in the store.
//
// Its promises: the text part and the HTML part say the same in the same order,
// because both are made from one page of blocks; the bytes of a letter are stored
// before they go out, and a second try sends the same bytes under the same
// Message-ID (RFC 5322, section 3.6.4); a letter says that it was written by a
// program (RFC 3834); passwords, addresses and bodies stay out of logs and errors.
//
// Read Compose first, then sending.attempt: the one way in which a letter is sent,
// whether this daemon claims batches (Courier.RunOnce) or is handed single letters
// by a queue (Courier.Deliver).
package notify
