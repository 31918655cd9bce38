package narrative

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/canon"
	"gongkai/transform/values"
)

var zero = decimal.NewNullDecimal(decimal.Zero)

// number is a number in a sentence, with its measure.
type number struct {
	start, end int // with the measure, in the folded text
	digits     int // where the numeral itself ends, approximation included
	value      decimal.NullDecimal
	approx     bool
	measure    string
}

const (
	hotline   = "12345" // a name, where no measure follows
	hanDigits = "零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
	lostMarks = "Xx×"
)

var (
	aboutBefore = []string{"大约", "约", "将近", "近", "超过", "超", "逾", "突破", "不足", "多达"}
	aboutAfter  = []string{"左右", "以上", "上下"}
	scales      = map[rune]int64{'百': 100, '千': 1000, '万': 10_000, '亿': 100_000_000}
	// Words behind a number that make it no count: dates, addresses, shares.
	noCounts = []string{"%", "‰", "年", "月", "日", "时", "点", "号", "楼", "倍", "天", "小时", "个工作日", "个月", "个百分点", "元/", "周", "分", "岁", "层", "室", "路", ":"}
)

// numberAt reads the number that begins at i of a sentence ending at end; ok is
// false where none does, and next is where to go on.
func (t *text) numberAt(i, end int) (n number, next int, ok bool) {
	r := t.runes[i]
	switch {
	case r >= '0' && r <= '9':
		n, next = t.digitsAt(i, end)
	case strings.ContainsRune(hanDigits, r):
		n, next = t.hanAt(i, end)
	case strings.ContainsRune(lostMarks, r) && i+1 < end && strings.ContainsRune(lostMarks, t.runes[i+1]):
		for next = i; next < end && strings.ContainsRune(lostMarks, t.runes[next]); next++ {
		}
		n = number{start: i, digits: next}
	case strings.ContainsRune("条件", r) && t.lostBefore(i, end):
		n, next = number{start: i, digits: i}, i
	default:
		return n, i + 1, false
	}
	if i > 0 && (t.runes[i-1] == '第' || t.runes[i-1] < 0x80 && isLetter(t.runes[i-1])) {
		return n, next, false
	}
	if n.value.Valid || n.digits > n.start {
		next = t.scale(&n, next, end)
	}
	for _, w := range noCounts {
		if t.has(next, end, w) {
			return n, next, false
		}
	}
	for _, m := range canon.Claims().Measures {
		if t.has(next, end, m) {
			n.measure = m
			next += len([]rune(m))
			break
		}
	}
	for _, w := range aboutAfter {
		if t.has(next, end, w) {
			n.approx = true
			next += len([]rune(w))
		}
	}
	for _, w := range aboutBefore {
		k := len([]rune(w))
		n.approx = n.approx || i >= k && t.has(i-k, end, w)
	}
	if n.measure == "" && string(t.runes[i:n.digits]) == hotline {
		return n, next, false
	}
	if n.measure == "" && strings.ContainsRune(hanDigits, r) && r != '零' {
		return n, max(next, i+1), false // 一是, 三公经费
	}
	n.end = next
	return n, max(next, i+1), true
}

// digitsAt reads digits, with separators between groups of three.
func (t *text) digitsAt(i, end int) (number, int) {
	var b strings.Builder
	j, bad := i, false
	for ; j < end; j++ {
		r := t.runes[j]
		digit := r >= '0' && r <= '9'
		joint := (r == ',' || r == '.') && j+1 < end && t.runes[j+1] >= '0' && t.runes[j+1] <= '9'
		letter := r == 'O' || r == 'o' || r == 'l' || r == 'I'
		if !digit && !joint && !letter {
			break
		}
		bad = bad || letter
		if t.gap[j] && j > i {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	n := number{start: i, digits: j}
	if d, ok := values.Number(b.String()); ok && !bad {
		n.value = decimal.NewNullDecimal(d)
	}
	return n, j
}

// hanAt reads a Chinese numeral.
func (t *text) hanAt(i, end int) (number, int) {
	j := i
	for j < end && strings.ContainsRune(hanDigits, t.runes[j]) {
		j++
	}
	n := number{start: i, digits: j}
	if d, ok := values.Number(string(t.runes[i:j])); ok {
		n.value = decimal.NewNullDecimal(d)
	} else if one := scales[t.runes[i]]; one > 0 && j == i+1 && t.nearly(i, j, end) {
		n.value, n.approx = decimal.NewNullDecimal(decimal.NewFromInt(one)), true // 近百件, 千余条
	}
	return n, j
}

// nearly reports whether words of approximation stand about a numeral.
func (t *text) nearly(i, j, end int) bool {
	return i > 0 && strings.ContainsRune("近上超逾约", t.runes[i-1]) || j < end && strings.ContainsRune("余多", t.runes[j])
}

// scale reads what may stand between the digits and the measure: 万, 余.
func (t *text) scale(n *number, next, end int) int {
	for next < end {
		switch r := t.runes[next]; {
		case r == '余' || r == '多' || r == '几' || r == '来':
			n.approx = true
		case scales[r] > 0:
			if n.value.Valid {
				n.value.Decimal = n.value.Decimal.Mul(decimal.NewFromInt(scales[r]))
			}
		default:
			n.digits = next
			return next
		}
		next++
	}
	n.digits = next
	return next
}

// lostBefore reports whether a measure stands where its number is missing:
// 公开信息条，.
func (t *text) lostBefore(i, end int) bool {
	if i < 2 || i+1 < end && !strings.ContainsRune(",、()", t.runes[i+1]) {
		return false
	}
	noun := string(t.runes[i-2 : i])
	return noun == "信息" || noun == "申请" && t.runes[i] == '件'
}

func (t *text) has(i, end int, w string) bool {
	for _, r := range w {
		if i >= end || t.runes[i] != r {
			return false
		}
		i++
	}
	return true
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
