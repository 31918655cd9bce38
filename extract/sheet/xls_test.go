package sheet

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"gongkai"
	"gongkai/extract/ole/oletest"
)

// A biff is a workbook stream being written.
type biff []byte

func (b *biff) add(kind uint16, data ...byte) {
	*b = binary.LittleEndian.AppendUint16(*b, kind)
	*b = binary.LittleEndian.AppendUint16(*b, uint16(len(data)))
	*b = append(*b, data...)
}

// words writes numbers of two bytes.
func words(ns ...int) (out []byte) {
	for _, n := range ns {
		out = binary.LittleEndian.AppendUint16(out, uint16(n))
	}
	return out
}

// wide writes a text in characters of two bytes, with its length in two bytes.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	out := append(words(len(units)), 1)
	for _, u := range units {
		out = append(out, words(int(u))...)
	}
	return out
}

func float(v float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)) }

// workbook writes a workbook of one sheet; globals are the records before its
// list of sheets.
func workbook(globals biff, state byte, sheet biff) []byte {
	var b biff
	b.add(recBegin, words(0x0600, 5, 0, 0, 0, 0, 0, 0)...)
	b = append(b, globals...)
	name := append([]byte{1, 1}, words('表')...)
	at := len(b) + 4 + 6 + len(name) + 4
	b.add(recBoundSheet, append(append(binary.LittleEndian.AppendUint32(nil, uint32(at)), state, 0), name...)...)
	b.add(recEnd)
	b.add(recBegin, words(0x0600, 0x10, 0, 0, 0, 0, 0, 0)...)
	b = append(b, sheet...)
	b.add(recEnd)
	return oletest.Write(oletest.Stream{Name: "Workbook", Data: b})
}

