package ingest_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gongkai"
	"gongkai/canon"
	"gongkai/ingest"
	"gongkai/internal/draw"
	"gongkai/transform/values"
)

// tally counts cells of a layout.
type tally struct{ right, wrong, lost, status, unsaid, silent, facts int }

func (t *tally) add(o tally) {
	t.right += o.right
	t.wrong += o.wrong
	t.lost += o.lost
	t.status += o.status
	t.unsaid += o.unsaid
	t.silent += o.silent
	t.facts += o.facts
}

// share is how many cells in a hundred are right.
func (t tally) share() float64 { return 100 * float64(t.right) / float64(t.cells()) }

func (t tally) cells() int { return t.right + t.wrong + t.lost + t.status + t.unsaid }

// drawn is how many reports are drawn of each layout and template.
const (
	drawn    = 30
	tortured = 400
)

// floor is the share of cells of messy reports that must be right, in percent;
// no clean cell may be wrong. Raising it needs nothing, lowering it a reason.
const floor = 99.9

// TestAccuracy reads drawn reports back. Clean ones must be right in every cell.
// Messy ones may lose a number, never print another without saying so.
func TestAccuracy(t *testing.T) { accuracy(t, drawn, 0) }

// TestAccuracyTorture is TestAccuracy with tens of thousands of reports; it prints
// its table to standard output.
func TestAccuracyTorture(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	t.Cleanup(func() { table.print(os.Stdout) })
	accuracy(t, tortured, 1_000_000)
}

// table collects what the layouts came to.
var table tallies

type tallies struct {
	sync.Mutex
	rows []string
}

const tallied = "%-22s %-6s %9s %9s %9s %6s %6s %6s %6s %6s\n"

func (s *tallies) add(format string, messy bool, reports int, n tally) {
	s.Lock()
	defer s.Unlock()
	kind := map[bool]string{false: "clean", true: "messy"}[messy]
	num := func(n int) string { return strconv.Itoa(n) }
	s.rows = append(s.rows, fmt.Sprintf(tallied, format, kind, num(reports), num(n.cells()), fmt.Sprintf("%.3f", n.share()), num(n.wrong), num(n.lost), num(n.status), num(n.unsaid), num(n.silent)))
}

// print writes the table: wrong numbers, numbers lost, wrong statuses, issues
// that are missing, and of all those the cells that no issue names.
func (s *tallies) print(w io.Writer) {
	s.Lock()
	defer s.Unlock()
	slices.Sort(s.rows)
	fmt.Fprintf(w, tallied, "format", "", "reports", "cells", "right %", "wrong", "lost", "status", "unsaid", "silent")
	for _, r := range s.rows {
		io.WriteString(w, r)
	}
}

func accuracy(t *testing.T, n int, first uint64) {
	for _, l := range slices.Concat(draw.Layouts, draw.Documents) {
		for _, messy := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, messy %v", l, messy), func(t *testing.T) {
				t.Parallel()
				var sum tally
				for ti, template := range draw.Templates {
					for i := range n {
						o := draw.Options{
							Seed: first + uint64(ti*n+i), Layout: l, Template: template, Messy: messy,
							Free: i%4 >= 2 && l != draw.RunOn, GBK: l.HTML() && i%3 == 0,
						}
						sum.add(readBack(t, o))
					}
				}
				table.add(l.String(), messy, len(draw.Templates)*n, sum)
				sum.judge(t, messy)
			})
		}
	}
}

// judge holds the tally of clean or messy reports against what is promised.
func (sum tally) judge(t *testing.T, messy bool) {
	t.Helper()
	if !messy && sum.right != sum.cells() {
		t.Errorf("clean: %d of %d cells right", sum.right, sum.cells())
	}
	if sum.share() < floor {
		t.Errorf("%.3f%% of the cells are right, the floor is %.3f%%", sum.share(), floor)
	}
	if sum.silent > 0 {
		t.Errorf("%d cells wrong or lost without an issue that names them", sum.silent)
	}
}

