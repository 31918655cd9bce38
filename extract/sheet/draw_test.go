package sheet

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai"
)

// A drawing is a sheet as it is written and as it must be read.
type drawing struct {
	cells  []written
	merged [][4]int // top, left, bottom, right
	hidden []int    // rows
	dark   []int    // columns
	want   [][]gongkai.Cell
}

type written struct {
	row, col int
	value    any
	format   string
}

// draw draws a grid with random spans, in which every number is different, at a
// random place of the sheet, between hidden rows and columns. Its corners have
// text, so that all of it is used, and its first row has two texts, so that it
// is no title.
func draw(rnd *rand.Rand, next *int) drawing {
	rows, cols := 2+rnd.IntN(7), 2+rnd.IntN(8)
	grid := make([][]gongkai.Cell, rows)
	for r := range grid {
		grid[r] = make([]gongkai.Cell, cols)
	}
	d := drawing{want: grid}
	// Places on the sheet, with hidden ones between.
	atRow, atCol := spread(rnd, rows, &d.hidden), spread(rnd, cols, &d.dark)
	for r := range grid {
		for c := range grid[r] {
			if grid[r][c].RowSpan > 0 {
				continue
			}
			h, w := 1, 1
			if rnd.IntN(3) == 0 {
				for r+h < rows && rnd.IntN(2) == 0 {
					h++
				}
				for r+c > 0 && c+w < cols && grid[r][c+w].RowSpan == 0 && rnd.IntN(2) == 0 {
					w++
				}
			}
			corner := r == 0 && c < 2 || c == 0 || r+h == rows && c+w == cols || r == 0
			q := gongkai.Cell{Row: r, Col: c, RowSpan: h, ColSpan: w}
			var v any
			format := ""
			v, format, q.Text = drawValue(rnd, next, corner)
			d.cells = append(d.cells, written{atRow[r], atCol[c], v, format})
			if h > 1 || w > 1 {
				d.merged = append(d.merged, [4]int{atRow[r], atCol[c], atRow[r+h-1], atCol[c+w-1]})
			}
			for i := range h {
				for j := range w {
					grid[r+i][c+j] = q
				}
			}
		}
	}
	for _, r := range d.hidden {
		d.cells = append(d.cells, written{r, atCol[0], "藏", ""})
	}
	for _, c := range d.dark {
		d.cells = append(d.cells, written{atRow[0], c, "藏", ""})
	}
	return d
}

// spread draws n places in ascending order. Those left out are hidden; only
// between places, so that no hidden cell is the first of joined ones.
func spread(rnd *rand.Rand, n int, hidden *[]int) (at []int) {
	next := rnd.IntN(3)
	for i := range n {
		if i > 0 && rnd.IntN(8) == 0 {
			*hidden = append(*hidden, next)
			next++
		}
		at = append(at, next)
		next++
	}
	return at
}

// drawValue draws a cell's value, its format and how it is printed.
func drawValue(rnd *rand.Rand, next *int, filled bool) (v any, format, text string) {
	*next++
	n := *next
	switch k := rnd.IntN(10); {
	case k == 0 && !filled:
		return nil, "", ""
	case k == 1:
		return fmt.Sprintf("第%d项 <&\"'", n), "", fmt.Sprintf("第%d项 <&\"'", n)
	case k == 2:
		return fmt.Sprintf("（%d）其他\n处理𠮷", n), "", fmt.Sprintf("（%d）其他\n处理𠮷", n)
	case k == 3:
		return float64(n) / 100, "", strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%02d", n/100, n%100), "0"), ".")
	case k == 4:
		return float64(n) / 10000, "0.00%", fmt.Sprintf("%d.%02d%%", n/100, n%100)
	case k == 5:
		return n * 1000, "#,##0", fmt.Sprintf("%d,%03d,000", n/1000, n%1000)
	case k == 6:
		return n * 100000, "", fmt.Sprintf("%d00000", n)
	case k == 7:
		return -n, "", fmt.Sprintf("-%d", n)
	}
	return n, "", fmt.Sprint(n)
}

// xlsxOf writes a drawing with excelize.
func xlsxOf(t *testing.T, d drawing) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	name := func(row, col int) string {
		s, err := excelize.CoordinatesToCellName(col+1, row+1)
		check(err)
		return s
	}
	for _, c := range d.cells {
		check(f.SetCellValue("Sheet1", name(c.row, c.col), c.value))
		if c.format != "" {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c.format})
			check(err)
			check(f.SetCellStyle("Sheet1", name(c.row, c.col), name(c.row, c.col), style))
		}
	}
	for _, m := range d.merged {
		check(f.MergeCell("Sheet1", name(m[0], m[1]), name(m[2], m[3])))
	}
	for _, r := range d.hidden {
		check(f.SetRowVisible("Sheet1", r+1, false))
	}
	for _, c := range d.dark {
		s, err := excelize.ColumnNumberToName(c + 1)
		check(err)
		check(f.SetColVisible("Sheet1", s, false))
	}
	b, err := f.WriteToBuffer()
	check(err)
	return b.Bytes()
}

// compare reads a workbook and holds its only table against a drawing.
func compare(t *testing.T, data []byte, d drawing) bool {
	t.Helper()
	doc, err := Read(data, gongkai.Source{})
	if err != nil {
		t.Error(err)
		return false
	}
	want := "table ruled, " + fmt.Sprint(len(d.want)) + " rows\n" + cells(&gongkai.Table{Grid: d.want})
	if got := dump(doc); got != want {
		t.Errorf("got\n%swant\n%s\n%+v", got, want, d.merged)
		return false
	}
	return true
}

// TestXLSXInverse draws sheets, has another program's library write them, and
// reads them back.
func TestXLSXInverse(t *testing.T) {
	n := 500
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 5000
	}
	rnd := rand.New(rand.NewPCG(3, 5))
	number := 1000
	for i := range n {
		if d := draw(rnd, &number); !compare(t, xlsxOf(t, d), d) {
			t.Fatalf("sheet %d", i)
		}
		number %= 900_000
	}
}

// TestTorture has LibreOffice write drawn sheets as XLS and as XLSX of its own.
func TestTorture(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil || os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("needs LibreOffice and GONGKAI_TORTURE=1")
	}
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(17, 23))
	number := 1000
	var files []string
	var want []drawing
	for i := range 500 {
		d := draw(rnd, &number)
		f := filepath.Join(dir, fmt.Sprintf("%03d.xlsx", i))
		if err := os.WriteFile(f, xlsxOf(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
		files, want = append(files, f), append(want, d)
	}
	profile := "-env:UserInstallation=file://" + t.TempDir()
	for format, ext := range map[string]string{"xls:MS Excel 97": "xls", "xlsx:Calc MS Excel 2007 XML": "xlsx"} {
		out := t.TempDir()
		for batch := range slices.Chunk(files, 50) { // it gives up after some two hundred
			args := append([]string{profile, "--headless", "--convert-to", format, "--outdir", out}, batch...)
			if msg, err := exec.Command(program, args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, msg)
			}
		}
		wrong := 0
		for i, d := range want {
			data, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("%03d.%s", i, ext)))
			if err != nil {
				t.Fatal(err)
			}
			if !compare(t, data, d) {
				wrong++
			}
			if wrong > 3 {
				t.Fatalf("%s %d", ext, i)
			}
		}
		t.Logf("%s: %d of %d sheets differ", ext, wrong, len(want))
	}
}
