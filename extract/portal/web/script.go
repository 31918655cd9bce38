package web

import (
	"regexp"
	"strconv"
	"strings"
)

// Script is what a page's scripts say as far as literals say it. Nothing is run.
type Script struct {
	Text string
	vars map[string]string
}

var (
	varPattern   = regexp.MustCompile(`(?:\bvar\s+|\blet\s+|\bconst\s+|[;,{\n]\s*|^\s*)([A-Za-z_$][\w$]{0,60})\s*=\s*([^=;\n][^;\n]{0,400})`)
	wordPattern  = regexp.MustCompile(`^[A-Za-z_$][\w$.]*$`)
	unescapeCode = strings.NewReplacer(`\/`, "/", `\"`, `"`, `\'`, "'", `\\`, `\`)
)

// Code returns the page's scripts in one, with the variables that they set.
func (d *Doc) Code() *Script {
	s := &Script{Text: strings.Join(d.Scripts, "\n"), vars: map[string]string{}}
	for _, m := range varPattern.FindAllStringSubmatch(s.Text, 2000) {
		if _, ok := s.vars[m[1]]; ok {
			continue
		}
		if v, ok := s.Value(m[2]); ok {
			s.vars[m[1]] = v
		}
	}
	return s
}

// Var returns what a variable is first set to.
func (s *Script) Var(name string) (string, bool) {
	v, ok := s.vars[name]
	return v, ok
}

// Int returns a variable that is a whole number.
func (s *Script) Int(name string) (int, bool) {
	n, err := strconv.Atoi(s.vars[name])
	return n, err == nil
}

// Value evaluates an expression of strings, numbers and known variables joined
// by +. A comment behind it is left out.
func (s *Script) Value(expr string) (string, bool) {
	if i := strings.Index(expr, "//"); i >= 0 && !strings.ContainsAny(expr[:i], `"'`) {
		expr = expr[:i]
	}
	var b strings.Builder
	for n, part := range Split(expr, '+') {
		part = strings.TrimSpace(part)
		if n > 32 || part == "" {
			return "", false
		}
		switch c := part[0]; {
		case c == '"' || c == '\'' || c == '`':
			end := closing(part)
			if end < 0 || strings.TrimLeft(part[end+1:], " \t,)]}") != "" {
				return "", false
			}
			b.WriteString(unescapeCode.Replace(part[1:end]))
		case c >= '0' && c <= '9' || c == '-':
			digits := strings.TrimRight(strings.TrimSpace(strings.SplitN(part, ",", 2)[0]), " \t)]}")
			if _, err := strconv.ParseFloat(digits, 64); err != nil {
				return "", false
			}
			b.WriteString(digits)
		case wordPattern.MatchString(part):
			v, ok := s.vars[part]
			if !ok {
				return "", false
			}
			b.WriteString(v)
		default:
			return "", false
		}
		if b.Len() > maxURL {
			return "", false
		}
	}
	return b.String(), true
}

// closing returns where the string that s begins with ends, or -1.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case s[0]:
			return i
		}
	}
	return -1
}

// Split cuts code at a separator that stands outside strings and brackets.
func Split(code string, at byte) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"' || c == '\'' || c == '`':
			end := closing(code[i:])
			if end < 0 {
				return append(out, code[from:])
			}
			i += end
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == at && depth <= 0:
			out = append(out, code[from:i])
			from = i + 1
		}
	}
	return append(out, code[from:])
}

// Inside returns what stands between the bracket that s begins with and the one
// that closes it, or "".
func Inside(s string) string {
	depth := 0
	for i := 0; i < len(s) && i < 16<<10; i++ {
		switch c := s[i]; c {
		case '"', '\'', '`':
			end := closing(s[i:])
			if end < 0 {
				return ""
			}
			i += end
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return s[1:i]
			}
		}
	}
	return ""
}

// Strings returns the string literals of code, in order.
func Strings(code string) []string {
	var out []string
	for i := 0; i < len(code) && len(out) < 100; i++ {
		if c := code[i]; c == '"' || c == '\'' || c == '`' {
			end := closing(code[i:])
			if end < 0 {
				break
			}
			out = append(out, unescapeCode.Replace(code[i+1:i+end]))
			i += end
		}
	}
	return out
}

// Calls returns the arguments of each call of a function; its definition is no
// call.
func (s *Script) Calls(function string) [][]string {
	var out [][]string
	for from := 0; len(out) < 50; {
		i := strings.Index(s.Text[from:], function)
		if i < 0 {
			break
		}
		at := from + i
		from = at + len(function)
		rest := strings.TrimLeft(s.Text[from:], " \t")
		if !strings.HasPrefix(rest, "(") || strings.HasSuffix(strings.TrimRight(s.Text[max(0, at-20):at], " \t"), "function") {
			continue
		}
		args := Split(Inside(rest), ',')
		for n := range args {
			args[n] = strings.TrimSpace(args[n])
		}
		out = append(out, args)
	}
	return out
}

// Pair is a name of an object in code, with its value.
type Pair struct{ Name, Value string }

// Pairs returns the names of an object literal whose values are known, in order.
func (s *Script) Pairs(object string) []Pair {
	var out []Pair
	for _, field := range Split(object, ',') {
		name, value, ok := strings.Cut(field, ":")
		if !ok || len(out) >= 100 {
			continue
		}
		if v, ok := s.Value(strings.TrimSpace(value)); ok {
			out = append(out, Pair{strings.Trim(strings.TrimSpace(name), `"'`), v})
		}
	}
	return out
}
