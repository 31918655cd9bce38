package publish

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// hostile are names that somebody could print in a report to act on its readers.
var hostile = []string{
	`=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(1)`, "\t=1+1", "\r=1+1", ` =1+1`, "＝1+1", "\n=1+1",
	`<script>alert(1)</script>`, `"quoted" 'single'`, "two\nlines", "a\x1b[31mred\x1b]0;title\x07", "a|b|c", "`code`", "[link](http://example.org)", "**bold**",
	"\u202egnp.exe", "\u2028line", "\x00nul", "bad\xffutf8", "&lt;already", `\`, "",
}

func TestHostileNamesAreInert(t *testing.T) {
	data := func(yield func([]any, error) bool) {
		for _, h := range hostile {
			if !yield([]any{h, int64(-5), json.Number("-1.5")}, nil) {
				return
			}
		}
	}
	columns := []string{"name", "n", "value"}
	out := map[string]string{}
	for _, format := range Formats {
		var b bytes.Buffer
		if err := Rows(&b, format, columns, data, show); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		out[format] = b.String()
	}

	records, err := csv.NewReader(strings.NewReader(out["csv"])).ReadAll()
	if err != nil || len(records) != len(hostile)+1 {
		t.Fatalf("csv: %d records, %v", len(records), err)
	}
	for i, r := range records[1:] {
		if s := strings.TrimLeft(r[0], " \n"); s != "" && strings.ContainsAny(s[:1], "=+-@\t\r") || strings.HasPrefix(s, "＝") {
			t.Errorf("csv: %q begins a formula", r[0])
		}
		if strings.ContainsAny(r[0], "\x00\x07\x1b") || r[1] != "-5" || r[2] != "-1.5" {
			t.Errorf("csv: %q for %q", r, hostile[i])
		}
		visible := func(s string) string { return strings.Trim(plainText(strings.ReplaceAll(s, "\r", "")), "�'") }
		if !strings.HasSuffix(visible(r[0]), visible(hostile[i])) {
			t.Errorf("csv: %q for %q", r[0], hostile[i])
		}
	}

	if n := strings.Count(out["json"], "\n"); n != len(hostile) {
		t.Errorf("json: %d lines", n)
	}
	for line := range strings.Lines(out["json"]) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil || strings.Contains(line, "\x1b") {
			t.Errorf("json: %q: %v", line, err)
		}
	}

	for _, format := range []string{"table", "md"} {
		if strings.ContainsAny(out[format], "\x1b\x07\x00\r\u202e\u2028") {
			t.Errorf("%s: control characters come through: %q", format, out[format])
		}
	}
	if n := strings.Count(out["table"], "\n"); n != len(hostile)+4 {
		t.Errorf("table: %d lines: a name tore a row", n)
	}
	if n := strings.Count(out["md"], "\n"); n != len(hostile)+2 {
		t.Errorf("md: %d lines", n)
	}
	for _, bad := range []string{"<script>", "[link](", "**bold**"} {
		if strings.Contains(out["md"], bad) {
			t.Errorf("md: %s is markup", bad)
		}
	}
	for line := range strings.Lines(out["md"]) {
		if bars := strings.Count(line, "|") - strings.Count(line, `\|`); bars != 4 {
			t.Errorf("md: %d bars in %q", bars, line)
		}
	}

	f, err := excelize.OpenReader(strings.NewReader(out["xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, h := range hostile {
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		formula, _ := f.GetCellFormula("table", at)
		kind, _ := f.GetCellType("table", at)
		value, err := f.GetCellValue("table", at)
		if formula != "" || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString && h != "" || err != nil {
			t.Errorf("xlsx: %q has formula %q, type %v, %v", h, formula, kind, err)
		}
		if strings.HasPrefix(h, "=") && value != h {
			t.Errorf("xlsx: %q became %q", h, value)
		}
	}
	if v, _ := f.GetCellValue("table", "C2"); v != "-1.5" {
		t.Errorf("xlsx: number %q", v)
	}
}

// A workbook says what its table is, and keeps numbers that a spreadsheet would round.
func TestWorkbookNotes(t *testing.T) {
	var b bytes.Buffer
	data := rows([]any{int64(9007199254740993), json.Number("12345678901234567890"), nil, 0.25, true})
	if err := Workbook(&b, []string{"a", "b", "c", "d", "e"}, data, Notes{{"caveat", "=not a formula"}}, show); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, _ := f.GetRows("table", excelize.Options{RawCellValue: true})
	if len(got) != 2 || got[1][0] != "9007199254740993" || got[1][1] != "12345678901234567890" || got[1][2] != "" || got[1][3] != "0.25" {
		t.Errorf("rows %q", got)
	}
	if formula, _ := f.GetCellFormula("notes", "B1"); formula != "" {
		t.Errorf("a note is a formula: %q", formula)
	}
}
