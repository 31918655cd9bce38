package doc

import (
	"encoding/binary"
	"strings"
	"testing"

	"gongkai"
)

// line is a row of a document that is made here: its cells' texts, and the
// sprms of its layout.
func line(layout []byte, texts ...string) []made {
	return []made{{strings.Join(texts, "\x07") + "\x07", inTable(1)}, {"\x07", rowEnd(1, layout...)}}
}

func lines(ls ...[]made) (out []made) {
	for _, l := range ls {
		out = append(out, l...)
	}
	return append(out, made{"\r", nil})
}

// sprm3 writes a sprm with an operand of two or four bytes.
func sprm3(code uint16, operand ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, code), operand...)
}

func TestLayouts(t *testing.T) {
	at := []int16{0, 900, 1800, 2700}
	plain := edges(at, 0, 0, 0)
	with := func(s ...byte) []byte { return append(append([]byte{}, plain...), s...) }
	const down, top = goesOn << 5, restarts << 5
	for _, tt := range []struct {
		name string
		rows []made
		want string
	}{
		{"plain", lines(line(plain, "1", "2", "3"), line(plain, "4", "5", "6")), "1,2,3/4,5,6"},
		{"wider cells", lines(line(edges([]int16{0, 1800, 2700}), "1", "2"), line(plain, "3", "4", "5")), "1,1,2/3,4,5"},
		{"joined downwards", lines(line(edges(at, top, 0, 0), "1", "2", "3"), line(edges(at, down, 0, 0), "", "4", "5")), "1,2,3/1,4,5"},
		{"begun anew", lines(line(edges(at, top, 0, 0), "1", "2", "3"), line(edges(at, top, 0, 0), "4", "5", "6")), "1,2,3/4,5,6"},
		{"down without a beginning", lines(line(edges(at, down, 0, 0), "1", "2", "3"), line(edges(at, down, 0, 0), "", "5", "6")), "1,2,3/1,5,6"},
		{"down over another width", lines(line(edges([]int16{0, 1800, 2700}, top, 0), "1", "2"), line(edges(at, down, 0, 0), "3", "4", "5")), "1,1,2/3,4,5"},
		{"joined across, first bit", lines(line(edges(at, 1, 2, 0), "1", "", "2"), line(plain, "3", "4", "5")), "1,1,2/3,4,5"},
		{"joined across, second bit", lines(line(edges(at, 2, 1, 0), "1", "", "2"), line(plain, "3", "4", "5")), "1,1,2/3,4,5"},
		{"by a sprm", lines(line(with(sprm3(tMerge, 1, 3)...), "1", "2", ""), line(plain, "3", "4", "5")), "1,2,2/3,4,5"},
		{"split again", lines(line(with(append(sprm3(tMerge, 1, 3), sprm3(tSplit, 1, 3)...)...), "1", "2", "3")), "1,2,3"},
		{"down by a sprm", lines(line(with(sprm3(tVertMerge, 2, 0, restarts)...), "1", "2", "3"), line(with(sprm3(tVertMerge, 2, 0, goesOn)...), "", "5", "6")), "1,2,3/1,5,6"},
		{"a cell deleted", lines(line(with(sprm3(tDelete, 0, 1)...), "1", "2"), line(edges(at[:3], 0, 0), "3", "4")), "1,2/3,4"},
		{"a cell inserted", lines(line(with(sprm3(tInsert, 3, 1, 0x84, 3)...), "1", "2", "3", "4"), line(edges([]int16{0, 900, 1800, 2700, 3600}), "5", "6", "7", "8")), "1,2,3,4/5,6,7,8"},
		{"a cell widened", lines(line(with(sprm3(tColumn, 0, 1, 0x08, 7)...), "1", "2", "3"), line(edges([]int16{0, 900, 1800, 2700, 3600}), "5", "6", "7", "8")), "1,1,2,3/5,6,7,8"},
		{"edges that drift", lines(line(plain, "1", "2", "3"), line(edges([]int16{-20, 950, 1790, 2720}), "4", "5", "6")), "1,2,3/4,5,6"},
		{"a row that begins late", lines(line(plain, "1", "2", "3"), line(edges([]int16{900, 1800, 2700}), "4", "5")), "1,2,3/,4,5"},
		{"a row that ends early", lines(line(plain, "1", "2", "3"), line(edges([]int16{0, 900, 1800}), "4", "5")), "1,2,3/4,5,"},
		{"cells without width", lines(line(edges([]int16{0, 900, 900, 1800}), "1", "2", "3")), "1,2,3"},
		{"several lines in a cell", lines(line(plain, "1\x0B2", "3\r4", "5")), "1\n2,3\n4,5"},
		{"a row without a layout", lines(line(plain, "1", "2", "3"), line(nil, "4", "5")), "ragged 1,2,3/4,5"},
		{"more cells than the layout has", lines(line(plain, "1", "2", "3", "4")), "ragged 1,2,3,4"},
		{"edges that go back", lines(line(edges([]int16{0, 1800, 900, 2700}), "1", "2", "3")), "ragged 1,2,3"},
		{"a row cut short", []made{{"1\x072\x07", inTable(1)}}, "ragged 1,2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(build(tt.rows), gongkai.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Blocks) != 1 || d.Blocks[0].Table == nil {
				t.Fatalf("blocks:\n%s", dump(d))
			}
			g := d.Blocks[0].Table
			checkGrid(t, g)
			var got []string
			for _, row := range g.Grid {
				var s []string
				for _, c := range row {
					s = append(s, c.Text)
				}
				got = append(got, strings.Join(s, ","))
			}
			s := strings.Join(got, "/")
			if g.Layout == gongkai.Ragged {
				s = "ragged " + s
			}
			if s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// TestDeletedRow leaves out a row that was deleted with changes tracked, but not
// one of which only the end is marked: LibreOffice does so where the next row
// begins with deleted text.
func TestDeletedRow(t *testing.T) {
	deleted := []byte{0x00, 0x08, 1}
	for _, tt := range []struct {
		name  string
		looks []raw
		want  string
	}{
		{"none", nil, "a1,b2,c3"},
		{"a row", []raw{{4, 8, deleted}}, "a1,c3"},
		{"its end only", []raw{{7, 8, deleted}}, "a1,b2,c3"},
		{"a cell and the end above it", []raw{{7, 9, deleted}}, "a1,b2,3"},
		{"all of its text, not its end", []raw{{4, 6, deleted}}, "a1,,c3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var rows []made
			for _, s := range []string{"a1", "b2", "c3"} {
				rows = append(rows, made{s + "\x07", inTable(1)}, made{"\x07", rowEnd(1, edges([]int16{0, 900}, 0)...)})
			}
			d, err := Read(build(rows, tt.looks...), gongkai.Source{})
			if err != nil || len(d.Blocks) != 1 || d.Blocks[0].Table == nil {
				t.Fatalf("%v\n%s", err, dump(d))
			}
			var got []string
			for _, row := range d.Blocks[0].Table.Grid {
				got = append(got, row[0].Text)
			}
			if s := strings.Join(got, ","); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// TestFarLayout reads a row whose properties are too long for their page: they
// stand in the Data stream.
func TestFarLayout(t *testing.T) {
	layout := edges([]int16{0, 900, 1800}, restarts<<5, 0)
	far := rowEnd(1, layout...)
	f, err := openBytes(build([]made{
		{"1\x072\x07", inTable(1)}, {"\x07", sprm3(pHuge, 3, 0, 0, 0)},
		{"\x073\x07", inTable(1)}, {"\x07", rowEnd(1, edges([]int16{0, 900, 1800}, goesOn<<5, 0)...)},
	}))
	if err != nil {
		t.Fatal(err)
	}
	f.data = append([]byte{9, 9, 9, byte(len(far)), byte(len(far) >> 8)}, far...)
	d, err := Read(f.pack(), gongkai.Source{})
	if err != nil || dump(d) != "table ruled, 2 rows\n  r0c0 2x1 \"1\"\n  r0c1 \"2\"\n  r1c1 \"3\"\n" {
		t.Errorf("%v\n%s", err, dump(d))
	}
}

func TestCharacters(t *testing.T) {
	deleted, raised := []byte{0x00, 0x08, 1}, []byte{0x48, 0x2A, 1}
	symbol := []byte{0x55, 0x08, 1, 0x09, 0x6A, 0, 0, 0xFE, 0xF0}
	for _, tt := range []struct {
		name  string
		text  string
		looks []raw
		want  string
	}{
		{"narrow", "\x93a\x94 \x85 \xE9", nil, "“a” … é"},
		{"breaks", "a\x0Bb\x0Cc\x0Ed", nil, "a\nb\nc\nd"},
		{"hyphens", "a\x1Eb\x1Fc", nil, "a-bc"},
		{"marks of pictures and notes", "a\x01b\x02c\x08d\x05", nil, "abcd"},
		{"field", "a\x13 PAGE \x147\x15b", nil, "a7b"},
		{"field without a result", "a\x13 XE b \x15c", nil, "ac"},
		{"field in a field's code", "a\x13 IF \x13 PAGE \x147\x15 = 1 \x14b\x15c", nil, "abc"},
		{"field in a result", "a\x13 X \x14b\x13 Y \x14c\x15d\x15e", nil, "abcde"},
		{"field without an end", "a\x13 X b", nil, "a"},
		{"ends of no field", "a\x15b\x14c", nil, "abc"},
		{"deleted", "abc", []raw{{1, 2, deleted}}, "ac"},
		{"raised", "12n1", []raw{{3, 4, raised}}, "12n¹"},
		{"raised as a whole", "12", []raw{{0, 2, raised}}, "12"},
		{"symbol", "a(b", []raw{{1, 2, symbol}}, "a\uF0FEb"},
		{"two looks", "abcdef", []raw{{1, 2, deleted}, {4, 5, deleted}}, "acdf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read(build([]made{{tt.text + "\r", nil}, {"end\r", nil}}, tt.looks...), gongkai.Source{})
			if err != nil || len(d.Blocks) != 2 || d.Blocks[0].Text != tt.want || d.Blocks[1].Text != "end" {
				t.Errorf("%v\n%s", err, dump(d))
			}
		})
	}
	// A mark that is deleted joins its paragraph to the next.
	d, err := Read(build([]made{{"a\r", nil}, {"b\r", nil}}, raw{1, 2, deleted}), gongkai.Source{})
	if err != nil || dump(d) != "p \"ab\"\n" {
		t.Errorf("%v\n%s", err, dump(d))
	}
}

func TestGBK(t *testing.T) {
	for _, tt := range []struct {
		bytes string
		lid   uint16
		want  string
	}{
		{"\xB9\xAB\xBF\xAA", 0x0804, "公\x00开\x00"},
		{"a\xB9\xAB1\xBF\xAA", 0x0804, "a公\x001开\x00"},
		{"\xB9\xAB\xBF\xAA", 0x0409, "¹«¿ª"}, // not a Chinese document
		{"\x93\xB9\xAB\x94", 0x0804, "“¹«”"}, // not all in pairs
		{"caf\xE9 na\xEFve", 0x0804, "café naïve"},
	} {
		var got []rune
		for _, u := range appendUnits(nil, []byte(tt.bytes), 1, tt.lid) {
			got = append(got, rune(u))
		}
		if string(got) != tt.want {
			t.Errorf("%q: got %q, want %q", tt.bytes, string(got), tt.want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for _, tt := range []struct {
		n      int
		format byte
		want   string
	}{
		{7, 0, "7"}, {4, 1, "IV"}, {1994, 1, "MCMXCIV"}, {9, 2, "ix"}, {1, 3, "A"}, {27, 3, "AA"}, {2, 4, "b"},
		{10, 10, "一〇"}, {1, 37, "一"}, {10, 37, "十"}, {12, 37, "十二"}, {20, 39, "二十"}, {101, 39, "一百〇一"},
		{110, 39, "一百一十"}, {1010, 39, "一千〇一十"}, {12345, 39, "一万二千三百四十五"}, {10001, 39, "一万〇一"},
		{10, 38, "壹拾"}, {0, 37, "〇"}, {3, 14, "３"}, {3, 18, "③"}, {21, 18, "21"}, {5, 22, "05"}, {12, 22, "12"},
		{2, 26, "⒉"}, {2, 27, "⑵"}, {10, 29, "㊉"}, {1, 30, "甲"}, {12, 31, "亥"}, {11, 30, "11"}, {5, 200, "5"},
		{-1, 37, "-1"}, {1 << 30, 1, "1073741824"},
	} {
		if got := ordinal(tt.n, tt.format); got != tt.want {
			t.Errorf("%d in format %d: got %s, want %s", tt.n, tt.format, got, tt.want)
		}
	}
}
