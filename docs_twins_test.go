package gongkai_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestReadmeTwins holds that the two READMEs say the same: headings of the same
// levels in the same order, the same code, and tables of the same shape.
func TestReadmeTwins(t *testing.T) {
	en, zh := readDoc(t, readmeEN), readDoc(t, readmeZH)
	for _, fault := range twinFaults(en, zh) {
		t.Error(fault)
	}
	lines := strings.Count(en, "\n")
	for _, b := range fences(en) {
		if b.lang == "text" {
			lines -= strings.Count(b.text, "\n")
		}
	}
	if lines > longestReadme {
		t.Errorf("%s has %d lines without what the program prints, more than %d; move some to docs", readmeEN, lines, longestReadme)
	}
}

// TestReadmeTwinsCanFail breaks each rule on twins once.
func TestReadmeTwinsCanFail(t *testing.T) {
	twin := "# A\n\n## B\n\n```sh\ngongkai status\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
	for name, other := range map[string]string{
		"heading missing": strings.Replace(twin, "## B", "B", 1),
		"heading level":   strings.Replace(twin, "## B", "### B", 1),
		"other command":   strings.Replace(twin, "status", "league", 1),
		"code missing":    strings.NewReplacer("```sh\n", "", "```\n", "").Replace(twin),
		"row missing":     strings.Replace(twin, "| 1 | 2 |\n", "", 1),
	} {
		if got := twinFaults(twin, other); len(got) == 0 {
			t.Errorf("%s: not noticed", name)
		}
	}
	if got := twinFaults(twin, strings.NewReplacer("A", "甲", "B", "乙").Replace(twin)); len(got) > 0 {
		t.Errorf("true twins: %q", got)
	}
}

func twinFaults(en, zh string) []string {
	var out []string
	a, b := headings(en), headings(zh)
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			out = append(out, fmt.Sprintf("%s has a heading more: %s", readmeZH, b[i]))
		case i >= len(b):
			out = append(out, fmt.Sprintf("%s has a heading more: %s", readmeEN, a[i]))
		case strings.Count(a[i], "#") != strings.Count(b[i], "#"):
			out = append(out, fmt.Sprintf("heading %d: %q and %q are of different levels", i+1, a[i], b[i]))
		}
	}
	x, y := fences(en), fences(zh)
	if len(x) != len(y) {
		return append(out, fmt.Sprintf("%d code blocks and %d", len(x), len(y)))
	}
	for i := range x {
		if x[i].lang != y[i].lang || x[i].text != y[i].text && x[i].lang != "mermaid" {
			out = append(out, fmt.Sprintf("code block %d differs:\n%s\n%s", i+1, x[i].text, y[i].text))
		}
	}
	if r, s := tableRows(en), tableRows(zh); !slices.Equal(r, s) {
		out = append(out, fmt.Sprintf("tables of %d rows and of %d", r, s))
	}
	return out
}
