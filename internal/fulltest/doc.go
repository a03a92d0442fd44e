// Package fulltest lets tests try all that they know where DUBAN_TEST_FULL is set, as .ci/run
// does, and a sample of it in the runs of every day, which are to take less than a minute.
package fulltest
