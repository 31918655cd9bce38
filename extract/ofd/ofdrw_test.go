package ofd

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/page"
)

// A drawing is what a file drawn by ofdrw must be read as: texts and tables in
// their order.
type drawing []struct {
	Text       string
	Rows, Cols int
	Cells      []drawnCell // of a table
}

// A drawnCell is written as [row, column, rows, columns, text].
type drawnCell struct{ gongkai.Cell }

func (c *drawnCell) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&c.Row, &c.Col, &c.RowSpan, &c.ColSpan, &c.Text})
}

// blocks returns the drawing as a reader should.
func (d drawing) blocks() []string {
	var out []string
	for _, x := range d {
		if x.Cells == nil {
			out = append(out, x.Text)
			continue
		}
		grid := make([]gongkai.Cell, x.Rows*x.Cols)
		for _, c := range x.Cells {
			for r := range c.RowSpan {
				for k := range c.ColSpan {
					grid[(c.Row+r)*x.Cols+c.Col+k] = c.Cell
				}
			}
		}
		for r := range x.Rows {
			out = append(out, row(grid[r*x.Cols:(r+1)*x.Cols]))
		}
	}
	return out
}

func row(cells []gongkai.Cell) string {
	var b strings.Builder
	for _, c := range cells {
		fmt.Fprintf(&b, "%d,%d %dx%d %s|", c.Row, c.Col, c.RowSpan, c.ColSpan, c.Text)
	}
	return b.String()
}

func lines(doc *gongkai.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		switch {
		case b.Zone == gongkai.Furniture:
		case b.Kind == gongkai.TableBlock:
			for _, r := range b.Table.Grid {
				out = append(out, row(r))
			}
		default:
			out = append(out, strings.ReplaceAll(b.Text, "\n", ""))
		}
	}
	return out
}

// TestDrawnByOthers reads files that ofdrw wrote, and holds every text and every
// cell, its place and its span, against what was to be drawn. What is stamped or
// written across the pages is no part of it.
func TestDrawnByOthers(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.*.ofd")
	if len(files) < 8 {
		t.Fatalf("%d files; draw them with testdata/ofdrw", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			name, _, _ := strings.Cut(filepath.Base(file), ".")
			b, err := os.ReadFile("testdata/" + name + ".json")
			var want drawing
			if err == nil {
				err = json.Unmarshal(b, &want)
			}
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(load(t, file), gongkai.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Page.Title != want[0].Text {
				t.Errorf("title %q, want %q", doc.Page.Title, want[0].Text)
			}
			got, exp := lines(doc), want.blocks()
			for i := range min(len(got), len(exp)) {
				if got[i] != exp[i] {
					t.Fatalf("block or row %d:\n got %s\nwant %s", i, got[i], exp[i])
				}
			}
			if len(got) != len(exp) {
				t.Fatalf("%d blocks and rows, want %d", len(got), len(exp))
			}
		})
	}
}

// TestOutlines holds that a file without any text is refused: ofdrw turns the
// characters of a PDF into outlines.
func TestOutlines(t *testing.T) {
	if _, err := Read(load(t, "testdata/outlines.ofd"), gongkai.Source{}); reason(err) != page.ReasonImageOnly {
		t.Errorf("%v, want %s", err, page.ReasonImageOnly)
	}
}

func load(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
