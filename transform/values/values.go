// Package values reads the text of a cell as the number that the agency
// printed, or says why there is none. It never guesses: what needs a second
// witness (split digits, letters for digits) comes back as a candidate that
// the caller may accept where an identity closes.
package values

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
)

// Result is what a cell's text says. Value is set for status reported only.
type Result struct {
	Value  decimal.NullDecimal
	Status gongkai.Status
	Approx bool
	Notes  []Note
	// Candidate is a reading that the text alone does not warrant: digits split
	// by a blank (as Derived), or letters for digits (as Repaired).
	Candidate       decimal.NullDecimal
	CandidateStatus gongkai.Status
}

// A Note is something to be said about a cell, for an issue.
type Note struct {
	Rule     string
	Severity gongkai.Severity
	Text     string // what is the matter, without the raw text
}

// Context is what is known of a cell from outside: its indicator's kind and,
// for money, the unit printed in its header or caption.
type Context struct {
	Kind canon.Kind
	Unit Unit
}

// maxDigits bounds the whole part of a number: the warehouse's DECIMAL(18,4)
// holds 14 digits before the point.
const maxDigits = 14

// Parse reads a cell's text.
func Parse(raw string, ctx Context) Result {
	if ctx.Kind == canon.Count {
		if n, ok := Plain(raw); ok {
			return reported(Whole(n))
		}
	}
	s := clean(raw)
	if s == "" {
		return Result{Status: gongkai.Blank}
	}
	if r, ok := noNumber(s, ctx); ok {
		return r
	}
	switch ctx.Kind {
	case canon.Money:
		return money(s, ctx)
	case canon.Delta:
		return delta(s)
	}
	return count(s)
}

// small are the decimals that most cells hold. No decimal is ever changed.
var small = func() (list [512]decimal.Decimal) {
	for i := range list {
		list[i] = decimal.NewFromInt(int64(i))
	}
	return list
}()

// Whole returns a whole number as a decimal, which may be a shared one.
func Whole(n int64) decimal.Decimal {
	if n >= 0 && n < int64(len(small)) {
		return small[n]
	}
	return decimal.NewFromInt(n)
}

// Plain reads a cell's text that is a whole number and nothing else; false for any
// other.
func Plain(raw string) (int64, bool) {
	if !plain(raw) {
		return 0, false
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	return n, err == nil
}

// plain reports whether a text is a whole number and nothing else, as most are.
func plain(raw string) bool {
	return label.Digits(raw) && len(raw) <= maxDigits && (raw[0] != '0' || len(raw) == 1)
}

// lineBreak stands for a line break while blanks are joined: "12⏎378" is two
// numbers, or one torn in two, and never 12 thousand.
const lineBreak = "⏎"

// clean folds a cell's text, joins its blanks and takes off an Excel apostrophe
// or equals sign and a full stop at the end.
func clean(raw string) string {
	s := strings.Map(func(r rune) rune {
		if r == '\n' {
			return '⏎'
		}
		if label.IsBlank(r) {
			return ' '
		}
		if f := label.FoldRune(r); f != 0 {
			return f
		}
		return -1
	}, raw)
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(s, " "+lineBreak, lineBreak), lineBreak+" ", lineBreak), lineBreak, "\n"))
	if len(s) > 1 && (s[0] == '\'' || s[0] == '=') && s[1] >= '0' && s[1] <= '9' {
		s = s[1:]
	}
	return strings.TrimSuffix(s, "。")
}

// noNumber handles what says that there is no number: dashes, slashes, 无.
func noNumber(s string, ctx Context) (Result, bool) {
	if strings.Trim(s, "-—–－―─−_ ") == "" || strings.Trim(s, "/\\∕ ") == "" {
		return Result{Status: gongkai.NotApplicable}, true
	}
	switch strings.ToUpper(s) {
	case "N/A", "NA", "不涉及", "不适用", "无此项", "无此类", "空":
		return Result{Status: gongkai.NotApplicable}, true
	case "一": // the numeral, or a dash typed as one
		return unparsed("T-03", gongkai.SeverityWarning, "一 may be 1 or a dash"), true
	case "无", "没有", "暂无":
		r := Result{Status: gongkai.NotApplicable}
		if ctx.Kind == canon.Count {
			r.Notes = []Note{{"T-08", gongkai.SeverityWarning, "无 may mean 0"}}
		}
		return r, true
	}
	return Result{}, false
}

func reported(d decimal.Decimal, notes ...Note) Result {
	return Result{Status: gongkai.Reported, Value: decimal.NewNullDecimal(d), Notes: notes}
}

func unparsed(rule string, sev gongkai.Severity, why string) Result {
	return Result{Status: gongkai.Unparsed, Notes: []Note{{rule, sev, why}}}
}

var notNumber = unparsed("T-03", gongkai.SeverityWarning, "not a number")

// IsValue reports whether a text could stand in a value cell: a number in any
// of its forms, a dash, a slash, 无, or nothing. It tells values from labels.
func IsValue(raw string) bool {
	if plain(raw) {
		return true
	}
	s := clean(raw)
	if len([]rune(s)) > 40 {
		return false
	}
	for _, kind := range []canon.Kind{canon.Count, canon.Delta, canon.Money} {
		r := Parse(raw, Context{Kind: kind, Unit: Yuan})
		if r.Status != gongkai.Unparsed || r.Candidate.Valid {
			return true
		}
	}
	switch {
	case s == "见附件", s == "详见正文", s == "略", s == "有", s == "×", s == "√", s == "#REF!":
		return true
	}
	// 2021年, 12,34, 500元/件: printed where a number belongs, but none. A digit
	// that numbers a label (1.属于国家秘密) has more words behind it.
	if _, n := label.OrdinalAt([]rune(label.Strip(s))); n > 0 {
		return false // 3.其他
	}
	return s[0] >= '0' && s[0] <= '9' && words(s) <= 2
}

// words counts the ideographs of a text.
func words(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}
