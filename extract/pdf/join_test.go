package pdf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// TestTablesOverPages draws random forms over several pages, the first row on each
// or not, with page numbers between the parts, and reads them back as one.
func TestTablesOverPages(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		f := reduced(randomForm(r, 40, false))
		style := r.IntN(5)
		repeat := r.IntN(2) == 0 && headed(f)
		p := newPaper()
		rows := len(f.ys) - 1
		pages := 0
		for from := 0; from < rows; {
			head := 0.0
			if repeat && from > 0 {
				head = f.ys[1]
			}
			to := from + 1
			for to < rows && f.ys[to+1]-f.ys[from]+head < 700 {
				to++
			}
			for to < rows && to > from+1 && !breakable(f, to) {
				to--
			}
			p.add()
			if from == 0 {
				// The first part ends where pages end, whatever its height.
				f.draw(p, 40, 780-f.ys[to], from, to, style)
			} else {
				if repeat {
					f.draw(p, 40, 60, 0, 1, style)
				}
				f.draw(p, 40, 60+head, from, to, style)
			}
			pages++
			p.text(280, 815, 10, fmt.Sprintf("- %d -", pages))
			from = to
		}
		if strings.Contains(f.want(), "||") || countFull(f) < 2 {
			continue
		}
		tables := readTables(t, p.bytes())
		if len(tables) != 1 {
			t.Fatalf("seed %d: %d tables of %d pages", seed, len(tables), pages)
		}
		if got, want := gridOf(tables[0]), f.want(); got != want {
			t.Fatalf("seed %d (head %v, style %d): got\n%s\nwant\n%s", seed, repeat, style, got, want)
		}
	}
}

// headed makes the first row a head without numbers, if no cell hangs over it.
func headed(f form) bool {
	for i := range f.cells {
		if b := &f.cells[i]; b.top == 0 {
			if b.bottom > 1 {
				return false
			}
			b.text = "头" + label(rand.New(rand.NewPCG(uint64(i), 3)), 2)
		}
	}
	return true
}

// breakable reports whether a page may end above a row: no cell crosses that has
// one row on either side. Such a one can't be told from two cells.
func breakable(f form, row int) bool {
	for _, b := range f.cells {
		if b.top < row && b.bottom > row && row-b.top == 1 && b.bottom-row == 1 {
			return false
		}
	}
	return true
}

// torn draws a table whose last row on the first page goes on upon the second.
func torn(closed bool, first, second [3]string) []*gongkai.Table {
	p := newPaper()
	xs := []float64{40, 100, 160, 220}
	rows := func(ys []float64, texts [][3]string, openTop, openBottom bool) {
		for i, y := range ys {
			if !(openTop && i == 0 || openBottom && i == len(ys)-1) {
				p.line(xs[0], y, xs[3], y)
			}
		}
		for _, x := range xs {
			p.line(x, ys[0], x, ys[len(ys)-1])
		}
		for r := range texts {
			for c, s := range texts[r] {
				y := ys[r] + 12
				for _, l := range strings.Split(s, "/") {
					p.text(xs[c]+5, y, 10, l)
					y += 12
				}
			}
		}
	}
	p.add()
	rows([]float64{700, 740, 780}, [][3]string{{"事项", "数量", "金额"}, first}, false, !closed)
	p.add()
	rows([]float64{60, 100, 140}, [][3]string{second, {"其他", "8", "9"}}, !closed, false)
	doc, err := Read(p.bytes(), gongkai.Source{})
	if err != nil {
		return nil
	}
	return doc.Tables()
}

func TestTornRows(t *testing.T) {
	for name, c := range map[string]struct {
		closed        bool
		first, second [3]string
		want          string
	}{
		"a label flows over": {true, [3]string{"行政机关不/再处理其政", "67", "3"}, [3]string{"府信息公开/申请", "", ""},
			"事项|数量|金额\n行政机关不再处理其政府信息公开申请|67|3\n其他|8|9\n"},
		"no rule at the page's end": {false, [3]string{"行政机关不/再处理", "67", "3"}, [3]string{"", "", ""},
			"事项|数量|金额\n行政机关不再处理|67|3\n其他|8|9\n"},
		"numbers in the second part": {false, [3]string{"行政机关不/再处理其政", "", ""}, [3]string{"府信息", "67", "3"},
			"事项|数量|金额\n行政机关不再处理其政府信息|67|3\n其他|8|9\n"},
		"numbers in the second part, ruled": {true, [3]string{"行政机关不/再处理其政", "", ""}, [3]string{"府信息", "67", "3"},
			"事项|数量|金额\n行政机关不再处理其政府信息|67|3\n其他|8|9\n"},
		"a blank row is a row": {true, [3]string{"规章", "1", "2"}, [3]string{"行政许可", "", ""},
			"事项|数量|金额\n规章|1|2\n行政许可||\n其他|8|9\n"},
		"an ordinal begins a row": {true, [3]string{"1.行政机关/再处理其政", "1", "2"}, [3]string{"2.行政许可", "", ""},
			"事项|数量|金额\n1.行政机关再处理其政|1|2\n2.行政许可||\n其他|8|9\n"},
		"numbers never flow": {false, [3]string{"规章", "12345", "2"}, [3]string{"行政许可", "678", "3"},
			"事项|数量|金额\n规章|12345|2\n行政许可|678|3\n其他|8|9\n"},
	} {
		t.Run(name, func(t *testing.T) {
			tables := torn(c.closed, c.first, c.second)
			if len(tables) != 1 {
				t.Fatalf("%d tables", len(tables))
			}
			if got := gridOf(tables[0]); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestSeparateTables holds that text between two tables keeps them apart, and so
// do their widths.
func TestSeparateTables(t *testing.T) {
	for name, c := range map[string]struct {
		text  bool
		wider float64
		want  int
	}{
		"one table":    {false, 0, 1},
		"text between": {true, 0, 2},
		"other width":  {false, 40, 2},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPaper()
			f := form{xs: []float64{0, 100, 200}, ys: []float64{0, 40}, cells: []block{{0, 0, 1, 1, "规章"}, {0, 1, 1, 2, "5"}}}
			p.add()
			f.draw(p, 40, 740, 0, 1, 0)
			p.add()
			if c.text {
				p.text(40, 50, 10, "四、政府信息公开行政复议情况")
			}
			f.xs[2] += c.wider
			f.draw(p, 40, 60, 0, 1, 0)
			if got := len(readTables(t, p.bytes())); got != c.want {
				t.Errorf("%d tables, want %d", got, c.want)
			}
		})
	}
}
