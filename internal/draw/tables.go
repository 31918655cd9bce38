package draw

import "slices"

// proactive draws the tables of section two: a table for each item of article
// 20, or one table for all.
func (d *drawer) proactive() []*table {
	var out []*table
	template := d.Template.pd()
	for _, it := range itemsOf(d.Template) {
		t := &table{width: 4, head: 2, labels: 1, title: d.say(it.caption)}
		spans := []int{1, 1, 1}
		switch len(it.columns) {
		case 1:
			spans = []int{3}
		case 2:
			spans = []int{1, 2}
		}
		t.rows = append(t.rows, []cell{label(t.title, 1, 4)})
		head := []cell{label(d.say("信息内容"), 1, 1)}
		headUnit := false
		for i, c := range it.columns {
			text := c.label
			if c.id == "items_net_change" && d.mess[LostHead] {
				text = ""
			}
			if c.id == "amount_cny" && len(it.columns) == 1 {
				if headUnit = !d.mess[NoUnit]; !headUnit {
					text = "本年收费金额"
				}
			}
			if c.id == "amount_cny" && len(it.columns) == 2 && d.mess[HeadUnit] {
				text, headUnit = text+"（万元）", true
			}
			head = append(head, label(d.say(text), 1, spans[i]))
		}
		t.rows = append(t.rows, head)
		for _, r := range it.rows {
			line := []cell{label(d.say(r.label), 1, 1)}
			for i, c := range it.columns {
				key := "pd." + r.id + "." + c.id
				var v cell
				switch {
				case c.id == "amount_cny":
					v = d.money(key, template, headUnit)
				case c.id == "items_net_change":
					v = d.delta(key, template)
				default:
					v = d.count(key, template)
				}
				v.cols = spans[i]
				line = append(line, v)
			}
			if d.mess[MissingRow] && r.id == "coercion" {
				for _, c := range it.columns {
					d.truth.Cells["pd."+r.id+"."+c.id] = Want{Status: "missing", Template: template, Issue: true}
				}
				continue
			}
			t.rows = append(t.rows, line)
		}
		if d.mess[ExtraRow] && len(it.columns) == 3 && it.columns[0].id != "items_prior_year" {
			t.rows = append(t.rows, []cell{label(d.say("其他主动公开文件"), 1, 1), label("771", 1, 1), label("772", 1, 1), label("773", 1, 1)})
		}
		out = append(out, t)
	}
	return out
}

// requests draws the table of section three.
func (d *drawer) requests() *table {
	cols := slices.Clone(applicants)
	orgs := 5
	switch {
	case d.mess[TotalFirst]:
		cols = append([]row{cols[6]}, cols[:6]...)
	case d.mess[MissingTotal]:
		cols = cols[:6]
	case d.mess[ExtraColumn]:
		cols, orgs = slices.Insert(cols, 6, row{"#subtotal", "小计"}), 6
	}
	if d.mess[SwappedCols] {
		i := slices.IndexFunc(cols, func(c row) bool { return c.id == "org_commercial" })
		cols[i], cols[i+3] = cols[i+3], cols[i]
	}
	t := &table{width: 3 + len(cols), head: 3, labels: 3}
	corner := one(d, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "（本列数据的钩稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
	t.rows = append(t.rows, []cell{label(d.typed(corner), 3, 3), label(d.say("申请人情况"), 1, len(cols))})
	var top, low []cell
	for _, c := range cols {
		switch c.id {
		case "natural_person", "total":
			top = append(top, label(d.say(c.label), 2, 1))
		default:
			if low == nil {
				top = append(top, label(d.say("法人或其他组织"), 1, orgs))
			}
			low = append(low, label(d.say(c.label), 1, 1))
		}
	}
	t.rows = append(t.rows, top, low)
	line := func(id string, labels ...cell) {
		if d.mess[MissingRow] && id == "denied.enforcement_file" {
			for _, a := range applicants {
				d.truth.Cells[req(id, a.id)] = Want{Status: "missing", Template: d.Template.req(), Issue: true}
			}
			if len(labels) == 1 {
				return
			}
		}
		t.rows = append(t.rows, append(labels, d.requestRow(id, cols)...))
	}
	line("received", label(d.say("一、本年新收政府信息公开申请数量"), 1, 3))
	line("carried_in", label(d.say("二、上年结转政府信息公开申请数量"), 1, 3))
	gs, n := d.groups(), 0
	for _, g := range gs {
		n += max(1, d.printed(g.rows))
	}
	first := []cell{label(d.say("三、本年度办理结果"), n, 1)}
	for _, g := range gs {
		if g.rows == nil {
			line(g.id, append(first, label(d.say(g.label), 1, 2))...)
			first = nil
			continue
		}
		parent := []cell{label(d.say(g.label), d.printed(g.rows), 1)}
		for _, r := range g.rows {
			if r.id == subtotal {
				t.rows = append(t.rows, append([]cell{label(d.say(r.label), 1, 1)}, d.subtotalRow(g.rows, cols)...))
				continue
			}
			line(r.id, append(parent, label(d.say(r.label), 1, 1))...)
			parent = nil
		}
	}
	line("carried_forward", label(d.say("四、结转下年度继续办理"), 1, 3))
	d.disorder(t)
	return t
}

// printed counts the rows of a group that are not left out.
func (d *drawer) printed(rows []row) int {
	n := len(rows)
	for _, r := range rows {
		if d.mess[MissingRow] && r.id == "denied.enforcement_file" {
			n--
		}
	}
	return n
}

func (d *drawer) requestRow(id string, cols []row) []cell {
	var out []cell
	template := d.Template.req()
	var sum int64
	for _, a := range applicants[1:6] {
		sum += d.numbers[req(id, a.id)]
	}
	for _, c := range cols {
		if c.id == "#subtotal" {
			out = append(out, cell{text: decimalOf(sum), rows: 1, cols: 1, value: true})
			continue
		}
		out = append(out, d.count(req(id, c.id), template))
	}
	if d.mess[MissingTotal] {
		d.truth.Cells[req(id, "total")] = Want{Status: "missing", Template: template, Issue: true}
	}
	return out
}

// challenges draws the table of section four.
func (d *drawer) challenges() *table {
	t := &table{width: 15, head: 3, rows: [][]cell{{label(d.say("行政复议"), 1, 5), label(d.say("行政诉讼"), 1, 10)}, nil, nil, nil}}
	template := d.Template.req() // both forms have this table: it follows the other of requests
	for i, b := range blocks {
		if i > 0 {
			t.rows[1] = append(t.rows[1], label(d.say(b.label), 1, 5))
		}
		for _, o := range outcomes {
			if i == 0 {
				t.rows[1] = append(t.rows[1], label(d.say(o.label), 2, 1))
			} else {
				t.rows[2] = append(t.rows[2], label(d.say(o.label), 1, 1))
			}
			t.rows[3] = append(t.rows[3], d.count("rl."+b.id+"."+o.id, template))
		}
	}
	return t
}
