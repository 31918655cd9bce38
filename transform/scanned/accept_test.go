package scanned

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// A table of requests in a document: rows of the form, seven numbers each.
type table struct {
	doc   *gongkai.Document
	facts []gongkai.Fact
}

// requests draws a table that adds up: granted and carried forward, the rest 0.
func requests(granted, forward int64) *table {
	t := &table{doc: &gongkai.Document{Scanned: true, Blocks: []gongkai.Block{{Kind: gongkai.TableBlock, Table: &gongkai.Table{}}}}}
	can := canon.Get()
	row := 0
	for _, r := range can.Requests.Rows {
		if !r.In(canon.T2021) {
			continue
		}
		for col, a := range can.Applicants.List {
			n := map[string]int64{"received": granted + forward, "granted": granted, "processed_total": granted, "carried_forward": forward}[r.ID]
			if a.ID != "natural_person" && a.ID != "total" {
				n = 0
			}
			t.add("req."+r.ID, a.ID, row, col, fmt.Sprint(n))
		}
		row++
	}
	return t
}

func (t *table) add(indicator, applicant string, row, col int, raw string) {
	g := t.doc.Blocks[0].Table
	for len(g.Grid) <= row {
		g.Grid = append(g.Grid, nil)
	}
	g.Grid[row] = append(g.Grid[row], gongkai.Cell{Text: raw, Row: row, Col: col, RowSpan: 1, ColSpan: 1})
	f := gongkai.Fact{Indicator: indicator, Applicant: applicant, Template: canon.T2021, Raw: raw, Method: gongkai.ByLabel,
		Status: gongkai.Reported, Locator: gongkai.CellLocator(0, row, col)}
	if d, err := decimal.NewFromString(raw); err == nil {
		f.Value = decimal.NewNullDecimal(d)
	} else {
		f.Status = gongkai.Unparsed
	}
	t.facts = append(t.facts, f)
}

// set changes what was read of a cell.
func (t *table) set(cell, raw string) {
	f := t.at(cell)
	f.Raw = raw
	d, err := decimal.NewFromString(raw)
	f.Value, f.Status = decimal.NullDecimal{Decimal: d, Valid: err == nil}, gongkai.Reported
	if err != nil {
		f.Status = gongkai.Unparsed
	}
	if raw == "" {
		f.Status = gongkai.Blank
	}
}

func (t *table) at(cell string) *gongkai.Fact {
	for i := range t.facts {
		if f := &t.facts[i]; name(f.Indicator, f.Applicant) == cell {
			return f
		}
	}
	panic(cell)
}

// doubt makes a cell's reading doubtful.
func (t *table) doubt(cell string) {
	s, _ := spotOf(t.at(cell).Locator)
	g := t.doc.Blocks[0].Table
	g.Doubts = append(g.Doubts, gongkai.Doubt{Row: s.row, Col: s.col})
}

// lost lists the cells without a value, and checks that an issue names each.
func (t *table) lost(test *testing.T) []string {
	test.Helper()
	issues := Accept(t.doc, t.facts)
	said := map[string]bool{}
	for _, i := range issues {
		said[name(i.Indicator, i.Applicant)] = true
	}
	var out []string
	for i := range t.facts {
		f := &t.facts[i]
		n := name(f.Indicator, f.Applicant)
		switch {
		case f.Method != gongkai.ByOCR, f.Value.Valid != (f.Status == gongkai.Repaired), !f.Value.Valid && f.Status != gongkai.Blank && !said[n]:
			test.Errorf("%s: %+v, said %v", n, f, said[n])
		case !f.Value.Valid:
			out = append(out, n)
		}
	}
	return out
}

