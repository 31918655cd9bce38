package sheet

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// A format is a number format: up to four sections, for positive and negative
// numbers, zero and text.
type format struct {
	sections []section
}

type section struct {
	kind      kind
	tokens    []token
	condition string // ">=", or "" where the section's place says it
	bound     float64

	integer, least, most int // digits before the point, and after it
	thousands            bool
	percent              int // signs
	thousandths          int // factors of a thousand by commas behind the digits
}

// kind is what a section prints.
type kind uint8

const (
	generalKind kind = iota
	numberKind
	dateKind
	textKind  // literals, with the text where @ stands
	otherKind // exponents and fractions, which are printed as General
)

// A token is a literal, or a code: "0" stands for all digits of the number.
type token struct {
	code    bool
	text    string
	elapsed bool // of hours, minutes or seconds that go on counting: [h]
}

var general = &format{sections: []section{{kind: generalKind}}}

// print writes a number. Sections beyond what a format has fall back to the
// first one, with a minus where it is for numbers of both signs.
func (f *format) print(v float64, from1904 bool) string {
	s, minus := f.choose(v)
	switch s.kind {
	case textKind:
		return s.literals("")
	case dateKind:
		if out, ok := s.date(v, from1904); ok {
			return out
		}
		return plain(v)
	case numberKind:
		return s.number(exact(v), minus)
	case otherKind:
		return plain(v)
	}
	out := plain(v)
	if !minus {
		out = strings.TrimPrefix(out, "-")
	}
	return s.around(out)
}

// choose returns the section for a number, and whether a minus must be put
// before it: the section for negative numbers brings its own sign.
func (f *format) choose(v float64) (s *section, minus bool) {
	n := min(len(f.sections), 3)
	for i := range n {
		if s := &f.sections[i]; s.condition != "" && s.holds(v) {
			return s, v < 0 && i == 0
		}
	}
	if f.sections[0].condition != "" {
		return &f.sections[n-1], v < 0
	}
	switch {
	case n > 1 && v < 0 && f.sections[1].condition == "":
		return &f.sections[1], false
	case n > 2 && v == 0:
		return &f.sections[2], false
	}
	return &f.sections[0], v < 0
}

func (s *section) holds(v float64) bool {
	switch s.condition {
	case "<":
		return v < s.bound
	case "<=":
		return v <= s.bound
	case ">":
		return v > s.bound
	case ">=":
		return v >= s.bound
	case "<>":
		return v != s.bound
	}
	return v == s.bound
}

// number writes a number between the section's literals.
func (s *section) number(d decimal.Decimal, minus bool) string {
	d = d.Abs().Shift(int32(2*s.percent - 3*s.thousandths))
	digits := fixed(d, s.least, s.most, s.integer, s.thousands)
	out := s.around(digits)
	if minus && strings.ContainsAny(digits, "123456789") {
		return "-" + out
	}
	return out
}

// around puts a section's literals around its number.
func (s *section) around(number string) string {
	if len(s.tokens) == 0 {
		return number
	}
	var b strings.Builder
	for _, t := range s.tokens {
		if t.code {
			b.WriteString(number)
			number = ""
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// literals writes a section without a number, around a text.
func (s *section) literals(text string) string {
	var b strings.Builder
	for _, t := range s.tokens {
		if t.code {
			b.WriteString(text)
		} else {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// printText writes a text: as it is, but where a fourth section or a section
// with @ puts something around it.
func (f *format) printText(text string) string {
	s := &f.sections[len(f.sections)-1]
	if s.kind != textKind || len(f.sections) != 4 && len(f.sections) != 1 {
		return text
	}
	for _, t := range s.tokens {
		if t.code {
			return s.literals(text)
		}
	}
	if len(f.sections) == 4 {
		return s.literals("")
	}
	return text
}

// number of a condition like [>=100].
func (s *section) setCondition(in string) bool {
	op := in[:len(in)-len(strings.TrimLeft(in, "<>="))]
	v, err := strconv.ParseFloat(in[len(op):], 64)
	if op == "" || err != nil {
		return false
	}
	s.condition, s.bound = op, v
	return true
}
