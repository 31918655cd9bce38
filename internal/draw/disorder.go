package draw

import "slices"

// subtotal is the id of a row that the form does not have: the sum of a group.
const subtotal = "#subtotal"

// groups lists the rows of the report's requests, with what the mess does to them.
func (d *drawer) groups() []group {
	gs := slices.Clone(groupsOf(d.Template.req()))
	for i := range gs {
		g := &gs[i]
		if d.mess[SwappedRows] && len(g.rows) > 2 {
			g.rows = slices.Clone(g.rows)
			g.rows[0], g.rows[1] = g.rows[1], g.rows[0]
		}
		if d.mess[SubtotalRow] && len(g.rows) > 4 {
			g.rows = append(slices.Clone(g.rows), row{subtotal, "小计"})
		}
	}
	return gs
}

// subtotalRow adds up the rows of a group.
func (d *drawer) subtotalRow(rows, cols []row) []cell {
	var out []cell
	for _, c := range cols {
		var sum int64
		for _, r := range rows {
			if r.id != subtotal {
				sum += d.numbers[req(r.id, c.id)]
			}
		}
		out = append(out, cell{text: decimalOf(sum), rows: 1, cols: 1, value: true})
	}
	return out
}

// disorder does to the table of requests what hands do to its rows and columns.
func (d *drawer) disorder(t *table) {
	if d.mess[ShortHead] {
		corner := t.rows[0][0]
		corner.rows--
		t.rows = t.rows[1:]
		t.rows[0] = append([]cell{corner}, t.rows[0]...)
		t.head--
	}
	if d.mess[EmptyRow] { // below the header, as wide as the table
		t.rows = slices.Insert(t.rows, t.head, []cell{label("", 1, t.width)})
	}
	if d.mess[EmptyColumn] {
		for r := range t.rows {
			t.rows[r] = append(t.rows[r], label("", 1, 1))
		}
		t.width++
		if d.mess[EmptyRow] {
			t.rows[t.head][0].cols = t.width
			t.rows[t.head] = t.rows[t.head][:1]
		}
	}
	if d.mess[UnitRow] {
		t.rows = slices.Insert(t.rows, 0, []cell{label(d.typed("单位：件"), 1, t.width)})
		t.head++
	}
	if d.mess[NoteRow] {
		t.rows = append(t.rows, []cell{label(d.typed("注：表中数字由办公室汇总，截至12月31日24时。"), 1, t.width)})
	}
}
