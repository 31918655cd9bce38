package draw

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A richText is an RTF in the making.
type richText struct {
	*drawer
	strings.Builder
}

// rtf writes the blocks as rich text. The seed says whether its characters are
// escaped as bytes of GBK or as Unicode, and how cells side by side are merged.
func (d *drawer) rtf(bs []block) []byte {
	w := &richText{drawer: d}
	w.WriteString("{\\rtf1\\ansi\\ansicpg936\\deff0\\uc1{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}{\\info{\\title -}}\n\\paperw11906\\paperh16838\\margl1418\\margr1418{\\footer\\pard\\qc{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}\n")
	for i, b := range bs {
		switch b.kind {
		case "title":
			w.paragraph("\\qc\\fs36", b.text)
		case "heading":
			w.paragraph("\\b\\fs28", b.text)
		case "text":
			w.paragraph("\\fi420\\fs21", b.text)
		case "table":
			w.table(b.table)
			if i+1 < len(bs) && bs[i+1].kind == "table" { // or they would be one
				w.paragraph("", "")
			}
		}
	}
	w.WriteString("}")
	return []byte(w.String())
}

func (w *richText) paragraph(properties, text string) {
	w.WriteString("\\pard\\plain" + properties + " ")
	w.text(text)
	w.WriteString("\\par\n")
}

func (w *richText) text(text string) {
	for i, line := range linesOf(text) {
		if i > 0 {
			w.WriteString("\\line ")
		}
		for _, r := range line {
			w.rune(r)
		}
	}
}

func (w *richText) rune(r rune) {
	switch {
	case r == '\\' || r == '{' || r == '}':
		w.WriteString("\\" + string(r))
	case r == '\u00a0':
		w.WriteString("\\~")
	case r < 0x80:
		w.WriteRune(r)
	default:
		if gbk, err := simplifiedchinese.GBK.NewEncoder().String(string(r)); err == nil && w.Seed%2 == 0 {
			for _, b := range []byte(gbk) {
				fmt.Fprintf(w, "\\'%02x", b)
			}
			return
		}
		fmt.Fprintf(w, "\\u%d?", int16(r))
	}
}

func (w *richText) table(t *table) {
	widths := t.widths(textWidth)
	apart := w.Seed%3 == 0 // merged cells are cells, marked as such
	for _, line := range t.grid() {
		w.WriteString("\\trowd\\trgaph28\\trleft0")
		right := 0
		var texts []string
		for c := 0; c < t.width; c++ {
			s := line[c]
			first := c == 0 || line[c-1].cell != s.cell
			last := c+1 == t.width || line[c+1].cell != s.cell
			right += widths[c]
			if !apart && !last {
				continue
			}
			text := ""
			switch {
			case s.rows > 1 && s.beginsRow:
				w.WriteString("\\clvmgf")
			case !s.beginsRow:
				w.WriteString("\\clvmrg")
			}
			if apart && !(first && last) {
				w.WriteString(map[bool]string{true: "\\clmgf", false: "\\clmrg"}[first])
			}
			if s.beginsRow && (first || !apart) {
				text = s.text
			}
			texts = append(texts, text)
			fmt.Fprintf(w, "\\clbrdrt\\brdrs\\clbrdrl\\brdrs\\clbrdrb\\brdrs\\clbrdrr\\brdrs\\cellx%d", right)
		}
		w.WriteString("\n")
		for _, text := range texts {
			w.WriteString("\\pard\\plain\\intbl\\qc\\fs16 ")
			w.text(text)
			w.WriteString("\\cell\n")
		}
		w.WriteString("\\row\n")
	}
}