func TestAccept(t *testing.T) {
	const person, total = "@natural_person", "@total"
	for name, c := range map[string]struct {
		change func(t *table)
		lost   int // cells
		kept   string
	}{
		"all closes": {func(*table) {}, 0, "req.granted@total"},
		"one doubtful reading in a row and column": {func(t *table) { t.doubt("req.granted" + person) }, 0, "req.granted" + person},
		// A row and both columns that two doubtful readings share lose their numbers:
		// read wrong alike, they would close as well.
		"two in a row": {func(t *table) { t.doubt("req.granted" + person); t.doubt("req.granted" + total) }, 7, "req.received@total"},
		"two zeros in a column": {func(t *table) {
			t.doubt("req.denied.state_secret" + person)
			t.doubt("req.denied.third_party" + person)
		}, 22, "req.granted@total"},
		"a digit wrong":           {func(t *table) { t.set("req.granted"+person, "8") }, 28, "req.denied.state_secret@org_other"},
		"a number lost":           {func(t *table) { t.set("req.granted"+person, "�") }, 28, "req.denied.state_secret@org_other"},
		"a letter":                {func(t *table) { t.set("req.granted"+person, "l") }, 28, "req.denied.state_secret@org_other"},
		"a blank":                 {func(t *table) { t.set("req.denied.state_secret@org_other", "") }, 28, "req.granted@total"},
		"wrong alike in a column": {func(t *table) { t.set("req.granted"+person, "8"); t.set("req.processed_total"+person, "8") }, 17, "req.denied.state_secret@org_other"},
		"by position":             {func(t *table) { t.at("req.granted" + person).Method = gongkai.ByPosition }, 28, "req.denied.state_secret@org_other"},
		"from a run of digits":    {func(t *table) { t.at("req.granted" + person).Status = gongkai.Derived }, 28, "req.denied.state_secret@org_other"},
		"one cell read twice":     {func(t *table) { t.at("req.granted" + total).Locator = t.at("req.granted" + person).Locator }, 175, ""},
		"rows exchanged": {func(t *table) {
			for _, a := range canon.Get().Applicants.List {
				x, y := t.at("req.granted@"+a.ID), t.at("req.partially_granted@"+a.ID)
				x.Locator, y.Locator = y.Locator, x.Locator
			}
		}, 175, ""},
		"columns exchanged": {func(t *table) {
			for _, r := range canon.Get().Requests.Rows {
				if r.In(canon.T2021) {
					x, y := t.at("req."+r.ID+"@org_other"), t.at("req."+r.ID+"@org_research")
					x.Locator, y.Locator = y.Locator, x.Locator
				}
			}
		}, 175, ""},
		"a row missing": {func(t *table) {
			for _, a := range canon.Get().Applicants.List {
				f := t.at("req.not_processed.petition@" + a.ID)
				f.Status, f.Value, f.Locator, f.Raw = gongkai.Missing, decimal.NullDecimal{}, "", ""
			}
		}, 154, "req.received@total"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := requests(7, 2)
			c.change(tab)
			lost := tab.lost(t)
			if len(lost) != c.lost || strings.Contains(" "+strings.Join(lost, " ")+" ", " "+c.kept+" ") {
				t.Errorf("lost %d, want %d without %s: %v", len(lost), c.lost, c.kept, lost)
			}
		})
	}
}

// TestAcceptOthers holds that the table of reviews stands block by block, and that
// tables without sums keep no number.
func TestAcceptOthers(t *testing.T) {
	tab := requests(0, 0)
	row := len(tab.doc.Blocks[0].Table.Grid)
	col := 0
	for _, b := range canon.Get().Challenges.Blocks {
		for i, n := range []string{"1", "0", "0", "2", "3"} {
			tab.add("rl."+b.ID+"."+canon.Get().Challenges.Outcomes[i].ID, "", row, col, n)
			col++
		}
	}
	tab.add("pd.rules.issued", "", row+1, 0, "4")
	tab.add("pd.fees.amount_cny", "", row+2, 0, "0")
	tab.set("rl.litigation_direct.upheld", "7")
	got := strings.Join(tab.lost(t), " ")
	if want := "rl.litigation_direct.upheld rl.litigation_direct.corrected rl.litigation_direct.other rl.litigation_direct.pending rl.litigation_direct.total pd.rules.issued pd.fees.amount_cny"; got != want {
		t.Errorf("lost %s", got)
	}
}
