package main

import (
	"testing"

	"duban/internal/daemon/daemontest"
)

// clerkStory is a story of the daemon in which the clerk types commands.
type clerkStory struct{ *daemontest.Story }

func tell(t *testing.T, first string, items []daemontest.Item, plot func(s *clerkStory), change ...string) {
	t.Helper()
	daemontest.Office(t, first, items, func(s *daemontest.Story) { plot(&clerkStory{s}) }, change...)
}

func (s *clerkStory) duban(args ...string) string {
	s.Helper()
	return clerkSays(s.Story, args...)
}

func item(content, parties, deadline string) daemontest.Item {
	return daemontest.Item{Content: content, Parties: parties, Deadline: deadline}
}
