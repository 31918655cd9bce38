package sheet

import (
	"strconv"
	"strings"
)

// readStrings reads the texts that cells refer to by number.
func (x *xlsx) readStrings(part []byte) {
	for s := scan(part); s.next() != finished; {
		if s.kind == begin && s.tag == "si" {
			x.strings = append(x.strings, s.rich("si"))
		}
	}
}

// rich reads a text up to the end of its element: its runs one after the other,
// without the readings that East Asian texts may have beside them. Raised digits
// are written as such: "12" with the note 1 must not make 121.
func (s *scanner) rich(element string) string {
	var b strings.Builder
	inText, reading, raised := false, 0, false
	for s.next() != finished {
		switch s.kind {
		case begin:
			switch s.tag {
			case "t":
				inText = true
			case "rPh":
				reading++
			case "r":
				raised = false
			case "vertAlign":
				raised = string(s.attr("val")) == "superscript"
			}
		case end:
			switch s.tag {
			case element:
				return unquote(b.String())
			case "t":
				inText = false
			case "rPh":
				reading--
			}
		case chars:
			if inText && reading == 0 {
				t := s.text()
				if raised && b.Len() > 0 {
					t = superscript(t)
				}
				b.WriteString(t)
			}
		}
	}
	return unquote(b.String())
}

// superscript writes a raised number in raised digits, as it is seen.
func superscript(s string) string {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[c-'0'])
	}
	return b.String()
}

// unquote resolves the _x000D_ by which XLSX writes characters that XML can't.
func unquote(s string) string {
	if !strings.Contains(s, "_x") {
		return strings.ReplaceAll(s, "\r\n", "\n")
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			break
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(n))
		s = s[i+7:]
	}
	b.WriteString(s)
	return strings.ReplaceAll(b.String(), "\r\n", "\n")
}

// readStyles reads the number formats, and which of the cells' styles have
// borders.
func (x *xlsx) readStyles(part []byte) {
	var borders []bool
	in := ""
	for s := scan(part); s.next() != finished; {
		if s.kind == end {
			if s.tag == in {
				in = ""
			}
			continue
		}
		if s.kind != begin {
			continue
		}
		switch s.tag {
		case "borders", "cellXfs", "cellStyleXfs", "dxfs":
			in = s.tag
		case "numFmt":
			if in == "" {
				x.setFormat(s.int("numFmtId", -1), s.value("formatCode"))
			}
		case "border":
			if in == "borders" {
				borders = append(borders, false)
			}
		case "left", "right", "top", "bottom", "start", "end":
			if style := s.value("style"); in == "borders" && len(borders) > 0 && style != "" && style != "none" {
				borders[len(borders)-1] = true
			}
		case "xf":
			if in == "cellXfs" {
				i := s.int("borderId", 0)
				x.styles = append(x.styles, cellStyle{format: s.int("numFmtId", 0), framed: i < len(borders) && borders[i]})
			}
		}
	}
}
