package tables

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// proactive reads the table of proactive disclosure: for each item of article
// 20 a caption, a header and one or two rows.
type proactive struct {
	k      *collector
	header []cell // the last header row, behind its corner cell; nil before any
	table  int
	sub    string // sub-table that the last caption announced
	unit   values.Unit
	said   bool // unit was said since the last header
	seen   offsets
	rows   []pdRow
}

// pdRow is a row as read; its form is settled when all rows are known.
type pdRow struct {
	id     string
	header []cell
	unit   values.Unit
	cells  []cell
	same   bool   // header and row stand in one ruled grid
	shape  shape  // of dumps: place of the label and number of cells behind it
	laid   []slot // of running text: one slot a column, with the run it came from
	run    run
}

func newProactive(k *collector) *proactive {
	return &proactive{k: k, table: -1, seen: offsets{}}
}

// caption returns the id of the sub-table that a text announces: 第二十条第（一）项.
func caption(text string) string {
	if !strings.Contains(text, "条") && !strings.Contains(text, "條") {
		return ""
	}
	k := label.Strip(text)
	if !strings.Contains(k, "第二十条") {
		return ""
	}
	for _, s := range canon.Get().Proactive.Subtables {
		if strings.Contains(k, "第("+s.Ordinal+")项") || strings.Contains(k, "第"+s.Ordinal+"项") {
			return s.ID
		}
	}
	return ""
}

// takeUnit notes a unit said over a table, which holds for the next header.
func (p *proactive) takeUnit(u values.Unit) { p.unit, p.said = u, true }

// takeCaption notes a caption; its own unit (单位：万元), or one said just above,
// holds for the header below.
func (p *proactive) takeCaption(row []cell) bool {
	for i := range row {
		if id := row[i].means().caption; id != "" {
			p.sub, p.header = id, nil
			if u := values.UnitIn(row[i].text); u != values.NoUnit {
				p.takeUnit(u)
			} else if !p.said {
				p.unit = values.NoUnit
			}
			return true
		}
	}
	return false
}

// interrupt forgets header and caption: behind a paragraph a table is another
// one, and the form's words in it are only words.
func (p *proactive) interrupt() { p.header, p.sub = nil, "" }

// isHeader reports whether a row names columns of this table.
func (p *proactive) isHeader(row []cell) bool {
	hits, corner := 0, false
	for i := range row {
		if row[i].blank() {
			continue
		}
		if row[i].number() {
			return false
		}
		if _, how := row[i].means().pdCorner.find(); how == label.Exact {
			corner = true
			continue
		}
		if id, how := row[i].means().pdRow.find(); how == label.Exact && id != "" {
			return false
		}
		if _, how := row[i].means().pdColumn.find(); how != label.NotFound {
			hits++
		}
	}
	return hits > 0 || corner && p.sub != ""
}

func (p *proactive) takeHeader(row []cell, table int) {
	first := 0
	for i := range row {
		if _, how := row[i].means().pdCorner.find(); how == label.Exact {
			first = i + 1
			break
		}
		if _, how := row[i].means().pdColumn.find(); how != label.NotFound {
			break
		}
		first = i + 1
	}
	p.header, p.table = row[first:], table
	if !p.said {
		p.unit = values.NoUnit
	}
	p.said = false
}

// takeRow reads a data row; false where its label names none of the form.
func (p *proactive) takeRow(row []cell, table int, ruled bool) bool {
	at, id, how := -1, "", label.NotFound
	for i := range row {
		if row[i].blank() || row[i].number() {
			if at >= 0 {
				break
			}
			continue
		}
		if n, h := row[i].means().pdRow.find(); h != label.NotFound && (how == label.NotFound || h == label.Exact) {
			at, id, how = i, n, h
		}
	}
	if id == "" || at == len(row)-1 {
		return false
	}
	if p.header == nil && (how != label.Exact || p.sub != vocab().subtableOf[id].ID) {
		return false // a word in some other table: neither header nor caption announced it
	}
	if how != label.Exact && !strings.HasPrefix(label.Key(row[at].text), label.Key(p.zh(id))) {
		if how == label.ByPhrase {
			return false // 其他主动公开文件 is not 规范性文件
		}
		p.k.issue("T-07", fmt.Sprintf("%q read as %s", oneLine(row[at].text), p.zh(id)), "", "")
	}
	unit := p.unit
	if u := values.UnitIn(row[at].text); u != values.NoUnit {
		unit = u
	}
	r := pdRow{id: id, header: p.header, unit: unit, cells: row[at+1:], same: ruled && table == p.table}
	if !ruled {
		r.shape = shape{at, len(r.cells)}
	}
	p.rows = append(p.rows, r)
	return true
}

func (p *proactive) zh(id string) string {
	for _, r := range canon.Get().Proactive.Rows {
		if r.ID == id {
			return r.ZH
		}
	}
	return id
}

func (p *proactive) found() bool { return len(p.rows) > 0 }

// emit settles the form of each sub-table by its header, then turns the rows
// into facts. It returns the templates seen.
func (p *proactive) emit(hint string) []string {
	forms := p.forms(hint)
	p.absent(forms)
	var seen []string
	for _, s := range canon.Get().Proactive.Subtables {
		f, ok := forms[s.ID]
		if !ok {
			continue
		}
		seen = append(seen, f.template)
		for _, r := range p.rows {
			if vocab().subtableOf[r.id].ID == s.ID {
				p.emitRow(r, f)
			}
		}
		for _, row := range s.Forms[f.template].Rows {
			for _, col := range s.Forms[f.template].Columns {
				at := key{"pd." + row + "." + col, ""}
				if p.k.fact(at) == nil {
					p.k.issue("T-05", "the table has no cell "+canon.Get().Indicator(at.indicator).ZH, at.indicator, "")
					p.k.missing(at, f.template)
				}
			}
		}
	}
	return seen
}

