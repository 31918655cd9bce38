package sheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// A book holds what the cells of a workbook share.
type book struct {
	from1904 bool
	formats  map[int]*format // by number
	styles   []cellStyle
}

// A cellStyle is what a cell's style says of it.
type cellStyle struct {
	format int
	framed bool // it has a border
}

// number writes a number as the format of a style prints it.
func (b *book) number(v float64, style int) string {
	f := general
	if style >= 0 && style < len(b.styles) {
		f = b.format(b.styles[style].format)
	}
	return f.print(v, b.from1904)
}

// text writes a text, which a format may surround with more.
func (b *book) text(s string, style int) string {
	if style >= 0 && style < len(b.styles) {
		return b.format(b.styles[style].format).printText(s)
	}
	return s
}

func (b *book) framed(style int) bool {
	return style >= 0 && style < len(b.styles) && b.styles[style].framed
}

func (b *book) format(n int) *format {
	if f := b.formats[n]; f != nil {
		return f
	}
	f := general
	if code := builtIn(n); code != "" {
		f = parseFormat(code)
	}
	if b.formats == nil {
		b.formats = map[int]*format{}
	}
	b.formats[n] = f
	return f
}

// significant is the number of digits that Excel keeps of a number: 0.1+0.2 is
// printed as 0.3.
const significant = 15

// exact returns the decimal that Excel takes a number for.
func exact(v float64) decimal.Decimal {
	d, err := decimal.NewFromString(strconv.FormatFloat(v, 'e', significant-1, 64))
	if err != nil {
		return decimal.Zero
	}
	return d
}

// plain writes a number in the General format, but never as 1E+05.
func plain(v float64) string {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	if e := math.Abs(v); e >= 1e21 || e < 1e-9 {
		return strconv.FormatFloat(v, 'G', significant, 64)
	}
	s := strconv.FormatFloat(v, 'e', significant-1, 64)
	w, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(w, 'f', -1, 64)
}

// fixed writes a number, not negative, with so many decimals at least and at
// most, so many digits before them at least, and perhaps in thousands.
func fixed(d decimal.Decimal, least, most, integer int, thousands bool) string {
	whole, fraction, _ := strings.Cut(d.Round(int32(most)).StringFixed(int32(most)), ".")
	for len(fraction) > least && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if integer == 0 && whole == "0" {
		whole = ""
	}
	for len(whole) < integer {
		whole = "0" + whole
	}
	if thousands {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}
