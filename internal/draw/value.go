package draw

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"gongkai"
)

// count prints a whole number and records its truth.
func (d *drawer) count(key, template string) cell {
	n := d.numbers[key]
	text, want := strconv.FormatInt(n, 10), Want{Value: strconv.FormatInt(n, 10), Status: gongkai.Reported}
	switch {
	case slices.Contains(d.Blank, key):
		text, want = "", Want{Status: gongkai.Blank}
	case d.Layout.keepsBlanks(d.Messy) && d.Free && d.chance(15):
		text, want = d.nothing()
	case d.mess[Notes] && d.chance(6):
		text += one(d, "（注1）", "（含上年1件）", "*", "①", "[1]", "（其中网络申请2件）")
		want.Issue = true
	case d.mess[Units] && d.chance(4):
		text = one(d, text+"件", text+" 件", text+"（件）", wide(text), grouped(n))
	case d.mess[Strange] && d.chance(10):
		text, want = d.strange(text, want)
	}
	return d.put(key, template, text, want)
}

// put records a cell's truth and returns the cell.
func (d *drawer) put(key, template, text string, want Want) cell {
	want.Template = template
	d.truth.Cells[key] = want
	return cell{text: text, rows: 1, cols: 1, value: true, key: key}
}

// nothing prints that there is no number.
func (d *drawer) nothing() (string, Want) {
	if d.chance(2) {
		return one(d, "", " ", "\u00a0"), Want{Status: gongkai.Blank}
	}
	return one(d, "/", "—", "-", "——", "不涉及"), Want{Status: gongkai.NotApplicable}
}

// strange prints what is no number, or not quite one.
func (d *drawer) strange(text string, want Want) (string, Want) {
	unparsed := Want{Status: gongkai.Unparsed, Issue: true}
	switch d.rand.IntN(7) {
	case 0:
		return "约" + text, Want{Value: want.Value, Status: gongkai.Reported, Issue: true, Approx: true}
	case 1:
		return text + "余", Want{Value: want.Value, Status: gongkai.Reported, Issue: true, Approx: true}
	case 2:
		return text + ".5", unparsed
	case 3:
		return "-" + text, unparsed
	case 4:
		return one(d, "见附件", "略"), unparsed
	case 5:
		return "无", Want{Status: gongkai.NotApplicable, Issue: true}
	}
	return text + "%", unparsed
}

// delta prints a change with its sign.
func (d *drawer) delta(key, template string) cell {
	n := d.numbers[key] % 1000
	s := strconv.FormatInt(n, 10)
	up, down := Want{Value: s, Status: gongkai.Reported}, Want{Value: strconv.FormatInt(-n, 10), Status: gongkai.Reported}
	if d.small() {
		return d.put(key, template, s, up)
	}
	switch d.rand.IntN(8) {
	case 0:
		return d.put(key, template, "+"+s, up)
	case 1:
		return d.put(key, template, "＋"+s, up)
	case 2:
		return d.put(key, template, "增加"+s, up)
	case 3:
		return d.put(key, template, "-"+s, down)
	case 4:
		return d.put(key, template, "减少"+s, down)
	case 5:
		return d.put(key, template, "−"+s, down)
	}
	return d.put(key, template, s, up)
}

// money prints an amount; the 2019 form prints no unit over it.
func (d *drawer) money(key, template string, headUnit bool) cell {
	n := decimal.New(d.numbers[key], -2)
	d.printedAmount = n.String()
	wan := Want{Value: n.Mul(decimal.NewFromInt(10_000)).String(), Status: gongkai.Reported}
	yuan := Want{Value: n.String(), Status: gongkai.Reported}
	switch {
	case d.mess[NoUnit] && !headUnit:
		if d.numbers[key] == 0 {
			return d.put(key, template, "0", Want{Value: "0", Status: gongkai.Reported})
		}
		return d.put(key, template, n.String(), Want{Status: gongkai.AmbiguousUnit, Issue: true})
	case headUnit && (d.small() || d.chance(2)):
		return d.put(key, template, n.String(), wan)
	case d.chance(3) && !d.small() && !headUnit:
		return d.put(key, template, one(d, n.String()+"元", "￥"+n.String(), "人民币"+n.String()+"元"), yuan)
	}
	return d.put(key, template, n.String()+one(d, "万元", "万元", " 万元"), wan)
}

func wide(s string) string {
	out := []rune{}
	for _, r := range s {
		out = append(out, r-'0'+'０')
	}
	return string(out)
}

func grouped(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
