// Package dbtest opens stores for tests: a fresh SQLite file each, or, where
// DUBAN_TEST_POSTGRES names a server, a fresh schema there.
//
// When the test ends it checks every invariant of the stored data, so no test can leave a
// store that contradicts itself. It is no part of the program.
//
// Read Open first.
package dbtest
