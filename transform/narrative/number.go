package narrative

import (
	"slices"
	"strings"
	"sync"

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
	lostMarks = "Xx×"
)

var (
	aboutBefore = wordsOf("大约", "约", "将近", "近", "超过", "超", "逾", "突破", "不足", "多达")
	aboutAfter  = wordsOf("左右", "以上", "上下")
	// Words behind a number that make it no count: dates, addresses, shares.
	noCounts = wordsOf("%", "‰", "年", "月", "日", "时", "点", "号", "楼", "倍", "天", "小时", "个工作日", "个月", "个百分点", "元/", "周", "分", "岁", "层", "室", "路", ":")
	measures = sync.OnceValue(func() *words { return wordsOf(canon.Claims().Measures...) })
)

// words are looked for at places of a text.
type words struct {
	words  [][]rune
	texts  []string
	starts map[rune]bool
}

func wordsOf(texts ...string) *words {
	w := &words{texts: texts, starts: map[rune]bool{}}
	for _, s := range texts {
		w.words = append(w.words, []rune(s))
		w.starts[w.words[len(w.words)-1][0]] = true
	}
	return w
}

// at returns which of the words stands first in the list of those that a text has
// at a place before its end, or -1.
func (w *words) at(t *text, i, end int) int {
	if i >= end || !w.starts[t.runes[i]] {
		return -1
	}
	return slices.IndexFunc(w.words, func(word []rune) bool { return t.has(i, end, word) })
}

// begins reports whether a number can begin with a character.
func begins(r rune) bool {
	switch r {
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', 'x', '×', '条', '件':
		return true
	}
	return isHanDigit(r)
}

func isHanDigit(r rune) bool {
	switch r {
	case '零', '〇', '○', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿',
		'壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟':
		return true
	}
	return false
}

// scaleOf is what a character multiplies a number by, 0 for none.
func scaleOf(r rune) int64 {
	switch r {
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10_000
	case '亿':
		return 100_000_000
	}
	return 0
}

// numberAt reads the number that begins at i of a sentence ending at end; ok is
// false where none does, and next is where to go on.
func (t *text) numberAt(i, end int) (n number, next int, ok bool) {
	r := t.runes[i]
	switch {
	case r >= '0' && r <= '9':
		n, next = t.digitsAt(i, end)
	case isHanDigit(r):
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
	if noCounts.at(t, next, end) >= 0 {
		return n, next, false
	}
	if m := measures().at(t, next, end); m >= 0 {
		n.measure = measures().texts[m]
		next += len(measures().words[m])
	}
	if next, n.measure = t.bracketed(n.measure, next, end); r == '一' && n.digits == i+1 && t.noneOf(i) {
		return n, next, false
	}
	for _, w := range aboutAfter.words {
		if t.has(next, end, w) {
			n.approx = true
			next += len(w)
		}
	}
	for _, w := range aboutBefore.words {
		n.approx = n.approx || i >= len(w) && t.has(i-len(w), end, w)
	}
	if n.measure == "" && n.digits-i == len(hotline) && string(t.runes[i:n.digits]) == hotline {
		return n, next, false
	}
	if n.measure == "" && isHanDigit(r) && r != '零' {
		return n, max(next, i+1), false // 一是, 三公经费
	}
	if n.measure == "" && t.isOrdinal(&n, end) {
		return n, next, false
	}
	if isHanDigit(r) && !n.value.Valid {
		return n, max(next, i+1), false // 不足百件
	}
	n.end = next
	return n, max(next, i+1), true
}

// bracketed reads a measure of which a part stands in brackets: 87人(次), 26(件).
func (t *text) bracketed(measure string, next, end int) (int, string) {
	if next+2 >= end || t.runes[next] != '(' || t.runes[next+2] != ')' {
		return next, measure
	}
	switch part := t.runes[next+1]; {
	case measure == "" && (part == '件' || part == '条'):
		return next + 3, string(part)
	case part == '次' && slices.Contains([]string{"人", "件", "条", "篇", "场", "期"}, measure):
		return next + 3, measure + "次"
	}
	return next, measure
}

// noneOf reports whether "one" is denied: 未发生一起, 无一例.
func (t *text) noneOf(i int) bool {
	for j := i - 1; j >= max(0, i-nearestDenial); j-- {
		switch t.runes[j] {
		case '未', '无', '没':
			return true
		case ',', '。', ';', ':', '(', ')':
			return false
		}
	}
	return false
}

// nearestDenial is the characters that may stand between 未 and "one".
const nearestDenial = 6

// isOrdinal reports whether digits number an entry of a list: 1.网站 and 1、网站.
func (t *text) isOrdinal(n *number, end int) bool {
	i := n.digits
	return i-n.start <= 2 && i+1 < end && (t.runes[i] == '.' || t.runes[i] == '、') && t.runes[i+1] > 0x2E80 &&
		(n.start == 0 || strings.ContainsRune(",;:。(", t.runes[n.start-1]))
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
	for j < end && isHanDigit(t.runes[j]) {
		j++
	}
	n := number{start: i, digits: j}
	if d, ok := values.Number(string(t.runes[i:j])); ok {
		n.value = decimal.NewNullDecimal(d)
	} else if one := scaleOf(t.runes[i]); one > 0 && j == i+1 && t.nearly(i, j, end) {
		n.value, n.approx = decimal.NewNullDecimal(decimal.NewFromInt(one)), true // 近百件, 千余条
	}
	return n, j
}

// nearly reports whether words of approximation stand about a numeral.
func (t *text) nearly(i, j, end int) bool {
	return i > 0 && strings.ContainsRune("近上超逾约", t.runes[i-1]) || j < end && strings.ContainsRune("余多", t.runes[j])
}

// mostScales may follow a number: 3万亿.
const mostScales = 2

// scale reads what may stand between the digits and the measure: 万, 余.
func (t *text) scale(n *number, next, end int) int {
	for scales := 0; next < end; {
		switch r := t.runes[next]; {
		case r == '余' || r == '多' || r == '几' || r == '来':
			n.approx = true
		case scaleOf(r) > 0:
			if scales++; scales > mostScales {
				n.value = decimal.NullDecimal{}
			} else if n.value.Valid {
				n.value.Decimal = n.value.Decimal.Mul(decimal.NewFromInt(scaleOf(r)))
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
	unit := t.runes[i]
	if i < 2 || i+1 < end && !strings.ContainsRune(",、()", t.runes[i+1]) {
		return false
	}
	if string(t.runes[i-2:i]) == "()" && i >= 4 { // 公开信息（　）条
		i -= 2
	}
	noun := string(t.runes[i-2 : i])
	return noun == "信息" || noun == "申请" && unit == '件'
}

// has reports whether a word stands at a place before an end.
func (t *text) has(i, end int, word []rune) bool {
	return i+len(word) <= end && slices.Equal(t.runes[i:i+len(word)], word)
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
