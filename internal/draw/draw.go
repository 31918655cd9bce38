// Package draw draws annual disclosure reports for tests: a document's bytes in
// one of the layouts that agencies and portals really publish, and the truth of
// every cell in it. Its labels are those of the official forms, typed out here
// once more, so that a label lost from canon is seen.
package draw

import (
	"fmt"
	"math/rand/v2"
)

// Options say what to draw. The same options draw the same bytes.
type Options struct {
	Seed     uint64
	Layout   Layout
	Template Template
	Free     bool // numbers that need not add up
	Messy    bool // notes in cells, torn tables, missing rows, …
	Mess     Mess // one kind of mess only; "" any
	GBK      bool // HTML in GBK

	Prose    *Prose   // what to say; nil for something drawn
	Modest   bool     // small numbers, many of them 0, as counties have
	Received int64    // requests received in all; 0 any
	Blank    []string // cells to leave blank
}

// Template is the form that a drawn report follows.
type Template string

// The templates, and hybrids of them as offices fill them in.
const (
	T2019       Template = "t2019"
	T2021       Template = "t2021"
	HybridOld   Template = "pd2019+req2021"
	HybridNew   Template = "pd2021+req2019"
	HybridLabel Template = "2019 columns, 2021 row label" // 行政规范性文件 over 本年新制作数量
)

// Templates lists them all.
var Templates = []Template{T2019, T2021, HybridOld, HybridNew, HybridLabel}

func (t Template) pd() string {
	if t == T2021 || t == HybridNew {
		return "t2021"
	}
	return "t2019"
}

func (t Template) req() string {
	if t == T2021 || t == HybridOld {
		return "t2021"
	}
	return "t2019"
}

// A Drawing is a drawn report.
type Drawing struct {
	Name  string // of a file
	Bytes []byte
	Truth Truth
	Mess  []Mess // kinds drawn
}

// Draw draws a report.
func Draw(o Options) Drawing {
	d := newDrawer(o)
	blocks := d.report()
	return Drawing{Name: fmt.Sprintf("%d.%s", o.Seed, o.Layout.ext()), Bytes: d.write(blocks), Truth: d.truth, Mess: d.messes()}
}

type drawer struct {
	Options
	rand    *rand.Rand
	numbers map[string]int64
	truth   Truth
	mess    map[Mess]bool
	prose   Prose

	printedAmount string // the last amount's digits, as printed
}

func newDrawer(o Options) *drawer {
	d := &drawer{Options: o, rand: rand.New(rand.NewPCG(o.Seed, 0x9e3779b97f4a7c15)), mess: map[Mess]bool{}}
	d.truth = Truth{Cells: map[string]Want{}, Template: o.Template.pd()}
	if o.Template.pd() != o.Template.req() {
		d.truth.Template = "mixed"
	}
	d.prose = d.somebody()
	if o.Prose != nil {
		d.prose = o.Prose.complete(d.prose)
	}
	d.truth.Agency, d.truth.DivisionCode, d.truth.Function, d.truth.Year = d.prose.Agency, d.prose.Division, d.prose.Function, d.prose.Year
	d.truth.Title = d.prose.Title
	d.chooseMess()
	if o.Free {
		d.numbers = d.freeNumbers()
	} else {
		d.numbers = d.closedNumbers()
	}
	return d
}

// one returns one of the choices.
func one[T any](d *drawer, choices ...T) T { return choices[d.rand.IntN(len(choices))] }

// chance is true once in n times.
func (d *drawer) chance(n int) bool { return d.rand.IntN(n) == 0 }

// messes lists the kinds of mess in the report.
func (d *drawer) messes() []Mess {
	var out []Mess
	for _, m := range everyMess {
		if d.mess[m] {
			out = append(out, m)
		}
	}
	return out
}
