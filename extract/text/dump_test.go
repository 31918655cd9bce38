package text

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
)

var update = flag.Bool("update", false, "rewrite the expected dumps under testdata")

// TestRead reads every fixture and compares a dump of the document with the file
// beside it.
func TestRead(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, in := range inputs {
		name := strings.TrimSuffix(filepath.Base(in), ".txt")
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(string(raw), gongkai.Source{Path: name})
			if err != nil {
				t.Fatal(err)
			}
			checkPlaces(t, string(raw), doc)
			golden := strings.TrimSuffix(in, ".txt") + ".golden"
			got := dump(doc)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (run with -update and look at git diff)\ngot:\n%s", golden, got)
			}
		})
	}
}

// dump prints a document for people: a line a block, a line a row.
func dump(d *gongkai.Document) string {
	var b strings.Builder
	page := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	page("title", d.Page.Title)
	page("origin", d.Page.Origin)
	page("publisher", d.Page.Publisher)
	page("published", d.Page.PublishedOn)
	page("index", d.Page.IndexNumber)
	page("site code", d.Page.SiteCode)
	page("site name", d.Page.SiteName)
	page("breadcrumb", strings.Join(d.Page.Breadcrumb, " > "))
	page("url", d.Source.URL)
	for _, bl := range d.Blocks {
		switch {
		case bl.Kind == gongkai.TableBlock:
			fmt.Fprintf(&b, "%4d table %d rows\n", bl.Line, len(bl.Table.Grid))
			for _, row := range bl.Table.Grid {
				fmt.Fprintf(&b, "     %2d", len(row))
				for _, c := range row {
					fmt.Fprintf(&b, " [%s]", strings.ReplaceAll(c.Text, "\n", "⏎"))
				}
				b.WriteString("\n")
			}
		case bl.Kind == gongkai.Heading:
			fmt.Fprintf(&b, "%4d h%d %s\n", bl.Line, bl.Level, bl.Text)
		case bl.Zone == gongkai.Furniture:
			fmt.Fprintf(&b, "%4d furniture %s\n", bl.Line, bl.Text)
		default:
			fmt.Fprintf(&b, "%4d p %s\n", bl.Line, bl.Text)
		}
	}
	return b.String()
}

// checkPlaces holds that every text stands in the source, from the line that the
// document names, and that grids are well formed.
func checkPlaces(t *testing.T, source string, d *gongkai.Document) {
	t.Helper()
	lines := strings.Split(source, "\n")
	marks := strings.NewReplacer("*", "", `\`, "", "\r", "")
	stands := func(text string, line int) bool {
		first, _, _ := strings.Cut(text, "\n")
		if line < 1 || line > len(lines) || !strings.Contains(marks.Replace(clean(lines[line-1])), marks.Replace(first)) {
			return false
		}
		for _, part := range strings.Split(text, "\n") {
			for line <= len(lines) && !strings.Contains(marks.Replace(clean(lines[line-1])), marks.Replace(part)) {
				line++
			}
			if line > len(lines) {
				return false
			}
		}
		return true
	}
	for i, b := range d.Blocks {
		if i > 0 && b.Line < d.Blocks[i-1].Line {
			t.Errorf("block %d stands at line %d, the one before at %d", i, b.Line, d.Blocks[i-1].Line)
		}
		if b.Kind != gongkai.TableBlock {
			if b.Text == "" || !stands(b.Text, b.Line) {
				t.Errorf("line %d does not hold %q", b.Line, b.Text)
			}
			continue
		}
		for r, row := range b.Table.Grid {
			for c, cell := range row {
				if !cell.IsOrigin(r, c) || cell.RowSpan != 1 || cell.ColSpan != 1 {
					t.Errorf("cell %d,%d of the table at line %d: %+v", r, c, b.Line, cell)
				}
				if cell.Text != "" && !stands(cell.Text, cell.Line) {
					t.Errorf("line %d does not hold the cell %q", cell.Line, cell.Text)
				}
			}
		}
	}
}
