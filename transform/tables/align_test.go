package tables

import (
	"strings"
	"testing"

	"gongkai"
)

// cells reads "a|b||c" as cells from column first on; "a*3" spans three columns.
func cells(s string, first int) []cell {
	var out []cell
	at := first
	for _, t := range strings.Split(s, "|") {
		span := 1
		if text, n, ok := strings.Cut(t, "*"); ok {
			t, span = text, int(n[0]-'0')
		}
		out = append(out, cell{text: t, from: at, to: at + span})
		at += span
	}
	return out
}

func columns(s string, first int) []column {
	var out []column
	for _, c := range cells(s, first) {
		out = append(out, column{id: c.text, from: c.from, to: c.to})
	}
	return out
}

func TestAlign(t *testing.T) {
	for _, c := range []struct {
		why        string
		cols       string
		colsAt     int
		row        string
		rowAt      int
		same       bool
		want       string // "" where the row cannot be laid out
		byPosition bool
	}{
		{"cell under column", "a|b|c", 1, "1|2|3", 1, true, "1|2|3", false},
		{"header spans 1,1,2,1, data 1,2,1,1", "a|b*2|c", 1, "1*2|2|3", 1, true, "1|2|3", false},
		{"one wide column, value and fillers", "a*3", 1, "5||", 1, true, "5", false},
		{"one wide column, the same value in each", "a*3", 1, "5|5|5", 1, true, "5", false},
		{"one wide column, different values", "a*3", 1, "5|6|5", 1, true, "", false},
		{"value cell over two columns", "a|b|c", 1, "1*2|3", 1, true, "", false},
		{"data one to the right of its header", "a|b|c", 2, "1|2|3", 3, true, "1|2|3", false},
		{"too few cells", "a|b|c", 1, "1|2", 1, false, "", false},
		{"dump: fillers behind", "a|b|c", -1, "1|2|3||", 1, false, "1|2|3", true},
		{"dump: fillers before, told by the header's place", "a|b|c", 2, "|1|2|3|", 1, false, "1|2|3", false},
		{"dump: blanks among the values, told by the header's place", "a|b|c", 2, "||2||", 1, false, "|2|", false},
		{"export: a merged header repeated, its value too", "a|b*2|c", 1, "1|2|2|3", 1, false, "1|2|3", false},
		{"export: a merged header repeated, values that differ", "a|b*2|c", 1, "1|2|4|3", 1, false, "", false},
		{"dump: blanks that leave it open", "a|b|c", -1, "|2||", 1, false, "", false},
	} {
		cols := columns(c.cols, c.colsAt)
		if c.colsAt < 0 {
			for i := range cols {
				cols[i].from = -1
			}
		}
		slots, method := align(cols, cells(c.row, c.rowAt), c.same, offsets{})
		var got []string
		for _, s := range slots {
			got = append(got, s.cell.text)
		}
		if strings.Join(got, "|") != c.want || (slots == nil) != (c.want == "") {
			t.Errorf("%s: %v, want %q", c.why, got, c.want)
		}
		if slots != nil && (method == gongkai.ByPosition) != c.byPosition {
			t.Errorf("%s: method %s", c.why, method)
		}
	}
}

// A row that leaves its place open follows rows of its shape that did not.
func TestAlignLearns(t *testing.T) {
	cols := columns("a|b|c", 0)
	for i := range cols {
		cols[i].from = -1
	}
	seen := offsets{}
	if s, _ := align(cols, cells("|1|2|3|", 0), false, seen); s == nil || s[0].cell.text != "1" {
		t.Fatal("the row decides its own place")
	}
	if s, _ := align(cols, cells("||5||", 0), false, seen); s == nil || s[1].cell.text != "5" {
		t.Error("the open row does not follow")
	}
}

// Blanks in header and rows that spans left behind: the values keep their order.
func TestAlignOverGaps(t *testing.T) {
	cols := []column{{id: "a", from: 1, to: 2}, {id: "b", from: 2, to: 3}, {id: "c", from: 4, to: 5}}
	for row, want := range map[string]string{"1||2|3": "1|2|3", "1|2||3": "1|2|3", "1||2|": "", "1|2|3|4": ""} {
		slots, method := align(cols, cells(row, 1), false, offsets{})
		var got []string
		for _, s := range slots {
			got = append(got, s.cell.text)
		}
		if strings.Join(got, "|") != want || slots != nil && method != gongkai.ByPosition {
			t.Errorf("%q: %v by %s, want %q", row, got, method, want)
		}
	}
}
