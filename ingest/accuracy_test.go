package ingest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
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

func (t tally) cells() int { return t.right + t.wrong + t.lost + t.status + t.unsaid }

// drawn is how many reports are drawn of each layout and template.
const (
	drawn    = 60
	tortured = 400
)

// floor is the share of cells of messy reports that must be right, in percent;
// no clean cell may be wrong. Raising it needs nothing, lowering it a reason.
const floor = 99.8

// TestAccuracy reads drawn reports back. Clean ones must be right in every cell.
// Messy ones may lose a number, never print another without saying so.
func TestAccuracy(t *testing.T) { accuracy(t, drawn, 0) }

// TestAccuracyTorture is TestAccuracy with thousands of reports.
func TestAccuracyTorture(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	accuracy(t, tortured, 1_000_000)
}

func accuracy(t *testing.T, n int, first uint64) {
	for _, l := range draw.Layouts {
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
				t.Logf("%-24s cells %7d right %.3f%% wrong %d lost %d status %d unsaid %d silent %d", t.Name()[strings.Index(t.Name(), "/")+1:],
					sum.cells(), 100*float64(sum.right)/float64(sum.cells()), sum.wrong, sum.lost, sum.status, sum.unsaid, sum.silent)
				if !messy && sum.right != sum.cells() {
					t.Errorf("clean: %d of %d cells right", sum.right, sum.cells())
				}
				if share := 100 * float64(sum.right) / float64(sum.cells()); share < floor {
					t.Errorf("%.3f%% of the cells are right, the floor is %.3f%%", share, floor)
				}
				if sum.silent > 0 {
					t.Errorf("%d cells wrong or lost without an issue that names them", sum.silent)
				}
			})
		}
	}
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
	var n tally
	faults := d.Truth.Compare(r)
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
	n.right = len(d.Truth.Cells) - len(faults)
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
