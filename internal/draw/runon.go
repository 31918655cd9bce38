package draw

import (
	"strconv"
	"strings"

	"gongkai"
)

// runOn writes a block without any break, and settles the truth of its table:
// what can be told apart is a value, the rest is open.
func (d *drawer) runOn(x block) string {
	if x.kind != "table" {
		return x.text + " "
	}
	var b strings.Builder
	for _, row := range x.table.rows {
		for _, c := range row {
			b.WriteString(c.text)
		}
	}
	switch x.part {
	case "pd":
		for _, it := range itemsOf(d.Template) {
			for _, r := range it.rows {
				d.settle(cellsOf("pd."+r.id+".", it.columns, ""), nil)
			}
		}
	case "req":
		for _, id := range append([]string{"received", "carried_in", "processed_total", "carried_forward"}, outcomesOf(d.Template.req())...) {
			d.settle(cellsOf("req."+id+"@", applicants, ""), []int{6})
		}
	case "rl":
		var all []string
		for _, bl := range blocks {
			all = append(all, cellsOf("rl."+bl.id+".", outcomes, "")...)
		}
		d.settle(all, []int{4, 9, 14})
	}
	return b.String()
}

func cellsOf(before string, rows []row, after string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, before+r.id+after)
	}
	return out
}

// settle opens the cells of a row that the text does not tell apart. totals are
// the columns that are the sum of those since the last total.
func (d *drawer) settle(keys []string, totals []int) {
	run, money := "", ""
	for _, k := range keys {
		w := d.truth.Cells[k]
		if w.Status == gongkai.Missing {
			return
		}
		if strings.HasSuffix(k, "amount_cny") {
			money = d.printedAmount
			continue
		}
		run += w.Value
	}
	ways := splits(run, len(keys), totals)
	free := splits(run, len(keys), nil)
	if money != "" {
		ways = cuts(run + money)
		if len(keys) == 1 {
			ways = 1
		}
		free = ways
	}
	for _, k := range keys {
		w := d.truth.Cells[k]
		switch {
		case money != "" && len(keys) > 1: // one reading is enough, but none is asked for
			w.Open, w.Sure = true, ways == 1
		case ways != 1:
			w.Open = true
		case free != 1:
			w.Status = gongkai.Derived
		}
		d.truth.Cells[k] = w
	}
}

// splits counts, up to two, the ways to cut digits into n numbers without
// leading zeros, with each total the sum of the numbers since the last.
func splits(run string, n int, totals []int) int {
	var walk func(at, i int, sum int64) int
	walk = func(at, i int, sum int64) int {
		if i == n {
			if at == len(run) {
				return 1
			}
			return 0
		}
		total := len(totals) > 0 && contains(totals, i)
		found := 0
		for end := at + 1; end <= len(run) && end-at <= 10 && found < 2; end++ {
			if end-at > 1 && run[at] == '0' {
				break
			}
			v, _ := strconv.ParseInt(run[at:end], 10, 64)
			switch {
			case total && v != sum:
			case total:
				found += walk(end, i+1, 0)
			default:
				found += walk(end, i+1, sum+v)
			}
		}
		return min(found, 2)
	}
	return walk(0, 0, 0)
}

func contains(list []int, x int) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// cuts counts the ways to cut a text into a count and an amount.
func cuts(s string) int {
	n := 0
	plain := func(t string) bool { return t != "" && t[0] != '.' && (len(t) == 1 || t[0] != '0' || t[1] == '.') }
	for i := 1; i < len(s); i++ {
		if strings.Contains(s[:i], ".") {
			break
		}
		if plain(s[:i]) && plain(s[i:]) {
			n++
		}
	}
	return n
}
