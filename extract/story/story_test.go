package story

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/limit"
)

// row makes a row of cells: left edge, right edge, text; a text of "^" belongs
// to the cell above, one that begins with "v" to those below.
func row(cells ...any) Row {
	var r Row
	for i := 0; i < len(cells); i += 3 {
		text := cells[i+2].(string)
		c := Cell{Left: cells[i].(int), Right: cells[i+1].(int), Above: text == "^", Starts: strings.HasPrefix(text, "v")}
		if text != "" && !c.Above {
			c.Items = []Item{{Text: text}}
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

func grid(t *testing.T, tb *Table) string {
	t.Helper()
	w := &Writer{}
	if err := w.Write([]Item{{Table: tb}}); err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, b := range w.Blocks {
		if b.Table == nil {
			rows = append(rows, b.Text)
			continue
		}
		for _, r := range b.Table.Grid {
			var s []string
			for _, c := range r {
				s = append(s, c.Text)
			}
			rows = append(rows, strings.Join(s, ","))
		}
	}
	return strings.Join(rows, "/")
}

func TestGrid(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []Row
		want string
	}{
		{"edges", []Row{row(0, 500, "1", 500, 2000, "2"), row(0, 1000, "3", 1000, 2000, "4")}, "1,2,2/3,3,4"},
		{"near edges", []Row{row(0, 500, "1", 500, 2000, "2"), row(-9, 530, "3", 530, 2020, "4")}, "1,2/3,4"},
		{"a narrow cell with text", []Row{row(0, 500, "1", 500, 520, "2"), row(0, 500, "3", 500, 520, "4")}, "1,2/3,4"},
		{"a narrow cell without", []Row{row(0, 500, "1", 500, 520, "", 520, 900, "2"), row(0, 510, "3", 510, 900, "4")}, "1,2/3,4"},
		{"merged", []Row{row(0, 500, "v1", 500, 900, "2"), row(0, 500, "^", 500, 900, "3"), row(0, 500, "^", 500, 900, "4")}, "v1,2/v1,3/v1,4"},
		{"merged into nothing", []Row{row(0, 500, "1", 500, 900, "2"), row(0, 500, "^", 500, 900, "3"), row(0, 500, "^", 500, 900, "4")}, "1,2/,3/,4"},
		{"a hole", []Row{row(0, 500, "1", 500, 900, "2"), row(500, 900, "3")}, "1,2/,3"},
		{"layout", []Row{row(0, 500, "1", 500, 900, strings.Repeat("字", 201)), row(0, 500, "2", 500, 900, "3")}, "1/" + strings.Repeat("字", 201) + "/2/3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := grid(t, &Table{Rows: tt.rows}); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestMergedRowsShrink holds that a row of nothing but continuations is left
// out of the grid and of the spans that cross it.
func TestMergedRowsShrink(t *testing.T) {
	w := &Writer{}
	if err := w.Write([]Item{{Table: &Table{Rows: []Row{
		row(0, 500, "v1", 500, 900, "v2"), row(0, 500, "^", 500, 900, "^"), row(0, 500, "^", 500, 900, "3"),
	}}}}); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(w.Blocks[0].Table.Grid)
	if want := "[[{v1 0 0 2 1 0 false <nil>} {v2 0 1 1 1 0 false <nil>}] [{v1 0 0 2 1 0 false <nil>} {3 1 1 1 1 0 false <nil>}]]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMeter(t *testing.T) {
	var m Meter
	if err := m.Add(2*limit.MaxCells + limit.MaxBlocks); err != nil {
		t.Error(err)
	}
	var re *gongkai.ReadError
	if err := m.Add(1); !errors.As(err, &re) || re.Reason != gongkai.ReasonLimit {
		t.Errorf("past the limit: %v", err)
	}
}

func TestSystems(t *testing.T) {
	for _, tt := range []struct {
		system System
		n      int
		want   string
	}{
		{Decimal, 12, "12"}, {DecimalZero, 3, "03"}, {DecimalZero, 30, "30"}, {FullWidth, 21, "２１"},
		{UpperRoman, 1994, "MCMXCIV"}, {LowerRoman, 4, "iv"}, {UpperLetter, 27, "AA"}, {LowerLetter, 26, "z"}, {LowerLetter, 0, "0"},
		{Chinese, 0, "〇"}, {Chinese, 8, "八"}, {Chinese, 10, "十"}, {Chinese, 11, "十一"}, {Chinese, 20, "二十"}, {Chinese, 99, "九十九"},
		{Chinese, 100, "一百"}, {Chinese, 105, "一百零五"}, {Chinese, 110, "一百一十"}, {Chinese, 1001, "一千零一"}, {Chinese, 10000, "10000"}, {Chinese, -1, "-1"},
		{ChineseLegal, 13, "拾叁"}, {ChineseDigits, 20, "二〇"}, {Stems, 2, "乙"}, {Stems, 11, "11"}, {Branches, 12, "亥"},
		{Circled, 20, "⑳"}, {Circled, 21, "21"}, {CircledHan, 3, "㊂"}, {Parenthesised, 9, "⑼"}, {Stopped, 8, "⒏"},
		{Ordinal, 1, "1st"}, {Ordinal, 12, "12th"}, {Ordinal, 23, "23rd"}, {Ordinal, 2, "2nd"}, {Silent, 5, ""},
	} {
		if got := tt.system.Format(tt.n); got != tt.want {
			t.Errorf("%d of system %d: %q, want %q", tt.n, tt.system, got, tt.want)
		}
	}
}

func TestNumbered(t *testing.T) {
	for _, tt := range [][3]string{
		{"一、", "甲", "一、甲"}, {"（二）\t", "甲", "（二）甲"}, {"3.\t", "甲", "3. 甲"}, {"", "甲", "甲"}, {"4.", "", "4."}, {"①", "甲", "① 甲"},
	} {
		if got := Numbered(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%q, %q: %q", tt[0], tt[1], got)
		}
	}
	if got := Note(120); got != "¹²⁰" {
		t.Errorf("note 120 is %q", got)
	}
}

func TestLevel(t *testing.T) {
	for _, tt := range []struct {
		outline int
		text    string
		want    int
	}{
		{-1, "甲", 0}, {0, "甲", 1}, {8, "甲", 6}, {9, "甲", 0}, {1, "甲。", 0}, {1, strings.Repeat("甲", 100), 2}, {1, strings.Repeat("甲", 101), 0},
	} {
		if got := Level(tt.outline, tt.text); got != tt.want {
			t.Errorf("%d, %d characters: %d, want %d", tt.outline, len([]rune(tt.text)), got, tt.want)
		}
	}
}