// absent raises an issue for each sub-table that the form has and the report
// does not, where all its others follow one form.
func (p *proactive) absent(forms map[string]form) {
	var templates []string
	for _, f := range forms {
		templates = append(templates, f.template)
	}
	template := only(templates)
	for _, s := range canon.Get().Proactive.Subtables {
		f, want := s.Forms[template]
		if _, ok := forms[s.ID]; ok || !want {
			continue
		}
		var cells []string
		for _, row := range f.Rows {
			for _, col := range f.Columns {
				cells = append(cells, "pd."+row+"."+col)
			}
		}
		p.k.issue("T-05", "the report has no sub-table "+s.ZH, "", "")
		p.k.issues[len(p.k.issues)-1].Cells = cells
	}
}

// emitRow records one row under its sub-table's form.
func (p *proactive) emitRow(r pdRow, f form) {
	cols := f.of(r)
	var data []column // columns that the form has
	for _, c := range cols {
		if c.id != "" {
			data = append(data, c)
		}
	}
	if canon.Get().Indicator("pd."+r.id+"."+f.columns[0]) == nil {
		p.k.issue("T-01", fmt.Sprintf("row %s is no part of the sub-table's form: %q left out", p.zh(r.id), joined(r.cells)), "", "")
		return
	}
	if r.laid != nil {
		p.emitLaid(r, f)
		return
	}
	slots, method := align(cols, r.cells, r.same, p.seen)
	if slots != nil && !allFilled(slots) && p.shorter(r) {
		slots = nil // of a row that lost a cell, a blank may be the rest of a span
	}
	if slots == nil && len(cols) == 1 {
		if s := repeated(r.cells); s != nil {
			slots, method = []slot{{cell: s}}, gongkai.ByPosition
		}
	}
	if slots == nil {
		p.fail(r, data, f.template)
		return
	}
	if f.guessed {
		method = gongkai.ByPosition
	}
	if method == gongkai.ByPosition {
		for _, c := range data {
			p.k.issue("T-02", fmt.Sprintf("columns of row %s were taken by position", p.zh(r.id)), "pd."+r.id+"."+c.id, "")
		}
	}
	if !allFilled(slots) && !allBlank(r.cells) {
		// No sum guards this table: a row that lost a cell and ends in a blank looks
		// like this, too.
		for _, c := range data {
			p.k.issue("T-08", fmt.Sprintf("%s: blanks beside numbers in the row: %q", p.zh(r.id), joined(r.cells)), "pd."+r.id+"."+c.id, "")
		}
	}
	for i, c := range cols {
		if c.id == "" {
			if slots[i].cell != nil && !slots[i].cell.blank() {
				p.k.issue("T-01", fmt.Sprintf("column %q is no part of the form: %q left out", oneLine(c.text), oneLine(slots[i].cell.text)), "", "")
			}
			continue
		}
		unit := r.unit
		if u := values.UnitIn(c.text); u != values.NoUnit {
			unit = u
		}
		how := method
		if c.lost && how != gongkai.ByPosition {
			how = gongkai.ByPosition
			p.k.issue("T-02", fmt.Sprintf("row %s: column %q was taken by position", p.zh(r.id), oneLine(c.text)), "pd."+r.id+"."+c.id, "")
		}
		p.k.put(key{"pd." + r.id + "." + c.id, ""}, f.template, slots[i], how, unit)
	}
}

// shorter reports whether a row of a dump has fewer cells than its header, or
// than another row of its sub-table with the label at the same place.
func (p *proactive) shorter(r pdRow) bool {
	if r.shape.cells == 0 {
		return false
	}
	for _, o := range p.rows {
		if vocab().subtableOf[o.id] == vocab().subtableOf[r.id] && o.shape.at == r.shape.at && o.shape.cells > r.shape.cells {
			return true
		}
	}
	return len(r.cells) < len(r.header)
}

// repeated returns the one value of a row whose cells print the same value
// under a single column, as exports of merged cells do.
func repeated(cells []cell) *cell {
	var first *cell
	for i := range cells {
		if cells[i].blank() {
			continue
		}
		if first != nil && first.text != cells[i].text {
			return nil
		}
		if first == nil {
			first = &cells[i]
		}
	}
	return first
}

func (p *proactive) fail(r pdRow, cols []column, template string) {
	p.k.issue("T-03", fmt.Sprintf("%s: %d cells for %d columns: %q", p.zh(r.id), len(r.cells), len(cols), joined(r.cells)), "", "")
	for _, c := range cols {
		at := key{"pd." + r.id + "." + c.id, ""}
		p.k.put(at, template, slot{cell: &r.cells[0], status: gongkai.Unparsed}, gongkai.ByPosition, values.NoUnit)
		p.k.issue("T-03", "the row's cells cannot be told apart", at.indicator, "")
	}
}

func joined(cells []cell) string {
	var parts []string
	for i := range cells {
		parts = append(parts, oneLine(cells[i].text))
	}
	return strings.Join(parts, "|")
}
