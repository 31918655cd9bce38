package values

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Unit is a unit of money as printed.
type Unit string

// The units of money; NoUnit where none is printed.
const (
	NoUnit      Unit = ""
	Yuan        Unit = "元"
	Thousand    Unit = "千元"
	TenThousand Unit = "万元"
	HundredMln  Unit = "亿元"
)

// units are the printed forms, longest first.
var units = []struct {
	text string
	unit Unit
}{
	{"亿元", HundredMln}, {"万元", TenThousand}, {"千元", Thousand}, {"人民币元", Yuan}, {"元", Yuan},
	{"亿", HundredMln}, {"万", TenThousand},
}

// UnitIn finds the unit of money that a header or caption prints: 本年收费金额
// （单位：万元）. NoUnit where it prints none.
func UnitIn(text string) Unit {
	if !strings.Contains(text, "元") {
		return NoUnit
	}
	for _, u := range units[:5] {
		if strings.Contains(text, u.text) {
			return u.unit
		}
	}
	return NoUnit
}

// unitAlone returns the unit that a bracketed note consists of.
func unitAlone(note string) Unit {
	note = strings.Trim(strings.TrimPrefix(strings.TrimSpace(note), "单位"), ":： ")
	for _, u := range units[:5] {
		if note == u.text {
			return u.unit
		}
	}
	return NoUnit
}

func (u Unit) factor() decimal.Decimal {
	switch u {
	case Thousand:
		return decimal.NewFromInt(1_000)
	case TenThousand:
		return decimal.NewFromInt(10_000)
	case HundredMln:
		return decimal.NewFromInt(100_000_000)
	}
	return decimal.NewFromInt(1)
}

// money reads an amount in yuan. The cell's own unit wins over the header's; an
// amount other than 0 without any unit is ambiguous.
func money(s string, ctx Context) Result {
	body, note := cutNote(s)
	own := NoUnit
	if u := unitAlone(note); u != NoUnit {
		own, note = u, "" // 12.5（万元）, but not 12.5（其中减免3万元）
	}
	body, approx := cutAbout(body)
	for _, p := range []string{"人民币", "￥", "¥", "RMB", "CNY"} {
		if t, ok := strings.CutPrefix(body, p); ok {
			body = strings.TrimSpace(t)
			if own == NoUnit {
				own = Yuan
			}
		}
	}
	body = strings.TrimSuffix(body, "整")
	for _, u := range units {
		if t, ok := strings.CutSuffix(body, u.text); ok {
			body, own = strings.TrimSpace(t), u.unit
			break
		}
	}
	body, after := cutAbout(body)
	d, ok := number(body)
	if !ok {
		d, ok = hanNumber(body)
	}
	if !ok {
		if len(body) > 1 && strings.ContainsRune("-−", []rune(body)[0]) {
			return unparsed("C-01", gongkai.SeverityError, "a negative amount")
		}
		return notNumber
	}
	var r Result
	switch {
	case own != NoUnit:
		r = yuan(d, own)
		if ctx.Unit != NoUnit && ctx.Unit != own {
			r.Notes = append(r.Notes, Note{"C-09", gongkai.SeverityError, "the header says " + string(ctx.Unit) + ", the cell " + string(own) + "; the cell's unit was taken"})
		}
	case ctx.Unit != NoUnit:
		r = yuan(d, ctx.Unit)
	case d.IsZero():
		r = reported(decimal.Zero) // 0 is 0 in any unit
	default:
		return Result{Status: gongkai.AmbiguousUnit, Notes: []Note{{"C-10", gongkai.SeverityWarning, "no unit is printed: " + d.String() + " yuan or " + d.Mul(TenThousand.factor()).String() + " yuan"}}}
	}
	if note != "" {
		r.Notes = append(r.Notes, Note{"T-08", gongkai.SeverityInfo, "a note stands beside the number"})
	}
	if approx || after {
		r.Approx = true
		r.Notes = append(r.Notes, Note{"T-08", gongkai.SeverityWarning, "an approximate number"})
	}
	return r
}

// yuan converts to yuan and refuses what the warehouse could not hold exactly:
// more than 14 digits before the point or four behind it.
func yuan(d decimal.Decimal, u Unit) Result {
	v := d.Mul(u.factor())
	if !v.Equal(v.Truncate(4)) || len(v.Truncate(0).String()) > maxDigits {
		return unparsed("T-03", gongkai.SeverityWarning, "an amount beyond 14 digits or four decimals")
	}
	return reported(v)
}
