package publish_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a page of a league table must say, and say once.
func TestLeaguePages(t *testing.T) {
	w, dir := warehouse(t, 200), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, "")
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	counts, rates, front := read("leagues/L01.html"), read("leagues/L03.html"), read("index.html")
	head := func(page string) string { h, _, _ := strings.Cut(page, "</thead>"); return h }
	for _, c := range []struct {
		what string
		ok   bool
	}{
		{"the reason stands under the name", strings.Contains(rates, `</a> <small class="why"><span class="zh">不排名：`)},
		{"no column repeats it", !strings.Contains(rates, "Not ranked because")},
		{"the caveat stands once", strings.Count(head(rates), "petitions, duplicates") == 1},
		{"the caveat is said in Chinese", strings.Contains(head(counts), "县政府没有报告的不排名")},
		{"a count has no interval", !strings.Contains(head(counts), "95 % low")},
		{"a rate has one", strings.Contains(head(rates), "95 % low")},
		{"an agency has no coverage", !strings.Contains(head(rates), ">Coverage</span></th>")},
		{"what ranks stands beside what is shown", strings.Index(rates, "Shrunk estimate") < strings.Index(rates, ">Numerator<")},
		{"the front page names the year of its tables", strings.Contains(front, "their peers · 2023")},
	} {
		if !c.ok {
			t.Errorf("%s: it does not", c.what)
		}
	}
}
