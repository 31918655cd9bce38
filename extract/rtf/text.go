package rtf

import (
	"unicode/utf16"
	"unicode/utf8"
)

// literal is a character written as itself. One of ASCII may be the second byte
// of a Chinese character whose first was escaped: \'81A.
func (r *reader) literal(c byte) {
	if c >= 0x80 || r.lead && r.page.isDouble() {
		r.byte(c)
		return
	}
	r.char(rune(c))
}

// byte is a byte of a code page.
func (r *reader) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if page := r.codePage(); page != r.page || len(r.pending) == 0 {
		r.flush()
		r.page = page
	}
	r.pending = append(r.pending, c)
	r.lead = !r.lead && r.double().leads(c)
}

// double returns the code page that decides where characters of two bytes begin:
// text marked with a Western font in a Chinese document is often Chinese.
func (r *reader) double() codePage {
	if !r.page.isDouble() && r.ansi.isDouble() {
		return r.ansi
	}
	return r.page
}

func (r *reader) codePage() codePage {
	page, known := r.fonts[r.st.font]
	switch {
	case !known || page == 0:
		return r.ansi
	case r.st.eastern && !page.isDouble():
		return r.ansi
	}
	return page
}

// flush writes what was collected in a code page.
func (r *reader) flush() {
	r.lead = false
	if r.high != 0 {
		r.high = 0
		r.write([]byte("\uFFFD"))
	}
	if len(r.pending) == 0 {
		return
	}
	page := r.page
	if d := r.double(); d != page && d.pairs(r.pending) {
		page = d
	}
	r.write(page.decode(r.pending))
	r.pending = r.pending[:0]
}

// unicode is a character given as a number, signed where it is past 32767, with
// surrogates one after the other.
func (r *reader) unicode(n int) {
	c := rune(n)
	if c < 0 {
		c += 1 << 16
	}
	high := r.high
	r.high = 0
	switch {
	case high != 0 && utf16.IsSurrogate(c):
		c = utf16.DecodeRune(high, c)
	case c >= 0xD800 && c < 0xDC00:
		r.flush()
		r.high, r.skip = c, r.st.uc
		return
	}
	r.skip = 0
	r.char(c)
	r.skip = r.st.uc
}

// char is a character as such.
func (r *reader) char(c rune) {
	if r.skip > 0 {
		r.skip--
		return
	}
	r.flush()
	var b [utf8.UTFMax]byte
	r.write(utf8.AppendRune(b[:0], c))
}

func (r *reader) write(s []byte) {
	if !r.st.visible() {
		return
	}
	t := &r.flow.text
	if r.st.dest == listText {
		t = &r.flow.label
	}
	t.Write(s, r.st.raised)
}
