// Package daemon is what duban serve runs side by side: for each office the rounds of
// the scheduler, the mailboxes, the courier; for all of them the listeners, the
// operations port and the reloads.
//
// It decides nothing about items or letters, and reads no clock: time, network and
// pace are handed to it (Options).
//
// Promises: a worker that fails or panics is restarted and does not end those of other
// offices; a faulty file at SIGHUP changes nothing; when the context ends, letters under
// way are finished, and only then Run returns; of several daemons on one server's
// database, one at a time plans for an office and reads its mailboxes.
//
// Begin with Run (service.go); an office's workers stand in instance.go, what daemons
// share in duty.go. Stories of weeks in its life are in daemontest.
package daemon
