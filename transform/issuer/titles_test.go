package issuer

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"gongkai/canon"
)

// TestTitlesOfMany reads titles in all the forms that agencies print. A place
// that is not the truth's is worse than none.
func TestTitlesOfMany(t *testing.T) {
	b, err := os.ReadFile("testdata/titles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || f[0] == "title" {
			continue
		}
		n++
		got := Resolve(Input{Titles: []string{f[0]}, Origin: f[1], URL: f[2]})
		year := ""
		if got.Year != 0 {
			year = strconv.Itoa(got.Year)
		}
		if got.DivisionCode != f[3] || year != f[4] {
			t.Errorf("%s | %s | %s: %q in %q, want %q in %q: %s %v", f[0], f[1], f[2], got.DivisionCode, year, f[3], f[4], got.Agency, got.Issues)
		}
	}
	if n < 150 {
		t.Errorf("%d titles", n)
	}
}

// TestTortureUniqueNames reads the main name of every function in every county
// whose name is its own: over 100,000 titles, with GONGKAI_TORTURE set.
func TestTortureUniqueNames(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("GONGKAI_TORTURE is not set")
	}
	all, n, wrong := counties(), 0, 0
	for _, ds := range all {
		if len(ds) != 1 {
			continue
		}
		for _, f := range canon.Functions().Functions {
			if f.ID == canon.FunctionTownship {
				continue
			}
			for _, form := range []string{"2023年政府信息公开工作年度报告", "2023年度信息公开年报"} {
				n++
				agency := ds[0].Name + f.Names[0]
				if got := Resolve(Input{Titles: []string{agency + form}}); got.DivisionCode != ds[0].Code || got.Function != f.ID || got.Agency != agency {
					if wrong++; wrong < 50 {
						t.Errorf("%s: want %s %s, got %+v", agency, ds[0].Code, f.ID, got)
					}
				}
			}
		}
	}
	t.Logf("%d titles, %d wrong", n, wrong)
	if n < 200_000 || wrong > 0 {
		t.Errorf("%d titles, %d wrong", n, wrong)
	}
}
