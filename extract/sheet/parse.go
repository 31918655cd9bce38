package sheet

import "strings"

// parseFormat reads a format code like `#,##0.00_ ;[Red]\-0"件"`.
func parseFormat(code string) *format {
	f := &format{}
	for len(f.sections) < 4 {
		var s section
		s, code = parseSection(code)
		f.sections = append(f.sections, s)
		if code == "" {
			break
		}
		code = code[1:] // the semicolon
	}
	return f
}

// parseSection reads up to a semicolon that is no literal.
func parseSection(code string) (s section, rest string) {
	seen := map[byte]bool{} // letters of codes
	digits := ""            // placeholders, with points and commas
	for code != "" && code[0] != ';' {
		n := 1
		switch c := code[0]; c {
		case '"':
			end := strings.IndexByte(code[1:], '"')
			if end < 0 {
				end = len(code) - 1
			}
			s.literal(code[1 : 1+end])
			n = min(end+2, len(code))
		case '\\':
			n = min(1+runeLen(code[1:]), len(code))
			s.literal(code[1:n])
		case '_': // a blank as wide as the next character
			n = min(1+runeLen(code[1:]), len(code))
			s.literal(" ")
		case '*': // fills the cell with the next character
			n = min(1+runeLen(code[1:]), len(code))
		case '[':
			end := strings.IndexByte(code, ']')
			if end < 0 {
				end = len(code)
			}
			s.bracket(code[1:end], seen)
			n = min(end+1, len(code))
		case '0', '#', '?', '.', ',':
			for n < len(code) && strings.IndexByte("0#?.,", code[n]) >= 0 {
				n++
			}
			s.tokens = append(s.tokens, token{code: true, text: code[:n]})
			if digits != "" {
				seen['-'] = true // digits in groups, as of a telephone number
			}
			digits += code[:n]
		case '%':
			s.percent++
			s.literal("%")
		case '@':
			s.tokens = append(s.tokens, token{code: true, text: "@"})
		case '/':
			seen[c] = true
			s.literal("/")
		default:
			n = s.letters(code, seen)
		}
		code = code[n:]
	}
	s.classify(digits, seen)
	return s, code
}

func (s *section) literal(text string) {
	s.tokens = append(s.tokens, token{text: text})
}

// bracket reads what stands in brackets: a condition, elapsed time, a currency
// sign. Colours and languages aren't printed.
func (s *section) bracket(in string, seen map[byte]bool) {
	switch {
	case in == "" || s.setCondition(in):
	case in[0] == '$':
		sign, _, _ := strings.Cut(in[1:], "-")
		s.literal(sign)
	case strings.Trim(strings.ToLower(in), "hms") == "" && strings.Count(in, in[:1]) == len(in):
		c := in[0] | 0x20
		seen[c] = true
		s.tokens = append(s.tokens, token{code: true, text: strings.ToLower(in), elapsed: true})
	case strings.HasPrefix(strings.ToUpper(in), "DBNUM"):
		seen['D'] = true
	}
}

// letters reads the code of a date, an exponent, General or a literal.
func (s *section) letters(code string, seen map[byte]bool) int {
	if len(code) >= 7 && strings.EqualFold(code[:7], "General") {
		seen['G'] = true
		s.tokens = append(s.tokens, token{code: true, text: "General"})
		return 7
	}
	for _, half := range [...]string{"AM/PM", "A/P", "上午/下午"} {
		if len(code) >= len(half) && strings.EqualFold(code[:len(half)], half) {
			seen['p'] = true
			s.tokens = append(s.tokens, token{code: true, text: half})
			return len(half)
		}
	}
	c := code[0] | 0x20
	if (c == 'e') && len(code) > 1 && (code[1] == '+' || code[1] == '-') {
		seen['E'] = true
		return 2
	}
	if strings.IndexByte("ymdhsae", c) >= 0 {
		n := 1
		for n < len(code) && code[n]|0x20 == c {
			n++
		}
		if c == 'a' && n < 3 {
			s.literal(code[:n])
			return n
		}
		seen[c] = true
		s.tokens = append(s.tokens, token{code: true, text: strings.Repeat(string(c), n)})
		return n
	}
	n := runeLen(code)
	s.literal(code[:n])
	return n
}

// classify says what a section prints, once all of it is read.
func (s *section) classify(digits string, seen map[byte]bool) {
	slash := seen['/']
	switch {
	case seen['y'] || seen['m'] || seen['d'] || seen['h'] || seen['s'] || seen['a'] || seen['e']:
		s.kind = dateKind
	case seen['E'], seen['-'], slash && digits != "", seen['D'] && digits != "":
		s.kind = otherKind
	case seen['G']:
		s.kind = generalKind
	case digits != "":
		s.kind = numberKind
		s.places(digits)
	default:
		s.kind = textKind // an empty section prints nothing
	}
}

// places reads the placeholders of a number.
func (s *section) places(digits string) {
	whole, fraction, _ := strings.Cut(digits, ".")
	trimmed := strings.TrimRight(whole, ",")
	if fraction == "" {
		s.thousandths = len(whole) - len(trimmed)
	} else {
		s.thousandths = len(fraction) - len(strings.TrimRight(fraction, ","))
	}
	s.thousands = strings.Contains(trimmed, ",")
	s.integer = strings.Count(trimmed, "0")
	s.least = strings.Count(fraction, "0")
	s.most = min(len(fraction)-strings.Count(fraction, ","), 30)
}

func runeLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}
