package gongkai_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"gongkai/canon"
)

// fixtureFiles hold the fixtures of rules: of single reports, of prose, and over
// several reports. Their own packages hold that each ends as it says.
var fixtureFiles = []string{"transform/rules/testdata/*.yaml", "transform/narrative/testdata/E.yaml", "load/testdata/cross.yaml"}

// TestEveryRuleHasFixtures counts them: each rule about reports, without exception,
// has one that passes, one that fails and one that cannot be assessed. Only T, which
// says how a table was read and is no check of the report, has none here.
func TestEveryRuleHasFixtures(t *testing.T) {
	has := map[string]map[string]int{}
	for _, pattern := range fixtureFiles {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var list []struct{ Rule, Want string }
			if err := yaml.Unmarshal(b, &list); err != nil || len(list) == 0 {
				t.Fatalf("%s: %d fixtures, %v", name, len(list), err)
			}
			for _, f := range list {
				if has[f.Rule] == nil {
					has[f.Rule] = map[string]int{}
				}
				for _, how := range []string{"pass", "fail", "not assessable", "not applicable"} {
					if strings.Contains(f.Want, how) {
						has[f.Rule][how]++
					}
				}
			}
		}
	}
	rules, count := 0, map[string]int{}
	for _, r := range canon.Get().Rules {
		if strings.HasPrefix(r.ID, "T-") {
			continue
		}
		rules++
		for _, how := range []string{"pass", "fail", "not assessable"} {
			if has[r.ID][how] == 0 {
				t.Errorf("%s has no fixture that ends in %s", r.ID, how)
			}
			count[how] += has[r.ID][how]
		}
		delete(has, r.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(has)) {
		t.Errorf("fixtures of %s, which is no rule", id)
	}
	t.Logf("%d rules: %s", rules, fmt.Sprint(count))
	if rules < 65 {
		t.Errorf("%d rules, want all of A, B, C, D, E and P", rules)
	}
}
