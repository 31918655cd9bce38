package tables

import (
	"sync"

	"gongkai/canon"
	"gongkai/transform/label"
)

// Marks for header labels that name no column of the form.
const (
	subtotalColumn = "#subtotal" // 法人小计: checked, not a fact
	groupColumn    = "#group"    // 法人或其他组织, over five columns
	headerColumn   = "#header"   // 申请人情况, over all columns
	umbrellaBlock  = "#umbrella" // 行政诉讼, over two blocks
)

// vocabulary indexes the labels of the forms by axis.
type vocabulary struct {
	applicants *label.Index // columns of requests
	requests   *label.Index // rows of requests
	groups     *label.Index // labels over rows of requests
	pdRows     *label.Index
	pdColumns  *label.Index
	pdCorner   *label.Index
	blocks     *label.Index
	outcomes   *label.Index
	subtableOf map[string]*canon.Subtable
	kindOf     map[string]canon.RequestRow
	rowOf      map[string]int // place of a row of requests in the form
	indicators []string       // of requests' rows, in the form's order
}

var vocab = sync.OnceValue(func() *vocabulary {
	c := canon.Get()
	v := &vocabulary{
		applicants: label.NewIndex(), requests: label.NewIndex(), groups: label.NewIndex(),
		pdRows: label.NewIndex(), pdColumns: label.NewIndex(), pdCorner: label.NewIndex(),
		blocks: label.NewIndex(), outcomes: label.NewIndex(),
		subtableOf: map[string]*canon.Subtable{}, kindOf: map[string]canon.RequestRow{}, rowOf: map[string]int{},
	}
	for _, a := range c.Applicants.List {
		v.applicants.Add(a.ID, a.Names()...)
	}
	v.applicants.Add(subtotalColumn, c.Applicants.Subtotal...)
	v.applicants.Add(groupColumn, c.Applicants.Group...)
	v.applicants.Add(headerColumn, c.Applicants.Header...)
	for i, r := range c.Requests.Rows {
		v.rowOf[r.ID] = i
		v.requests.Add(r.ID, r.Names()...)
		v.kindOf[r.ID] = r
		v.indicators = append(v.indicators, "req."+r.ID)
	}
	for _, g := range c.Requests.Groups {
		v.groups.Add(g.ID, g.Names()...)
	}
	for _, r := range c.Proactive.Rows {
		v.pdRows.Add(r.ID, r.Names()...)
	}
	for _, k := range c.Proactive.Columns {
		v.pdColumns.Add(k.ID, k.Names()...)
		v.pdColumns.AddMisprints(k.ID, k.Misprints...)
		for _, l := range k.Labels {
			v.pdColumns.Add(k.ID, l)
		}
	}
	v.pdCorner.Add("corner", c.Proactive.Corner...)
	for _, b := range c.Challenges.Blocks {
		v.blocks.Add(b.ID, b.Names()...)
	}
	v.blocks.Add(umbrellaBlock, c.Challenges.Umbrella...)
	for _, o := range c.Challenges.Outcomes {
		v.outcomes.Add(o.ID, o.Names()...)
	}
	for i := range c.Proactive.Subtables {
		s := &c.Proactive.Subtables[i]
		for _, f := range s.Forms {
			for _, r := range f.Rows {
				v.subtableOf[r] = s
			}
		}
	}
	return v
})
