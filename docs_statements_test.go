package gongkai_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai"
)

// TestDocsLinks holds that links to files of the repository lead somewhere.
func TestDocsLinks(t *testing.T) {
	for _, name := range docFiles(t) {
		for _, fault := range linkFaults(name, readDoc(t, name)) {
			t.Error(fault)
		}
	}
	for _, bad := range []string{"see [x](no/such.md)", "see [x](no-such.md#part)", "[x]: no/such.md"} {
		if len(linkFaults(readmeEN, bad)) != 1 {
			t.Errorf("%q: not noticed", bad)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)|(?m:^\[[^\]]+\]: (\S+)$)`)

func linkFaults(name, text string) []string {
	var out []string
	for _, b := range fences(text) {
		text = strings.Replace(text, b.text, "", 1)
	}
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		to, _, _ := strings.Cut(m[1]+m[2], "#")
		if to == "" || strings.Contains(to, "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(name), to)); err != nil {
			out = append(out, fmt.Sprintf("%s: link to %s: %v", name, to, err))
		}
	}
	return out
}

// TestDocsDependencies holds that docs/dependencies.md names every direct
// dependency in the version of go.mod.
func TestDocsDependencies(t *testing.T) {
	mod, doc := readDoc(t, "go.mod"), readDoc(t, "docs/dependencies.md")
	faults := dependencyFaults(mod, doc)
	for _, fault := range faults {
		t.Error(fault)
	}
	if got := dependencyFaults(mod, strings.Replace(doc, "duckdb-go/v2` | v2", "duckdb-go/v2` | v1", 1)); len(got) != len(faults)+1 {
		t.Errorf("another version: got %q", got)
	}
}

var required = regexp.MustCompile(`(?m)^\t([\w./-]+) (v[\w.+-]+)$`)

func dependencyFaults(mod, doc string) []string {
	var out []string
	for _, m := range required.FindAllStringSubmatch(mod, -1) {
		if want := "| `" + m[1] + "` | " + m[2] + " |"; !strings.Contains(doc, want) {
			out = append(out, "docs/dependencies.md has no "+want)
		}
	}
	return out
}

// TestDocsLists holds that the closed lists of the root are told in full.
func TestDocsLists(t *testing.T) {
	var statuses, outcomes, reasons []string
	for _, s := range []gongkai.Status{gongkai.Reported, gongkai.Blank, gongkai.NotApplicable, gongkai.Missing, gongkai.Unparsed,
		gongkai.AmbiguousUnit, gongkai.AmbiguousText, gongkai.Derived, gongkai.Repaired} {
		statuses = append(statuses, string(s))
	}
	for _, k := range []gongkai.OutcomeKind{gongkai.IsReport, gongkai.NoReport, gongkai.Unreadable, gongkai.ImageOnly} {
		outcomes = append(outcomes, string(k))
	}
	for _, r := range []gongkai.Reason{gongkai.ReasonUnsupported, gongkai.ReasonCorrupt, gongkai.ReasonEncoding, gongkai.ReasonLimit, gongkai.ReasonIO, gongkai.ReasonEncrypted, gongkai.ReasonImages,
		gongkai.ReasonEmpty, gongkai.ReasonShell, gongkai.ReasonListPage, gongkai.ReasonBlankForm, gongkai.ReasonNotice} {
		reasons = append(reasons, string(r))
	}
	for name, lists := range map[string][][]string{
		readmeEN: {statuses}, readmeZH: {statuses}, "docs/formats.md": {statuses, outcomes, reasons},
	} {
		text := strings.Join(outside(readDoc(t, name)), "\n")
		for _, id := range slices.Concat(lists...) {
			if !strings.Contains(text, "| `"+id+"` |") {
				t.Errorf("%s has no row for %s", name, id)
			}
		}
	}
	// The lists above are the source's: each has as many constants.
	for file, n := range map[string]int{"fact.go": len(statuses), "outcome.go": len(outcomes) + len(reasons)} {
		if got := len(constant.FindAllString(readDoc(t, file), -1)); got != n {
			t.Errorf("%s has %d statuses, outcomes and reasons, this test knows %d", file, got, n)
		}
	}
}

var constant = regexp.MustCompile(`(?m)^\t\w+ +(Status|OutcomeKind|Reason) += "`)
