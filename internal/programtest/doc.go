// Package programtest lets tests look at what we make through other people's programs:
// LibreOffice, Poppler, Chromium, Prometheus. They take seconds to start, so they are asked where
// DUBAN_TEST_PROGRAMS is set, as .ci/run does, and not every day.
package programtest
