package draw

// small reports whether the layout runs digits together: its numbers must stay
// small for anything to be decided.
func (d *drawer) small() bool { return d.Layout == RunOn || d.Modest }

// draw returns a number that no other cell has, but for small numbers.
func (d *drawer) number(taken map[int64]bool, limit int64) int64 {
	if d.small() {
		return one(d, int64(0), 0, 0, 0, 0, 1, 2, d.rand.Int64N(30))
	}
	for {
		if n := 1 + d.rand.Int64N(limit); !taken[n] {
			taken[n] = true
			return n
		}
	}
}

// freeNumbers draws numbers that need not add up.
func (d *drawer) freeNumbers() map[string]int64 {
	out, taken := map[string]int64{}, map[int64]bool{}
	for _, k := range d.keys() {
		out[k] = d.number(taken, 99999)
	}
	return out
}

// closedNumbers draws numbers for which and B-01 hold, and
// which all differ: a cell read under the wrong column cannot pass.
func (d *drawer) closedNumbers() map[string]int64 {
	for range 10_000 {
		out := d.closed()
		d.receive(out)
		seen, clash := map[int64]bool{}, false
		for _, n := range out {
			clash = clash || seen[n] || n < 0
			seen[n] = true
		}
		if !clash || d.small() && !negative(out) {
			return out
		}
	}
	panic("draw: no numbers meet what is asked for")
}

// receive brings the requests received to the number asked for; those pending
// at the end of the year follow.
func (d *drawer) receive(m map[string]int64) {
	if d.Received == 0 {
		return
	}
	more := d.Received - m["req.received@total"]
	for _, a := range []string{"natural_person", "total"} {
		m[req("received", a)] += more
		m[req("carried_forward", a)] += more
	}
}

func negative(m map[string]int64) bool {
	for _, n := range m {
		if n < 0 {
			return true
		}
	}
	return false
}

func (d *drawer) closed() map[string]int64 {
	out, taken := map[string]int64{}, map[int64]bool{}
	ids := outcomesOf(d.Template.req())
	for _, a := range applicants[:6] {
		var processed int64
		for _, id := range ids {
			n := d.number(taken, 90000)
			out[req(id, a.id)] = n
			processed += n
		}
		forward := d.number(taken, 90000)
		in := d.rand.Int64N(min(processed+forward, 90000) + 1)
		out[req("processed_total", a.id)], out[req("carried_forward", a.id)] = processed, forward
		out[req("carried_in", a.id)], out[req("received", a.id)] = in, processed+forward-in
	}
	for _, id := range append(append([]string{}, ids...), "processed_total", "carried_forward", "carried_in", "received") {
		var sum int64
		for _, a := range applicants[:6] {
			sum += out[req(id, a.id)]
		}
		out[req(id, "total")] = sum
	}
	for _, b := range blocks {
		var sum int64
		for _, o := range outcomes[:4] {
			n := d.number(taken, 90000)
			out["rl."+b.id+"."+o.id] = n
			sum += n
		}
		out["rl."+b.id+".total"] = sum
	}
	for _, k := range d.pdKeys() {
		out[k] = d.number(taken, 90000)
	}
	return out
}

func req(id, applicant string) string { return "req." + id + "@" + applicant }

func (d *drawer) pdKeys() []string {
	var out []string
	for _, it := range itemsOf(d.Template) {
		for _, r := range it.rows {
			for _, c := range it.columns {
				out = append(out, "pd."+r.id+"."+c.id)
			}
		}
	}
	return out
}

// keys lists all cells of the template.
func (d *drawer) keys() []string {
	out := d.pdKeys()
	for _, id := range append([]string{"received", "carried_in", "processed_total", "carried_forward"}, outcomesOf(d.Template.req())...) {
		for _, a := range applicants {
			out = append(out, req(id, a.id))
		}
	}
	for _, b := range blocks {
		for _, o := range outcomes {
			out = append(out, "rl."+b.id+"."+o.id)
		}
	}
	return out
}
