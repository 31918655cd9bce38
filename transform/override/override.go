// Package override reads human decisions about reports: which agency, division,
// scope and year a document's report has, whatever the document says. Each says
// who decided, when and why, and stands in a file that is reviewed and kept.
package override

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/goccy/go-yaml"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/issuer"
)

// Override is a decision about the reports of a document.
type Override struct {
	Document string `yaml:"document"` // SHA-256 of its bytes, or the first 12 digits or more
	URL      string `yaml:"url"`      // where it was fetched from; with a last * all that begin so
	Path     string `yaml:"path"`     // its path, or the last parts of it
	Report   int    `yaml:"report"`   // which of its reports, from 1; 0 for all

	Agency   string `yaml:"agency"`   // its name in full, as its own reports print it
	Division string `yaml:"division"` // six digits, valid at the end of the report's year
	Function string `yaml:"function"` // id; "" takes what the agency's name shows
	Scope    string `yaml:"scope"`    // one of gongkai.Scope…
	Year     int    `yaml:"year"`     // the year reported on

	Who  string `yaml:"who"`
	When string `yaml:"when"` // ISO date
	Why  string `yaml:"why"`

	used atomic.Bool
}

// List is a file of overrides. Its methods may be called from several goroutines.
type List struct{ all []*Override }

// Load reads and lints a file.
func Load(path string) (*List, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("overrides: %w", err)
	}
	return Read(path, b)
}

// Read lints a file's text. The error lists every fault, each with the place.
func Read(name string, text []byte) (*List, error) {
	var l List
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField()).Decode(&l.all); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("overrides %s: %s", name, yaml.FormatError(err, false, true))
	}
	var faults []error
	seen := map[string]int{}
	for i, o := range l.all {
		if o == nil {
			faults = append(faults, fmt.Errorf("overrides %s: entry %d is empty", name, i+1))
			continue
		}
		for _, f := range o.faults() {
			faults = append(faults, fmt.Errorf("overrides %s: entry %d (%s): %s", name, i+1, o.where(), f))
		}
		key := fmt.Sprint(o.where(), o.Report)
		if j := seen[key]; j > 0 {
			faults = append(faults, fmt.Errorf("overrides %s: entry %d (%s): entry %d is about the same; keep one", name, i+1, o.where(), j))
		}
		seen[key] = i + 1
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &l, nil
}

// where says which documents an override is about.
func (o *Override) where() string {
	for _, s := range []string{o.Document, o.URL, o.Path} {
		if s != "" {
			return s
		}
	}
	return "no document"
}

// faults says what is wrong with an override by itself.
func (o *Override) faults() []string {
	var out []string
	say := func(bad bool, format string, a ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, a...))
		}
	}
	given := 0
	for _, s := range []string{o.Document, o.URL, o.Path} {
		if s != "" {
			given++
		}
	}
	say(given != 1, "want exactly one of document, url and path")
	say(o.Document != "" && (len(o.Document) < 12 || len(o.Document) > 64 || strings.Trim(o.Document, "0123456789abcdef") != ""),
		"document %q is not 12 to 64 digits of a SHA-256, in small letters", o.Document)
	say(o.Report < 0, "report %d: they count from 1", o.Report)
	say(strings.Contains(strings.TrimSuffix(o.URL, "*"), "*"), "url %q: only a last * is a pattern", o.URL)
	say(o.URL == "*" || strings.HasSuffix(o.URL, "*") && strings.Count(o.URL, "/") < 3, "url %q would take in everything; name a host and the beginning of a path", o.URL)
	say(o.Agency == "" && o.Division == "" && o.Function == "" && o.Scope == "" && o.Year == 0, "decides nothing: want agency, division, function, scope or year")
	say((o.Agency == "") != (o.Division == ""), "agency and division go together: an agency is of a place")
	say(o.Function != "" && canon.Functions().ByID(o.Function) == nil, "function %q is unknown", o.Function)
	scopes := []string{"", gongkai.ScopeAgency, gongkai.ScopeJurisdiction, gongkai.ScopeOffice}
	say(!slices.Contains(scopes, o.Scope), "scope %q: want one of %s", o.Scope, strings.Join(scopes[1:], ", "))
	say(o.Year != 0 && (o.Year < 2000 || o.Year > time.Now().Year()), "year %d is no report's", o.Year)
	if o.Division != "" {
		say(len(canon.Divisions().Ever(o.Division)) == 0, "division %q is unknown; quote it, so that it stays a text", o.Division)
		say(o.Year != 0 && len(canon.Divisions().Ever(o.Division)) > 0 && canon.Divisions().ByCode(o.Division, o.Year) == nil,
			"division %s did not stand at the end of %d", o.Division, o.Year)
	}
	_, err := time.Parse(time.DateOnly, o.When)
	say(err != nil, "when %q is no date like 2026-03-02", o.When)
	say(strings.TrimSpace(o.Who) == "", "who decided is not said")
	say(strings.TrimSpace(o.Why) == "", "why is not said")
	return out
}

// Apply writes the decision about a document's report into the result, if there is
// one: that of its bytes before that of its URL, its path, and the longest pattern.
// report is the report's place in the document, from 1.
func (l *List) Apply(src gongkai.Source, report int, who *issuer.Result) {
	if l == nil {
		return
	}
	var best *Override
	rank := 0
	for _, o := range l.all {
		if n := o.rank(src, report); n > rank {
			best, rank = o, n
		}
	}
	if best == nil {
		return
	}
	best.used.Store(true)
	who.Decide(issuer.Decision{Agency: best.Agency, Division: best.Division, Function: best.Function, Scope: best.Scope, Year: best.Year,
		By: fmt.Sprintf("%s, %s: %s", best.Who, best.When, best.Why)})
}

// rank says how closely an override is about a report; 0 for not at all.
func (o *Override) rank(src gongkai.Source, report int) int {
	if o.Report != 0 && o.Report != report {
		return 0
	}
	const most = 1 << 20
	n := 0
	prefix, pattern := strings.CutSuffix(o.URL, "*")
	switch {
	case o.Document != "" && strings.HasPrefix(src.SHA256, o.Document):
		n = 4 * most
	case o.URL != "" && !pattern && o.URL == src.URL:
		n = 3 * most
	case o.Path != "" && (src.Path == o.Path || strings.HasSuffix(src.Path, "/"+o.Path) || strings.HasSuffix(src.Path, "!"+o.Path)):
		n = 2 * most
	case pattern && strings.HasPrefix(src.URL, prefix):
		n = min(most, 2*len(prefix))
	default:
		return 0
	}
	if o.Report != 0 {
		n++
	}
	return n
}

// Unused lists the overrides that no document met: what they were made for is no
// longer read, or is spelt otherwise.
func (l *List) Unused() []string {
	var out []string
	if l != nil {
		for _, o := range l.all {
			if !o.used.Load() {
				out = append(out, o.where())
			}
		}
	}
	return out
}

// Len returns the number of overrides.
func (l *List) Len() int { return len(l.all) }
