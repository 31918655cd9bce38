package pdf

import (
	"strconv"
	"strings"

	"gongkai/extract/limit"
)

// operandKind tells what an operand is.
type operandKind uint8

const (
	number operandKind = iota
	name
	text
	opening // of an array
	closing
	other // dictionaries, booleans, null
)

// An operand stands before its operator. Those of an array are listed one by one,
// with marks before and behind.
type operand struct {
	kind operandKind
	num  float64
	str  []byte // of a name or string, decoded
}

// A lexer cuts a content stream into operators with their operands. It goes on
// after faults as viewers do: what is no operator is passed over.
type lexer struct {
	src      []byte
	pos      int
	operands []operand
	strings  []byte // decoded, of the operands
}

// next returns the next operator, or nil at the end. Its operands stay valid until
// the call after.
func (l *lexer) next() ([]byte, error) {
	l.operands, l.strings = l.operands[:0], l.strings[:0]
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case isSpace(c), c == '{', c == '}', c == ')', c == '>':
			l.pos++
		case c == '[':
			l.pos++
			l.add(operand{kind: opening})
		case c == ']':
			l.pos++
			l.add(operand{kind: closing})
		case c == '%':
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
		case c == '/':
			l.pos++
			l.add(operand{kind: name, str: unhash(l.word())})
		case c == '(':
			l.add(operand{kind: text, str: l.literal()})
		case c == '<':
			if l.pos+1 < len(l.src) && l.src[l.pos+1] == '<' {
				l.dictionary()
				l.add(operand{kind: other})
				continue
			}
			l.add(operand{kind: text, str: l.hex()})
		case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
			l.add(operand{num: real(l.word())})
		default:
			w := l.word()
			switch string(w) {
			case "true", "false", "null":
				l.add(operand{kind: other})
			default:
				return w, nil
			}
		}
		if len(l.operands) > maxOperands {
			return nil, limit.Exceeded("operands of an operator", len(l.operands), maxOperands)
		}
	}
	return nil, nil
}

func (l *lexer) add(o operand) { l.operands = append(l.operands, o) }

// word returns the regular characters from here on, at least one.
func (l *lexer) word() []byte {
	from := l.pos
	for l.pos < len(l.src) && regular[l.src[l.pos]] {
		l.pos++
	}
	return l.src[from:l.pos]
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// regular are the characters of words.
var regular = func() (r [256]bool) {
	for c := range r {
		r[c] = !isSpace(byte(c)) && !strings.ContainsRune("()<>[]{}/%", rune(c))
	}
	return r
}()

// real reads a number as viewers do: "--5" and "5-3" are some writers' own.
func real(w []byte) float64 {
	neg := false
	for len(w) > 0 && (w[0] == '-' || w[0] == '+') {
		neg = neg || w[0] == '-'
		w = w[1:]
	}
	n, scale, point := 0.0, 1.0, false
	for i, c := range w {
		switch {
		case c >= '0' && c <= '9' && !point:
			n = n*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			scale /= 10
			n += float64(c-'0') * scale
		case c == '.' && !point:
			point = true
		default:
			if x, err := strconv.ParseFloat(string(w), 64); err == nil && i > 0 {
				n = x
			}
			return sign(n, neg)
		}
	}
	return sign(n, neg)
}

func sign(n float64, neg bool) float64 {
	if neg {
		return -n
	}
	return n
}

// unhash decodes #20 in a name.
func unhash(w []byte) []byte {
	for i := range w {
		if w[i] == '#' {
			out := append([]byte(nil), w[:i]...)
			for ; i < len(w); i++ {
				if w[i] == '#' && i+2 < len(w) && digit(w[i+1]) >= 0 && digit(w[i+2]) >= 0 {
					out = append(out, byte(digit(w[i+1])<<4|digit(w[i+2])))
					i += 2
				} else {
					out = append(out, w[i])
				}
			}
			return out
		}
	}
	return w
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
