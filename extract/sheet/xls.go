package sheet

import (
	"slices"
	"strings"
	"unicode/utf16"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/ole"
)

// An xls is a workbook of Excel 97 to 2003 that is being read.
type xls struct {
	book
	data    []byte
	strings []string
	raised  []bool // fonts that are superscript
	sheets  []boundSheet
}

// A boundSheet is an entry in the list of sheets.
type boundSheet struct {
	name   string
	at     int
	hidden bool
	kind   byte // 0 for a sheet of cells
}

// readXLS reads the sheets that are shown.
func readXLS(data []byte) ([]*page, error) {
	f, err := ole.Open(data)
	if err != nil {
		return nil, err
	}
	switch k := f.Kind(); k {
	case ole.Workbook:
	case ole.Encrypted:
		return nil, encrypted()
	case ole.Book:
		return nil, oldFormat()
	default:
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: k.String() + ", not a workbook"}
	}
	x := &xls{}
	if x.data, err = f.Stream("Workbook"); err != nil {
		return nil, err
	}
	if err := x.globals(); err != nil {
		return nil, err
	}
	var pages []*page
	for _, s := range x.sheets {
		if s.hidden || s.kind != 0 {
			continue
		}
		p, err := x.sheet(s)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

func oldFormat() *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonUnsupported,
		Detail: "a workbook of Excel 5 or 95; save it as an Excel 97 workbook or as XLSX",
	}
}

// begin checks the record that each part of the workbook begins with.
func (x *xls) begin(r *records) error {
	rec, ok := r.next()
	if !ok || rec.kind&0xFF != recBegin&0xFF {
		return corrupt("a part of it has no beginning", nil)
	}
	if rec.kind != recBegin || rec.u16(0) != 0x0600 {
		return oldFormat()
	}
	return nil
}

// globals reads what all sheets share.
func (x *xls) globals() error {
	r := &records{data: x.data}
	if err := x.begin(r); err != nil {
		return err
	}
	for {
		rec, ok := r.next()
		if !ok {
			return corrupt("it ends before its first sheet", nil)
		}
		switch rec.kind {
		case recEnd:
			return nil
		case recFilePass:
			return encrypted()
		case recDate1904:
			x.from1904 = rec.u16(0) == 1
		case recFont:
			x.raised = append(x.raised, rec.u16(8) == 1)
			if len(x.raised) == 4 {
				x.raised = append(x.raised, false) // no font has the number 4
			}
		case recFormat:
			s := stream{data: rec.data[min(2, len(rec.data)):], more: rec.more}
			x.setFormat(rec.u16(0), s.text(2))
		case recXF:
			// Of the borders, four bits each say the line on a side.
			x.styles = append(x.styles, cellStyle{format: rec.u16(2), framed: rec.u16(10) != 0})
		case recBoundSheet:
			s := stream{data: rec.data[min(6, len(rec.data)):]}
			b := boundSheet{at: int(rec.u32(0)), hidden: rec.u16(4)&3 != 0, kind: byte(rec.u16(4) >> 8)}
			b.name = s.text(1)
			x.sheets = append(x.sheets, b)
		case recSST:
			if err := x.sharedStrings(rec); err != nil {
				return err
			}
		}
	}
}

func (x *xls) sharedStrings(rec record) error {
	s := stream{data: rec.data[min(8, len(rec.data)):], more: rec.more}
	n := rec.u32(4)
	if n > limit.MaxBytes/3 {
		return corrupt("it has more texts than bytes for them", nil)
	}
	for range n {
		t, runs := s.rich(2)
		if len(runs) > 0 {
			t = x.raise(t, runs)
		}
		if s.bad {
			return corrupt("its texts are cut short", nil)
		}
		x.strings = append(x.strings, t)
	}
	return nil
}

// raise writes the raised digits of a text as such: "12" with the note 1 must not
// make 121.
func (x *xls) raise(text string, runs []byte) string {
	if !slices.Contains(x.raised, true) {
		return text
	}
	units := utf16.Encode([]rune(text))
	r := record{data: runs}
	var out strings.Builder
	last, up := 0, false
	for at := 0; at <= len(runs); at += 4 {
		next := len(units)
		if at < len(runs) {
			next = min(max(r.u16(at), last), len(units))
		}
		part := string(utf16.Decode(units[last:next]))
		if up && last > 0 {
			part = superscript(part)
		}
		out.WriteString(part)
		font := r.u16(at + 2)
		last, up = next, font < len(x.raised) && x.raised[font]
	}
	return out.String()
}

func (b *book) setFormat(n int, code string) {
	if b.formats == nil {
		b.formats = map[int]*format{}
	}
	if len(code) < 1024 {
		b.formats[n] = parseFormat(code)
	}
}
