package canon

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClaimsAreWhole(t *testing.T) {
	c := Claims()
	seen, topics := map[string]bool{}, map[string]bool{"": true}
	for _, w := range c.Topics {
		topics[w.ID] = true
	}
	last := 99
	for _, m := range c.Measures {
		if n := utf8.RuneCountInString(m); n > last {
			t.Errorf("measure %s stands behind a shorter one", m)
		} else {
			last = n
		}
	}
	for _, k := range c.Claims {
		if k.ZH == "" || k.EN == "" || seen[k.ID] || !topics[k.Topic] {
			t.Errorf("claim %+v", k)
		}
		seen[k.ID] = true
		if k.Rule != "" && Get().Rule(k.Rule) == nil {
			t.Errorf("%s: no rule %s", k.ID, k.Rule)
		}
		for _, f := range k.Facts {
			if prefix, all := strings.CutSuffix(f, "*"); !all && Get().Indicator(f) == nil || all && !strings.HasSuffix(prefix, ".") {
				t.Errorf("%s: no indicator %s", k.ID, f)
			}
		}
		for _, p := range append(append(append(append([]string{k.Not}, k.Patterns...), k.TopicPatterns...), k.Zero...), k.Both...) {
			if _, err := regexp.Compile(p); err != nil {
				t.Errorf("%s: %v", k.ID, err)
			}
		}
		for _, p := range append(append([]string{}, k.Patterns...), k.TopicPatterns...) {
			if strings.Count(strings.ReplaceAll(p, "[^#", ""), "#") != 1 {
				t.Errorf("%s: %s has not one #", k.ID, p)
			}
		}
		for _, p := range k.Zero {
			if strings.Contains(p, "#") {
				t.Errorf("%s: %s has a number", k.ID, p)
			}
		}
	}
	for _, ch := range c.Channels {
		if ch.ID != "other" && c.Claim("items."+ch.ID) == nil {
			t.Errorf("channel %s has no claim", ch.ID)
		}
	}
}