// counted sorts the faults of a report's cells by kind.
func counted(truth draw.Truth, faults []draw.Fault) tally {
	n := tally{right: len(truth.Cells) - len(faults)}
	for _, f := range faults {
		switch f.Kind {
		case draw.Wrong:
			n.wrong++
		case draw.Lost:
			n.lost++
		case draw.Status:
			n.status++
		case draw.Unsaid:
			n.unsaid++
		}
		if !f.Flagged {
			n.silent++
		}
	}
	return n
}

// readBack draws a report, reads it, and counts its cells.
func readBack(t *testing.T, o draw.Options) tally {
	t.Helper()
	d := draw.Draw(o)
	doc, out := ingest.ParseBytes(gongkai.Source{Path: d.Name}, d.Bytes)
	if out.Kind != gongkai.IsReport || len(out.Reports) != 1 {
		t.Errorf("%+v: %s %s, %d reports", o, out.Kind, out.Reason, len(out.Reports))
		return tally{lost: len(d.Truth.Cells), silent: len(d.Truth.Cells)}
	}
	r := out.Reports[0]
	if w := d.Truth; r.Title != w.Title || r.Agency != w.Agency || r.DivisionCode != w.DivisionCode || r.Function != w.Function || r.Year != w.Year || r.Template != w.Template {
		t.Errorf("%+v: %q %q %s %s %d %s", o, r.Title, r.Agency, r.DivisionCode, r.Function, r.Year, r.Template)
	}
	faults := d.Truth.Compare(r)
	n := counted(d.Truth, faults)
	if (n.silent > 0 || !o.Messy && len(faults) > 0) && !t.Failed() {
		t.Errorf("%+v: %d faults, first: %s", o, len(faults), faults[0])
	}
	held(t, o, doc, r)
	n.facts = len(r.Facts)
	return n
}

// TestCorpus reads the seeds of the folder GONGKAI_CORPUS: every cell as the
// project's own table of raw texts has it.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("GONGKAI_CORPUS")
	if dir == "" {
		t.Skip("set GONGKAI_CORPUS to a folder with seeds/expected.json")
	}
	b, err := os.ReadFile(filepath.Join(dir, "seeds", "expected.json"))
	var seeds map[string]struct{ Values map[string]string }
	if err == nil {
		err = json.Unmarshal(b, &seeds)
	}
	if err != nil || len(seeds) == 0 {
		t.Fatalf("%d seeds: %v", len(seeds), err)
	}
	for file, seed := range seeds {
		t.Run(file, func(t *testing.T) {
			doc, out := ingest.Parse(filepath.Join(dir, "seeds", file), "")
			if len(out.Reports) != 1 {
				t.Fatalf("%d reports: %s", len(out.Reports), out.Reason)
			}
			held(t, draw.Options{}, doc, out.Reports[0])
			got := map[string]gongkai.Fact{}
			for _, f := range out.Reports[0].Facts {
				got[join(f.Indicator, f.Applicant)] = f
			}
			for cell, raw := range seed.Values {
				ind, _, _ := strings.Cut(cell, "@")
				unit := values.NoUnit
				if cell == aFee {
					unit = values.TenThousand // the form prints it in the header
				}
				want := values.Parse(raw, values.Context{Kind: canon.Get().Indicator(ind).Kind, Unit: unit})
				f, ok := got[cell]
				if !ok || f.Status != want.Status || !f.Value.Decimal.Equal(want.Value.Decimal) {
					t.Errorf("%s, printed %q: %+v", cell, raw, f)
				}
			}
			if len(got) != len(seed.Values) {
				t.Errorf("%d cells, want %d", len(got), len(seed.Values))
			}
		})
	}
}

