package tables

import (
	"slices"
	"strings"
	"unicode"

	"gongkai"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// A stream is running text that once was a table: the folded characters of
// several blocks with their places. Blanks are ' ', line and block ends '\n'.
type stream struct {
	runes  []rune
	at     []place
	blocks map[int][]rune // source text of the blocks, in characters
}

type place struct{ block, offset int }

// newStream joins the article's paragraphs between two blocks.
func newStream(doc *gongkai.Document, from, to int) *stream {
	s := &stream{blocks: map[int][]rune{}}
	for i := from; i < to; i++ {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock || b.Zone != gongkai.Article {
			continue
		}
		n := 0
		s.blocks[i] = []rune(b.Text)
		for _, r := range s.blocks[i] {
			p := place{i, n}
			n++
			switch {
			case r == '\n':
			case label.IsBlank(r):
				r = ' '
			default:
				if r = label.FoldRune(r); r == 0 {
					continue
				}
				if n := len(s.runes); r == '它' && n > 0 && s.runes[n-1] == '其' {
					r = '他'
				}
			}
			s.runes, s.at = append(s.runes, r), append(s.at, p)
		}
		s.runes, s.at = append(s.runes, '\n'), append(s.at, place{i, n})
	}
	return s
}

// text returns the source text of runes [from, to) within one block, and its
// locator. A stretch over several blocks is cut to the first.
func (s *stream) text(from, to int) (string, gongkai.Locator) {
	for from < to && s.blank(from) {
		from++
	}
	for to > from && s.blank(to-1) {
		to--
	}
	if from >= to {
		return "", ""
	}
	b := s.at[from].block
	for to > from+1 && (s.at[to-1].block != b || s.blank(to-1)) {
		to-- // the end of a block is a character of the stream, not of the block
	}
	a, z := s.at[from].offset, s.at[to-1].offset+1
	return string(s.blocks[b][a:z]), gongkai.TextLocator(b, a, z)
}

func (s *stream) blank(i int) bool { return s.runes[i] == ' ' || s.runes[i] == '\n' }

// skip passes blanks, the separators of pasted tables, and bracketed notes that
// are no ordinals.
func (s *stream) skip(i int) int {
	for i < len(s.runes) {
		switch r := s.runes[i]; {
		case r == ' ' || r == '\n' || r == '|' || r == '\t':
			i++
		case r == '(':
			if _, n := label.OrdinalAt(s.window(i)); n > 0 {
				return i
			}
			end := s.closing(i)
			if end < 0 {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// closing returns the place behind the bracket that closes the one at i, or -1
// where none does within 200 characters.
func (s *stream) closing(i int) int {
	depth := 0
	for j := i; j < len(s.runes) && j < i+200; j++ {
		switch s.runes[j] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return -1
}

// window is what an ordinal can be read from.
func (s *stream) window(i int) []rune {
	return s.runes[i:min(i+8, len(s.runes))]
}

// ordinalAt reads an ordinal at i. Behind a digit it has one digit itself: in
// 3460853762、政府公报 the numbers end before 2、.
func (s *stream) ordinalAt(i int) (label.Ordinal, int) {
	o, n := label.OrdinalAt(s.window(i))
	if n > 0 && o.Form == label.Arabic && o.Number > 9 && i > 0 && isDigit(s.runes[i-1]) {
		return label.Ordinal{}, 0
	}
	return o, n
}

// A hit is a label found in running text.
type hit struct {
	id      string
	axis    axis
	ordinal label.Ordinal
	end     int // behind the label and its note
}

// labelAt finds the longest label of the axes that begins at i, with or without
// an ordinal before it.
func (s *stream) labelAt(i int, axes axis) (hit, bool) {
	ord, n := s.ordinalAt(i)
	if n > 0 {
		j := i + n
		for j < len(s.runes) && s.blank(j) {
			j++
		}
		// （三）1. stands before a row of a group.
		if o2, n2 := label.OrdinalAt(s.window(j)); n2 > 0 {
			if h, ok := s.match(j+n2, axes); ok {
				h.ordinal = o2
				return h, true
			}
		}
		if h, ok := s.match(j, axes); ok {
			h.ordinal = ord
			return h, true
		}
	}
	return s.match(i, axes)
}

func (s *stream) match(i int, axes axis) (hit, bool) {
	var best hit
	found := false
	t := labelTrie()
	for j := i; j < len(s.runes); j++ {
		r := s.runes[j]
		if j > i && (s.blank(j) || isMark(r)) {
			continue
		}
		n := t.next[r]
		if n == nil {
			break
		}
		t = n
		for _, c := range t.senses {
			if c.axis&axes != 0 {
				best, found = hit{id: c.id, axis: c.axis, end: j + 1}, true
				break
			}
		}
	}
	if !found {
		return best, false
	}
	for best.end < len(s.runes) && isMark(s.runes[best.end]) {
		best.end++ // the closing quotation mark of “三安全一稳定”
	}
	// The label's own note goes with it: 部分公开（区分处理的，只计这一情形…）.
	j := best.end
	for j < len(s.runes) && (s.blank(j) || isMark(s.runes[j])) {
		j++
	}
	if j < len(s.runes) && s.runes[j] == '(' {
		if _, n := label.OrdinalAt(s.window(j)); n == 0 {
			if end := s.closing(j); end > 0 && !s.noteOfValue(j, end) {
				best.end = end
			}
		}
	}
	return best, true
}

// noteOfValue keeps brackets that hold a number's own note apart from labels'.
func (s *stream) noteOfValue(from, to int) bool { return to-from <= 3 }

func isMark(r rune) bool {
	return strings.ContainsRune("、,，“”\"'‘’·「」『』/", r)
}

// valueEnd returns where the values that begin at i end: at the next label, or
// at text that is no value.
func (s *stream) valueEnd(i int, axes axis) int {
	for i < len(s.runes) {
		if s.blank(i) || s.runes[i] == '|' {
			i++
			continue
		}
		if _, ok := s.labelAt(i, axes); ok {
			return i
		}
		if lineStart(s.runes, i) {
			if s.numbersRow(i) {
				return i
			}
			end := i
			for end < len(s.runes) && s.runes[end] != '\n' {
				end++
			}
			if end-i <= 24 && values.IsValue(string(s.runes[i:end])) {
				i = end
				continue
			}
		}
		if s.heads(i) {
			return i
		}
		if n := changeAt(s.runes, i); n > 0 {
			i += n
			continue
		}
		if !strings.ContainsRune("0123456789.,+-−－—%/\\", s.runes[i]) && !unitAt(s.runes, i) {
			return i
		}
		i++
	}
	return i
}

// heads reports whether a digit numbers the heading behind it, and is no value:
// 0 0 0 0 0 0 0 4、政府信息公开被申请行政复议…
func (s *stream) heads(i int) bool {
	o, n := s.ordinalAt(i)
	if n == 0 || o.Form != label.Arabic {
		return false
	}
	for i += n; i < len(s.runes) && s.runes[i] == ' '; i++ {
	}
	return i < len(s.runes) && unicode.Is(unicode.Han, s.runes[i])
}

// numbersRow reports whether a number at a line's start numbers the row that
// follows on the line, as prints of a data frame have it: 6  行政处罚  3.
func (s *stream) numbersRow(i int) bool {
	from := i
	for i < len(s.runes) && isDigit(s.runes[i]) {
		i++
	}
	if i == from || i == len(s.runes) || s.runes[i] != ' ' {
		return false
	}
	for i < len(s.runes) && s.runes[i] == ' ' {
		i++
	}
	return i < len(s.runes) && unicode.Is(unicode.Han, s.runes[i]) && changeAt(s.runes, i) == 0 && !strings.ContainsRune("万亿千元件条项个次", s.runes[i])
}

// changeAt returns the length of the word of a change that stands before a
// digit at i, at the beginning of a cell: 增4, 减少12. 0 where there is none.
func changeAt(r []rune, i int) int {
	if i > 0 && r[i-1] != ' ' && r[i-1] != '\n' && r[i-1] != '|' {
		return 0
	}
	for _, w := range changes {
		if n := len(w); i+n < len(r) && slices.Equal(r[i:i+n], w) && isDigit(r[i+n]) {
			return n
		}
	}
	return 0
}

var changes = [][]rune{[]rune("新增"), []rune("增加"), []rune("减少"), []rune("取消"), []rune("增"), []rune("减"), []rune("↑"), []rune("↓")}

func lineStart(r []rune, i int) bool {
	for i > 0 && r[i-1] == ' ' {
		i--
	}
	return i == 0 || r[i-1] == '\n'
}

// unitAt reports whether a unit follows a digit at i: 万元, 元, 件, 条, 项.
func unitAt(r []rune, i int) bool {
	if i == 0 {
		return false
	}
	p := r[i-1]
	return strings.ContainsRune("万亿千元件条项个次", r[i]) && (p >= '0' && p <= '9' || strings.ContainsRune("万亿千人篇", p))
}

// A run is the value text behind a label, cut where the text shows cells.
type run struct {
	pieces []cell // with their own places
	whole  cell
	lines  bool // pieces are lines: each a cell, not to be cut further
	apart  bool // blanks part the digits from the label: cells are parted, too
	more   bool // behind the values the line has another number, which was not read
	mixed  bool // the values begin on the label's own line and go on below it
}

// longestRun is how much value text is looked at behind a label: seven numbers
// have some eighty characters at most. What is longer decides nothing.
const longestRun = 400

// values cuts the stretch [from, to) into pieces.
func (s *stream) values(from, to int) run {
	var out run
	to = min(to, from+longestRun)
	out.whole.text, out.whole.loc = s.text(from, to)
	lines := s.split(from, to, func(r rune) bool { return r == '\n' })
	out.apart = from < to && (s.blank(from) || s.runes[from] == '|')
	out.more = s.numberBehind(to)
	if len(lines) > 1 {
		first := from
		for first < to && s.runes[first] == ' ' {
			first++
		}
		out.mixed = s.runes[first] != '\n'
		out.pieces, out.lines = lines, true
		return out
	}
	out.pieces = s.split(from, to, func(r rune) bool { return r == '\n' || r == ' ' || r == '|' })
	return out
}

// numberBehind reports whether blank-parted text on the rest of a line begins
// with what holds a digit and is no ordinal: 960 减约2054 69.
func (s *stream) numberBehind(i int) bool {
	for i > 0 && i < len(s.runes) && s.runes[i-1] != ' ' {
		return false
	}
	if i >= len(s.runes) {
		return false
	}
	if _, n := s.ordinalAt(i); n > 0 {
		return false
	}
	for i < len(s.runes) && !s.blank(i) {
		if isDigit(s.runes[i]) {
			return true
		}
		i++
	}
	return false
}

func (s *stream) split(from, to int, sep func(rune) bool) []cell {
	var out []cell
	start := -1
	for i := from; i <= to; i++ {
		if i < to && !sep(s.runes[i]) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			if t, loc := s.text(start, i); t != "" {
				out = append(out, cell{text: t, from: len(out), to: len(out) + 1, loc: loc})
			}
			start = -1
		}
	}
	return out
}
