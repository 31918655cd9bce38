package narrative

import (
	"fmt"
	"hash/fnv"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai"
)

// labelled is a sentence of testdata/sentences.tsv.
type labelled struct {
	text   string
	claims []string
	held   bool // of the half that is not looked at
}

func sentences(t *testing.T, name string) []labelled {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, claims, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("no label: %s", line)
		}
		h := fnv.New32a()
		h.Write([]byte(text))
		l := labelled{text: strings.ReplaceAll(text, "⏎", "\n"), held: h.Sum32()%2 == 1}
		if claims != "-" {
			l.claims = strings.Split(claims, "; ")
		}
		out = append(out, l)
	}
	return out
}

// read returns the claims of a text, as they are labelled.
func read(text string) []string { return readOf(text, 2023) }

// yearNamed is the latest year that a sentence names; 2023 where it names none.
func yearNamed(text string) int {
	latest := 2023
	for i, y := range regexp.MustCompile(`20\d\d`).FindAllString(text, -1) {
		if n, _ := strconv.Atoi(y); i == 0 || n > latest {
			latest = n
		}
	}
	return latest
}

// readOf reads a sentence of the report of a year.
func readOf(text string, year int) []string {
	doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: text}}}
	var out []string
	for _, c := range claimsOf(doc, year) {
		s := c.ID + " none"
		if c.Value.Valid {
			s = c.ID + " " + c.Value.Decimal.String()
		}
		if c.Approx {
			s += " about"
		}
		if c.Period != gongkai.PeriodYear {
			s += " " + string(c.Period)
		}
		out = append(out, s)
	}
	return out
}

// score counts claims found, of those labelled, and found amiss.
type score struct{ sentences, hits, wanted, found int }

func (s *score) add(got, want []string) (missed, extra []string) {
	s.sentences++
	s.wanted += len(want)
	s.found += len(got)
	for _, w := range want {
		if i := slices.Index(got, w); i >= 0 {
			s.hits++
			got = slices.Delete(slices.Clone(got), i, i+1)
		} else {
			missed = append(missed, w)
		}
	}
	return missed, got
}

func (s score) precision() float64 { return 100 * float64(s.hits) / float64(max(s.found, 1)) }
func (s score) recall() float64    { return 100 * float64(s.hits) / float64(max(s.wanted, 1)) }

// Floors on the half that was not looked at, in percent.
const (
	leastPrecision = 98
	leastRecall    = 90

	// On what the second hand held out: 43 claims are found, one of them wrong.
	secondPrecision = 97
	secondRecall    = 91

	// On what the rules were mended with.
	workedPrecision = 100
	workedRecall    = 98.5

	// On what a fourth hand wrote, of which nothing was looked at but wrong claims.
	fourthPrecision = 99
	fourthRecall    = 92
)

// TestAccuracyClaims holds the labelled sentences against what is read in them.
// Of the half that was not looked at it says only how many are right.
func TestAccuracyClaims(t *testing.T) {
	all := sentences(t, "sentences.tsv")
	if len(all) < 300 {
		t.Fatalf("%d sentences", len(all))
	}
	var seen, held, second, third, fourth, fifth, sixth score
	for _, l := range all {
		if l.held {
			held.add(read(l.text), l.claims)
			continue
		}
		if missed, extra := seen.add(read(l.text), l.claims); len(missed)+len(extra) > 0 {
			t.Logf("%s: missed %v, found %v", l.text, missed, extra)
		}
	}
	for _, l := range sentences(t, "second.tsv") {
		if missed, extra := second.add(read(l.text), l.claims); len(missed)+len(extra) > 0 {
			t.Logf("%s: missed %v, found %v", l.text, missed, extra)
		}
	}
	for _, l := range sentences(t, "third.tsv") {
		third.add(read(l.text), l.claims)
	}
	for _, l := range sentences(t, "fourth.tsv") {
		if missed, extra := fourth.add(read(l.text), l.claims); len(missed)+len(extra) > 0 {
			t.Logf("%s: missed %v, found %v", l.text, missed, extra)
		}
	}
	for _, name := range []string{"fifth.tsv", "dev.tsv"} {
		for _, l := range sentences(t, name) {
			if missed, extra := fifth.add(read(l.text), l.claims); len(missed)+len(extra) > 0 {
				t.Logf("%s: missed %v, found %v", l.text, missed, extra)
			}
		}
	}
	for _, l := range sentences(t, "sixth.tsv") {
		missed, extra := sixth.add(readOf(l.text, yearNamed(l.text)), l.claims)
		if len(missed)+len(extra) > 0 {
			t.Logf("%s: missed %v, found %v", l.text, missed, extra)
		}
	}
	for _, half := range []struct {
		name string
		score
	}{{"worked with", seen}, {"held out", held}, {"second hand", second}, {"second held", third}, {"third hand", fourth}, {"worked on", fifth}, {"fourth hand", sixth}} {
		line := fmt.Sprintf("claims, %-12s %d sentences, %d claims, precision %.1f %%, recall %.1f %%", half.name+":", half.sentences, half.wanted, half.precision(), half.recall())
		t.Log(line)
		if os.Getenv("GONGKAI_TORTURE") != "" {
			fmt.Println(line)
		}
	}
	if third.precision() < secondPrecision || third.recall() < secondRecall {
		t.Errorf("held out by the second hand: precision %.1f %%, recall %.1f %%", third.precision(), third.recall())
	}
	if fifth.precision() < workedPrecision || fifth.recall() < workedRecall {
		t.Errorf("worked on: precision %.1f %%, recall %.1f %%", fifth.precision(), fifth.recall())
	}
	if sixth.precision() < fourthPrecision || sixth.recall() < fourthRecall {
		t.Errorf("by the fourth hand: precision %.1f %%, recall %.1f %%", sixth.precision(), sixth.recall())
	}
	if held.precision() < leastPrecision || held.recall() < leastRecall {
		t.Errorf("held out: precision %.1f %%, recall %.1f %%; at least %d %% and %d %% are promised", held.precision(), held.recall(), leastPrecision, leastRecall)
	}
}
