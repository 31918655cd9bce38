package explain

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"gongkai"
	"gongkai/extract/limit"
)

// A stretchOfBytes is a cell's content in the source, tags included.
type stretchOfBytes struct{ from, to int }

// cellBytes finds the cells of a page's tables in its source: by table and origin
// (from 0), the bytes between a cell's tags. The parser repairs markup and keeps no
// places, so the source is read again, tag by tag; a table counts only where each of
// its cells in turn says what a table of the source says, cell by cell. Of others
// nothing is said: a wrong place is worse than none.
func cellBytes(data []byte, encodingName string, tables []*gongkai.Table) map[[3]int]stretchOfBytes {
	var decoder *encoding.Decoder
	if encodingName != "" && encodingName != "utf-8" {
		e, err := htmlindex.Get(encodingName)
		if err != nil || strings.HasPrefix(encodingName, "utf-16") || strings.HasPrefix(encodingName, "utf-32") {
			return nil // its tags are not those of ASCII
		}
		decoder = e.NewDecoder()
	}
	written := sourceTables(data, decoder)
	like := map[string][]int{} // tables of the source by what they say, in their order
	for k, w := range written {
		if key := w.says(); key != "" {
			like[key] = append(like[key], k)
		}
	}
	next := 0 // tables keep their order
	out := map[[3]int]stretchOfBytes{}
	for n, t := range tables {
		var origins [][2]int
		var texts []string
		for r := range t.Grid {
			for c := range t.Grid[r] {
				if x := &t.Grid[r][c]; x.IsOrigin(r, c) && !x.Absent {
					origins, texts = append(origins, [2]int{r, c}), append(texts, bare(x.Text))
				}
			}
		}
		key := said(texts)
		same := like[key]
		for len(same) > 0 && same[0] < next {
			same = same[1:]
		}
		if like[key] = same; len(same) == 0 {
			continue
		}
		for i, at := range origins {
			out[[3]int{n, at[0], at[1]}] = written[same[0]][i].stretchOfBytes
		}
		next = same[0] + 1
	}
	return out
}

// sourceCell is a cell as the source has it.
type sourceCell struct {
	stretchOfBytes
	begins int // where in the page's text, as far as it stands in tables, it begins
	text   string
}

type sourceTable []sourceCell

// says prints what the cells of a table say, each in turn; "" where it has none.
func (t sourceTable) says() string {
	texts := make([]string, len(t))
	for i := range t {
		texts[i] = t[i].text
	}
	return said(texts)
}

// said prints texts one behind the other. None has a line break in it.
func said(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return strings.Join(texts, "\n") + "\n"
}

// mostOpen is how many tables may be open at once. Readers refuse a page that nests
// as many, and what stands in the innermost is said of each.
const mostOpen = 2 * limit.MaxTableDepth

// sourceTables reads the tables of a page in the order in which they begin. What
// stands in a table within a cell is that cell's text too.
func sourceTables(data []byte, decoder *encoding.Decoder) []sourceTable {
	type open struct {
		table int // of the list below
		cell  int // of the table; -1 outside cells
	}
	var tables []sourceTable
	var stack []open
	var text []byte // in tables so far: what stands in tables within one another is kept once
	z := html.NewTokenizer(bytes.NewReader(data))
	at := 0
	end := func(o *open, to int) {
		if o.cell >= 0 {
			c := &tables[o.table][o.cell]
			c.to, c.text = to, bare(string(text[c.begins:]))
			o.cell = -1
		}
	}
	for {
		kind := z.Next()
		from := at
		at += len(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		if kind == html.TextToken {
			words := z.Text()
			if decoder != nil {
				words, _ = decoder.Bytes(words)
			}
			if len(stack) > 0 {
				text = append(text, words...)
			}
			continue
		}
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		name, _ := z.TagName()
		tag := atom.Lookup(name)
		if tag == atom.Table && kind == html.StartTagToken {
			if len(stack) == mostOpen {
				return nil
			}
			tables = append(tables, nil)
			stack = append(stack, open{len(tables) - 1, -1})
			continue
		}
		if len(stack) == 0 {
			continue
		}
		top := &stack[len(stack)-1]
		switch tag {
		case atom.Table:
			end(top, from)
			stack = stack[:len(stack)-1]
		case atom.Td, atom.Th:
			end(top, from)
			if kind == html.StartTagToken {
				tables[top.table] = append(tables[top.table], sourceCell{stretchOfBytes{at, at}, len(text), ""})
				top.cell = len(tables[top.table]) - 1
			}
		case atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot:
			end(top, from)
		case atom.Script, atom.Style:
			if kind == html.StartTagToken { // its text is none of the page's
				z.Next()
				at += len(z.Raw())
			}
		}
	}
	for i := range stack {
		end(&stack[i], len(data))
	}
	return tables
}

// bare leaves the characters that can be seen.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf) || r == '\u3000' {
			return -1
		}
		return r
	}, s)
}
