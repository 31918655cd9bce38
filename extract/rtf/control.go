package rtf

import "gongkai/extract/story"

// control reads a control word or symbol and does what it says.
func (r *reader) control() {
	if r.pos >= len(r.data) {
		return
	}
	if c := r.data[r.pos]; c|0x20 < 'a' || c|0x20 > 'z' {
		r.pos++
		r.symbol(c)
		return
	}
	start := r.pos
	for r.pos < len(r.data) && r.data[r.pos]|0x20 >= 'a' && r.data[r.pos]|0x20 <= 'z' {
		r.pos++
	}
	word := r.data[start:r.pos]
	n, given := r.parameter()
	if r.skip > 0 && string(word) != "u" { // a word stands for one character, too
		if string(word) == "bin" {
			r.pos = min(r.pos+max(n, 0), len(r.data))
		}
		r.skip--
		return
	}
	if string(word) != "u" {
		r.flush()
	}
	r.word(word, n, given)
}

// parameter reads the number behind a word, and the blank that ends both.
func (r *reader) parameter() (n int, given bool) {
	negative := false
	if r.pos+1 < len(r.data) && r.data[r.pos] == '-' && r.data[r.pos+1] >= '0' && r.data[r.pos+1] <= '9' {
		negative = true
		r.pos++
	}
	for ; r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9'; r.pos++ {
		n, given = min(n*10+int(r.data[r.pos]-'0'), 1<<30), true
	}
	if r.pos < len(r.data) && r.data[r.pos] == ' ' {
		r.pos++
	}
	if negative {
		n = -n
	}
	return n, given
}

func (r *reader) symbol(c byte) {
	switch c {
	case '\'':
		if r.pos+2 > len(r.data) {
			return
		}
		hi, lo := unhex(r.data[r.pos]), unhex(r.data[r.pos+1])
		if hi < 0 || lo < 0 {
			return
		}
		r.pos += 2
		r.byte(byte(hi<<4 | lo))
	case '*':
		r.st.starred = true
	case '\\', '{', '}':
		r.literal(c)
	case '~':
		r.char('\u00A0')
	case '_':
		r.char('-')
	case '\r', '\n':
		r.flush()
		r.word([]byte("par"), 0, false)
	case '\t':
		r.char('\t')
	}
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func (r *reader) word(word []byte, n int, given bool) {
	on := !given || n != 0
	st := &r.st
	if d, ok := destinations[string(word)]; ok {
		st.starred = false
		if st.dest == body || d == skipped {
			st.dest = d
		}
		return
	}
	starred := st.starred
	st.starred = false
	if r.story(word) || r.property(word, n, on) || r.table(word, n) || r.typed(word, n) {
		return
	}
	if starred {
		st.dest = skipped
	}
}

// story does the words that begin a story of its own.
func (r *reader) story(word []byte) bool {
	if r.st.dest != body {
		switch {
		case r.st.dest == shape && string(word) == "shptxt":
			r.begin(&r.flow.boxes)
		case r.st.dest == unicode && string(word) == "ud":
			r.st.dest = body
		default:
			return false
		}
		return true
	}
	switch string(word) {
	case "header", "headerl", "headerr", "headerf":
		r.begin(&r.headers)
	case "footer", "footerl", "footerr", "footerf":
		r.begin(&r.footers)
	case "footnote":
		r.begin(&r.notes)
		r.st.inNote = true
	case "chftn":
		if !r.st.visible() {
			break
		}
		if !r.st.inNote {
			r.noted++
		}
		r.flow.text.Write([]byte(story.Note(r.noted)), false)
	default:
		return false
	}
	return true
}

// property does the words that say how text looks and what it is.
func (r *reader) property(word []byte, n int, on bool) bool {
	st := &r.st
	switch string(word) {
	case "plain":
		st.hidden, st.deleted, st.raised, st.eastern, st.font = false, false, false, false, r.deff
	case "pard":
		st.inTable, st.depth, st.outline = false, 0, -1
	case "v":
		st.hidden = on
	case "deleted":
		st.deleted = on
	case "super":
		st.raised = on
	case "sub", "nosupersub":
		st.raised = false
	case "outlinelevel":
		st.outline = n
		if st.dest == styleSheet {
			r.outlines[st.style] = n
		}
	case "s":
		st.style = n
		if level, ok := r.outlines[n]; ok && st.dest != styleSheet {
			st.outline = level
		}
	case "uc":
		st.uc = max(n, 0)
	case "intbl":
		st.inTable = on
	case "itap":
		st.depth = n
	case "f", "af":
		st.font = n
	case "fcharset":
		if st.dest == fontTable {
			r.fonts[st.font] = codePageOfCharset(n)
		}
	case "cpg":
		if st.dest == fontTable {
			r.fonts[st.font] = codePage(n)
		}
	case "dbch":
		st.eastern = true
	case "loch", "hich":
		st.eastern = false
	case "ansicpg":
		r.ansi = codePage(n)
	case "deff":
		r.deff, st.font = n, n
	case "deflang", "deflangfe":
		if n == 2052 && r.ansi == 0 {
			r.ansi = 936
		}
	default:
		return false
	}
	return true
}

// typed does the words that stand for characters.
func (r *reader) typed(word []byte, n int) bool {
	switch string(word) {
	case "u":
		r.unicode(n)
	case "bin":
		r.pos = min(r.pos+max(n, 0), len(r.data))
	case "par", "sect":
		if r.st.dest == body {
			r.flow.paragraph()
		}
	case "line", "page", "column", "softline":
		r.char('\n')
	case "tab":
		r.char('\t')
	case "emdash":
		r.char('—')
	case "endash":
		r.char('–')
	case "lquote":
		r.char('‘')
	case "rquote":
		r.char('’')
	case "ldblquote":
		r.char('“')
	case "rdblquote":
		r.char('”')
	case "bullet":
		r.char('•')
	case "emspace":
		r.char('\u2003')
	case "enspace":
		r.char('\u2002')
	case "qmspace":
		r.char('\u2005')
	default:
		return false
	}
	return true
}
