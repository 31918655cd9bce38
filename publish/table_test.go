package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func rows(rs ...[]any) func(func([]any, error) bool) {
	return func(yield func([]any, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func show(v any, null string) string {
	if v == nil {
		return null
	}
	return fmt.Sprint(v)
}

func TestRows(t *testing.T) {
	data := rows([]any{"平潭\n县", int64(23), nil, json.Number("1.5")}, []any{"=cmd|'x'!A1", int64(7), "b\x1b[31m", json.Number("-2")})
	cols := []string{"name", "n", "note", "value"}
	for format, want := range map[string][]string{
		"csv":   {"name,n,note,value\n", "\"平潭\n县\",23,,1.5\n", "'=cmd|'x'!A1,7,", ",-2\n"},
		"json":  {`{"name":"平潭\n县","n":23,"note":null,"value":1.5}` + "\n", `"value":-2}`},
		"table": {"平潭 县", "│ ·      │", "b�[31m"},
		"md":    {"| 平潭 县 |", "| ---"},
	} {
		var b strings.Builder
		if err := Rows(&b, format, cols, data, show); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s lacks %q:\n%s", format, w, b.String())
			}
		}
	}
}

// Chinese characters are two columns wide: the frame must not tear.
func TestTableAligns(t *testing.T) {
	var b strings.Builder
	if err := Rows(&b, "table", []string{"名", "n"}, rows([]any{"沭阳县发展和改革局", int64(1)}, []any{"a", int64(2)}), show); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	width := func(s string) int {
		n := 0
		for _, r := range s {
			if n++; r > 0x2E80 {
				n++
			}
		}
		return n
	}
	for _, l := range lines {
		if width(l) != width(lines[0]) {
			t.Errorf("ragged:\n%s", b.String())
		}
	}
}

func TestErrorsComeThrough(t *testing.T) {
	boom := errors.New("boom")
	for _, f := range Formats {
		err := Rows(&strings.Builder{}, f, []string{"a"}, func(yield func([]any, error) bool) { yield(nil, boom) }, show)
		if !errors.Is(err, boom) {
			t.Errorf("%s: %v", f, err)
		}
	}
	if Rows(&strings.Builder{}, "pdf", nil, rows(), show) == nil {
		t.Error("an unknown format passes")
	}
}