// held checks that every fact stands where it says it does, and the report's
// head.
func held(t *testing.T, o draw.Options, doc *gongkai.Document, r *gongkai.Report) {
	t.Helper()
	for _, f := range r.Facts {
		if f.Raw == "" {
			continue
		}
		if got, err := doc.At(f.Locator); err != nil || got != f.Raw {
			t.Errorf("%+v: %s@%s: raw %q, at %s stands %q (%v)", o, f.Indicator, f.Applicant, f.Raw, f.Locator, got, err)
			return
		}
	}
}

// A page is a drawn report whose HTML a test changes.
type page struct {
	t     *testing.T
	html  string
	truth draw.Truth
	raws  map[string]string
}

func newPage(t *testing.T, template draw.Template) *page {
	t.Helper()
	d := draw.Draw(draw.Options{Seed: 5, Layout: draw.Clean, Template: template})
	p := &page{t: t, html: string(d.Bytes), truth: d.Truth, raws: map[string]string{}}
	got := p.read()
	for _, f := range got.Facts {
		p.raws[join(f.Indicator, f.Applicant)] = f.Raw
	}
	got.others()
	return p
}

func join(indicator, applicant string) string {
	return strings.TrimSuffix(indicator+"@"+applicant, "@")
}

// put prints another text in a cell.
func (p *page) put(cell, raw string) {
	p.t.Helper()
	p.replace(">"+p.raws[cell]+"</td>", ">"+raw+"</td>")
}

// replace changes what stands in the page exactly once.
func (p *page) replace(from, to string) {
	p.t.Helper()
	if n := strings.Count(p.html, from); n != 1 {
		p.t.Fatalf("%q stands %d times", from, n)
	}
	p.html = strings.Replace(p.html, from, to, 1)
}

// all changes a text wherever it stands.
func (p *page) all(from, to string) {
	p.t.Helper()
	if !strings.Contains(p.html, from) {
		p.t.Fatalf("%q does not stand in the page", from)
	}
	p.html = strings.ReplaceAll(p.html, from, to)
}

// cells lists the report's cells of a table.
func (p *page) cells(prefix string) []string {
	var out []string
	for c := range p.truth.Cells {
		if strings.HasPrefix(c, prefix) {
			out = append(out, c)
		}
	}
	return out
}

// reading is what the page was read as.
type reading struct {
	*gongkai.Report
	p *page
}

func (p *page) read() reading {
	p.t.Helper()
	_, out := ingest.ParseBytes(gongkai.Source{Path: "a.html"}, []byte(p.html))
	if len(out.Reports) != 1 {
		p.t.Fatalf("%d reports: %s %s", len(out.Reports), out.Reason, out.Detail)
	}
	return reading{out.Reports[0], p}
}

func (r reading) cell(name string) gongkai.Fact {
	r.p.t.Helper()
	for _, f := range r.Facts {
		if join(f.Indicator, f.Applicant) == name {
			return f
		}
	}
	r.p.t.Fatalf("no fact %s", name)
	return gongkai.Fact{}
}

// says reports whether an issue of a rule names a cell, its row or its column;
// "" for an issue about anything.
func (r reading) says(rule, cell string) bool {
	ind, app, _ := strings.Cut(cell, "@")
	for _, i := range r.Issues {
		if i.Rule == rule && (cell == "" || i.Indicator == ind && (i.Applicant == "" || i.Applicant == app) || i.Indicator == "" && i.Applicant == app && app != "") {
			return true
		}
	}
	return false
}

// others checks that all cells but those changed are right.
func (r reading) others(changed ...string) {
	r.p.t.Helper()
	truth := r.p.truth
	truth.Cells = map[string]draw.Want{}
	for c, w := range r.p.truth.Cells {
		truth.Cells[c] = w
	}
	for _, f := range truth.Compare(r.Report) {
		skip := false
		for _, c := range changed {
			skip = skip || f.Cell == c
		}
		if !skip {
			r.p.t.Errorf("another cell was touched: %s", f)
			return
		}
	}
}

func value(f gongkai.Fact) string {
	if !f.Value.Valid {
		return none
	}
	return f.Value.Decimal.String()
}
