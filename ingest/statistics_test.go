package ingest_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"gongkai"
	"gongkai/ingest"
	"gongkai/internal/draw"
)

// drawn2014 is how many reports are drawn of each layout and shape of the form
// before 2019.
const (
	drawn2014    = 2
	tortured2014 = 30
)

// layouts2014 are the layouts that can show the form: not a table for each row.
func layouts2014() []draw.Layout {
	return slices.DeleteFunc(slices.Concat(draw.Layouts, draw.Documents), func(l draw.Layout) bool { return l == draw.Pages })
}

// TestStatistics reads drawn reports of the years before 2019 back. Clean ones
// must be right in every cell, the cumulative column and other years' never read
// as the year's; messy ones may lose a number, never print another without
// saying so.
func TestStatistics(t *testing.T) { statistics(t, drawn2014, 0) }

// TestStatisticsTorture is TestStatistics with thousands of reports.
func TestStatisticsTorture(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("set GONGKAI_TORTURE=1")
	}
	statistics(t, tortured2014, 1_000_000)
}

func statistics(t *testing.T, n int, first uint64) {
	for _, l := range layouts2014() {
		for _, messy := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, messy %v", l, messy), func(t *testing.T) {
				t.Parallel()
				var sum tally
				for i, s := range draw.Shapes2014(l) {
					for k := range n {
						seed := first + uint64(i*n+k)
						sum.add(readBack2014(t, draw.Options{Seed: seed, Layout: l, Messy: messy, Free: messy && seed%3 > 0 && l != draw.RunOn, GBK: l.HTML() && seed%3 == 0}, s))
					}
				}
				share := 100 * float64(sum.right) / float64(sum.cells())
				t.Logf("cells %6d right %.3f%% wrong %d lost %d status %d unsaid %d silent %d", sum.cells(), share, sum.wrong, sum.lost, sum.status, sum.unsaid, sum.silent)
				if !messy && sum.right != sum.cells() || share < 99.9 || sum.silent > 0 {
					t.Errorf("%.3f%% of %d cells right, %d wrong or lost without an issue that names them", share, sum.cells(), sum.silent)
				}
			})
		}
	}
}

func readBack2014(t *testing.T, o draw.Options, s draw.Shape) tally {
	t.Helper()
	d := draw.Draw2014(o, s)
	doc, out := ingest.ParseBytes(gongkai.Source{Path: d.Name}, d.Bytes)
	if out.Kind != gongkai.IsReport || len(out.Reports) != 1 {
		t.Errorf("%+v %+v: %s %s, %d reports", o, s, out.Kind, out.Reason, len(out.Reports))
		return tally{lost: len(d.Truth.Cells), silent: len(d.Truth.Cells)}
	}
	r := out.Reports[0]
	if w := d.Truth; r.Title != w.Title || r.Agency != w.Agency || r.DivisionCode != w.DivisionCode || r.Function != w.Function || r.Year != w.Year || r.Template != w.Template {
		t.Errorf("%+v %+v: %q %q %s %s %d %s", o, s, r.Title, r.Agency, r.DivisionCode, r.Function, r.Year, r.Template)
	}
	faults := d.Truth.Compare(r)
	n := counted(d.Truth, faults)
	if len(faults) > 0 && !t.Failed() && (n.silent > 0 || !o.Messy) {
		t.Errorf("%+v %+v %v: %d faults, first: %s", o, s, d.Mess, len(faults), faults[0])
	}
	held(t, o, doc, r)
	return n
}
