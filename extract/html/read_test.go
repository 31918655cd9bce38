package html

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai"
)

var update = flag.Bool("update", false, "rewrite the expected side of testdata")

// dump writes a document for comparison: a line a block, "F" before furniture.
func dump(d *gongkai.Document) string {
	var b strings.Builder
	p := d.Page
	fmt.Fprintf(&b, "Title: %s\nWindowTitle: %s\nOrigin: %s\nPublisher: %s\nPublishedOn: %s\nIndexNumber: %s\nSiteCode: %s\nSiteName: %s\nBreadcrumb: %s\nLinks: %d ArticleLinks: %d\n\n",
		p.Title, p.WindowTitle, p.Origin, p.Publisher, p.PublishedOn, p.IndexNumber, p.SiteCode, p.SiteName,
		strings.Join(p.Breadcrumb, " > "), p.Links, p.ArticleLinks)
	for _, bl := range d.Blocks {
		zone := "  "
		if bl.Zone == gongkai.Furniture {
			zone = "F "
		}
		switch bl.Kind {
		case gongkai.TableBlock:
			fmt.Fprintf(&b, "%stable\n%s", zone, dumpGrid(bl.Table))
		case gongkai.Heading:
			fmt.Fprintf(&b, "%sh%d %q\n", zone, bl.Level, bl.Text)
		default:
			fmt.Fprintf(&b, "%sp  %q\n", zone, bl.Text)
		}
	}
	return b.String()
}

// dumpGrid shows a cell where it begins, with its spans, and ^ < where it spans.
func dumpGrid(t *gongkai.Table) string {
	var b strings.Builder
	for r, row := range t.Grid {
		b.WriteString("   ")
		for c := range row {
			q := &row[c]
			switch {
			case q.IsOrigin(r, c) && q.RowSpan*q.ColSpan == 1:
				fmt.Fprintf(&b, " | %q", q.Text)
			case q.IsOrigin(r, c):
				fmt.Fprintf(&b, " | %q%dx%d", q.Text, q.RowSpan, q.ColSpan)
			case q.Row < r:
				fmt.Fprintf(&b, " | ^%q", q.Text)
			default:
				fmt.Fprintf(&b, " | <%q", q.Text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestReadPages reads each page of testdata and compares it with its dump.
// go test -update rewrites the dumps; read the diff.
func TestReadPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, p := range pages {
		t.Run(filepath.Base(p), func(t *testing.T) {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			d, err := Read(string(data), gongkai.Source{Path: "x"})
			if err != nil {
				t.Fatal(err)
			}
			if d.Source.Path != "x" {
				t.Errorf("Source = %+v", d.Source)
			}
			got, file := dump(d), strings.TrimSuffix(p, ".html")+".want"
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*.html")
	for _, p := range pages {
		data, _ := os.ReadFile(p)
		f.Add(string(data))
	}
	f.Add("<table><td rowspan=0><table><td>1<tr><tfoot><td colspan=99>")
	f.Add("<p><font 1><font 2><p><b><div hidden><i style=font-size:0>x")
	f.Add("来源：日期：二〇三一年十二月三十一日|索 引 号")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Read(text, gongkai.Source{})
		if err != nil {
			var re *gongkai.ReadError
			if !errors.As(err, &re) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, tb := range d.Tables() {
			checkGrid(t, tb)
		}
	})
}

// checkGrid holds a grid's invariants: it is a rectangle, and every position
// holds the cell that begins at its origin.
func checkGrid(t *testing.T, tb *gongkai.Table) {
	t.Helper()
	for r, row := range tb.Grid {
		if len(row) != len(tb.Grid[0]) || len(row) == 0 {
			t.Fatalf("row %d has %d of %d columns", r, len(row), len(tb.Grid[0]))
		}
		for c, q := range row {
			if q.RowSpan < 1 || q.ColSpan < 1 || q.Row > r || q.Col > c || r >= q.Row+q.RowSpan || c >= q.Col+q.ColSpan ||
				q.Row+q.RowSpan > len(tb.Grid) || q.Col+q.ColSpan > len(row) || tb.Grid[q.Row][q.Col] != q {
				t.Fatalf("position %d,%d holds %+v", r, c, q)
			}
		}
	}
}