func TestXLSRecords(t *testing.T) {
	var g, s biff
	g.add(recFormat, append(words(164), wide(`0"件"`)...)...)
	g.add(recXF, words(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)...)
	g.add(recXF, words(0, 164, 0, 0, 0, 0, 0, 0, 0, 0)...)
	// The second text goes on in another record, there in single bytes.
	sst := append([]byte{2, 0, 0, 0, 2, 0, 0, 0}, wide("甲")...)
	sst = append(sst, words(4)...)
	sst = append(append(sst, 1), words('乙', '丙')...)
	g.add(recSST, sst...)
	g.add(recContinue, 0, 'a', 'b')

	s.add(recLabelSST, append(words(0, 0, 0), 0, 0, 0, 0)...)
	s.add(recLabelSST, append(words(0, 1, 0), 1, 0, 0, 0)...)
	s.add(recLabel, append(words(0, 2, 0), wide("直")...)...)
	s.add(recRK, append(words(1, 0, 0), 0x02, 0x10, 0, 0)...)                                             // 1024 as an integer
	s.add(recRK, append(words(1, 1, 0), 0x03, 0x10, 0, 0)...)                                             // and in hundredths
	s.add(recRK, append(words(1, 2, 0), append([]byte{0, 0}, words(int(float(1.5)[6])|0x3F00)...)...)...) // upper half of a float
	s.add(recMulRK, append(append(append(words(2, 0), words(1, 0x1E)...), words(0, 0, 0x16, 0)...), words(1)...)...)
	s.add(recNumber, append(words(3, 0, 1), float(7)...)...)
	s.add(recFormula, append(append(words(3, 1, 0), 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), make([]byte, 8)...)...)
	s.add(0x04BC, make([]byte, 10)...) // a shared formula stands between
	s.add(recString, wide("公式")...)
	s.add(recFormula, append(append(words(3, 2, 0), 2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF), make([]byte, 8)...)...)
	s.add(recBoolErr, append(words(4, 0, 0), 1, 0)...)
	s.add(recBoolErr, append(words(4, 1, 0), 7, 1)...)
	s.add(recFormula, append(append(words(4, 2, 0), float(2.25)...), make([]byte, 8)...)...)
	s.add(recBegin, words(0x0600, 0x20)...) // a chart, whose cells are its own
	s.add(recNumber, append(words(0, 0, 0), float(9999)...)...)
	s.add(recEnd)
	s.add(recMergedCells, words(1, 4, 5, 0, 0)...)

	d, err := Read(workbook(g, 0, s), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range d.Blocks[0].Table.Grid {
		for _, c := range row {
			got = append(got, c.Text)
		}
	}
	want := "甲|乙丙ab|直|1024|10.24|1.5|7件|5||7件|公式|#REF!|TRUE|#DIV/0!|2.25|TRUE||"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestXLSRaised(t *testing.T) {
	var g, s biff
	for i := range 6 { // the sixth has the number 6
		g.add(recFont, words(200, 0, 0, 400, i/5)...)
	}
	text := append(words(3), 8, 1, 0, '1', '2', '7')
	g.add(recSST, append(append([]byte{1, 0, 0, 0, 1, 0, 0, 0}, text...), words(2, 6)...)...)
	s.add(recLabelSST, append(words(0, 0, 0), 0, 0, 0, 0)...)
	d, err := Read(workbook(g, 0, s), gongkai.Source{})
	if err != nil || d.Blocks[0].Text != "12⁷" {
		t.Errorf("%v\n%s", err, dump(d))
	}
}

func TestXLSHidden(t *testing.T) {
	var s biff
	for r := range 3 {
		for c := range 3 {
			s.add(recNumber, append(words(r, c, 0), float(float64(10*r+c))...)...)
		}
	}
	s.add(recRow, words(1, 0, 3, 0, 0, 0, 0x20, 0)...)
	s.add(recColInfo, words(1, 1, 2000, 0, 1, 0)...)
	d, err := Read(workbook(nil, 0, s), gongkai.Source{})
	if err != nil || cells(d.Blocks[0].Table) != "  r0c0 \"0\"\n  r0c1 \"2\"\n  r1c0 \"20\"\n  r1c1 \"22\"\n" {
		t.Errorf("%v\n%s", err, dump(d))
	}
	for _, state := range []byte{1, 2} {
		if d, err := Read(workbook(nil, state, s), gongkai.Source{}); err != nil || len(d.Blocks) > 0 {
			t.Errorf("a hidden sheet: %v, %v", d, err)
		}
	}
}

func TestXLSRefused(t *testing.T) {
	var locked, cut biff
	locked.add(recFilePass, 1, 0, 1, 0, 1, 0)
	cut.add(recLabelSST, append(words(0, 0, 0), 9, 0, 0, 0)...)
	var old biff
	old.add(recBegin, words(0x0500, 5, 0, 0)...)
	whole := workbook(nil, 0, nil)
	for name, tt := range map[string]struct {
		data   []byte
		reason gongkai.Reason
	}{
		"password":                      {workbook(locked, 0, nil), gongkai.ReasonEncrypted},
		"password of a later format":    {oletest.Write(oletest.Stream{Name: "EncryptedPackage"}), gongkai.ReasonEncrypted},
		"Excel 95":                      {oletest.Write(oletest.Stream{Name: "Book"}), gongkai.ReasonUnsupported},
		"Excel 95 under the new name":   {oletest.Write(oletest.Stream{Name: "Workbook", Data: old}), gongkai.ReasonUnsupported},
		"a document":                    {oletest.Write(oletest.Stream{Name: "WordDocument"}), gongkai.ReasonUnsupported},
		"a text that isn't there":       {workbook(nil, 0, cut), gongkai.ReasonCorrupt},
		"cut short":                     {whole[:len(whole)/2], gongkai.ReasonCorrupt},
		"no zip and no compound file":   {[]byte("text"), gongkai.ReasonCorrupt},
		"an empty stream of a workbook": {oletest.Write(oletest.Stream{Name: "Workbook"}), gongkai.ReasonCorrupt},
	} {
		if _, err := Read(tt.data, gongkai.Source{}); !refused(err, tt.reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
