package pdf

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai"
)

// html writes a form as a page. LibreOffice knows border=1, Chromium the style.
func (f form) html() string {
	var b strings.Builder
	b.WriteString(`<html><head><meta charset="utf-8"><style>table{border-collapse:collapse}td{border:1px solid black;padding:3px}</style></head><body><p>表前的文字。</p><table border=1 cellspacing=0>`)
	for y := range len(f.ys) - 1 {
		b.WriteString("<tr>")
		for _, c := range f.cells {
			if c.top == y {
				fmt.Fprintf(&b, "<td rowspan=%d colspan=%d>%s</td>", c.bottom-c.top, c.right-c.left, c.text)
			}
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table><p>表后的文字。</p></body></html>")
	return b.String()
}

// propped adds a first row and a last column of single cells: else a browser gives
// rows that only spanning cells begin in no height. Cells of two rows become cells
// of one: cut between its rows by a page's end, one can't be told from two cells.
func propped(f form) form {
	rows, cols := len(f.ys)-1, len(f.xs)-1
	for i, b := range f.cells {
		if b.bottom-b.top == 2 {
			f.cells[i].bottom--
			f.cells = append(f.cells, block{b.top + 1, b.left, b.bottom, b.right, b.text + "0"})
		}
	}
	slices.SortFunc(f.cells, func(a, b block) int { return cmp.Or(a.top-b.top, a.left-b.left) })
	for i := range f.cells {
		f.cells[i].top++
		f.cells[i].bottom++
	}
	var head []block
	for x := range cols {
		head = append(head, block{0, x, 1, x + 1, fmt.Sprint("列", x)})
	}
	f.cells = append(head, f.cells...)
	for y := range rows + 1 {
		f.cells = append(f.cells, block{y, cols, y + 1, cols + 1, fmt.Sprint(5000 + y)})
	}
	f.xs = append(f.xs, f.xs[cols]+40)
	f.ys = append(f.ys, f.ys[rows]+40)
	return f
}

// TestOtherWriters has LibreOffice and Chromium print random forms, of one page
// and of several, and reads them back. GONGKAI_TORTURE is the number for each, or
// any word for 40.
func TestOtherWriters(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("GONGKAI_TORTURE is not set")
	}
	n := 40
	fmt.Sscan(os.Getenv("GONGKAI_TORTURE"), &n)
	for name, print := range map[string]func(dir, html string) error{
		"soffice": func(dir, html string) error {
			return run("soffice", "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", dir, html)
		},
		"chromium": func(dir, html string) error {
			return run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+dir+"/profile", "--print-to-pdf="+strings.TrimSuffix(html, "html")+"pdf", "file://"+html)
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(name); err != nil {
				t.Skip(err)
			}
			dir := t.TempDir()
			for seed := range uint64(n) {
				r := rand.New(rand.NewPCG(seed, 4))
				f := propped(randomForm(r, []int{8, 50}[seed%2], false))
				html := filepath.Join(dir, fmt.Sprintf("%d.html", seed))
				if err := os.WriteFile(html, []byte(f.html()), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := print(dir, html); err != nil {
					t.Fatal(err)
				}
				data, err := os.ReadFile(strings.TrimSuffix(html, "html") + "pdf")
				if err != nil {
					t.Fatal(err)
				}
				compare(t, seed, f, data)
			}
		})
	}
}

func compare(t *testing.T, seed uint64, f form, data []byte) {
	t.Helper()
	doc, err := Read(data, gongkai.Source{})
	if err != nil {
		t.Errorf("seed %d: %v", seed, err)
		return
	}
	tables := doc.Tables()
	if countFull(f) < 2 {
		return
	}
	if len(tables) != 1 {
		t.Errorf("seed %d: %d tables", seed, len(tables))
		return
	}
	if got, want := gridOf(tables[0]), f.want(); got != want {
		name := filepath.Join(os.TempDir(), fmt.Sprintf("torture-%s-%d.pdf", filepath.Base(t.Name()), seed))
		os.WriteFile(name, data, 0o600)
		g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Errorf("seed %d (%s): %d rows, want %d; row %d:\n%s\n%s", seed, name, len(g)-1, len(w)-1, i, g[min(i, len(g)-1)], w[min(i, len(w)-1)])
				return
			}
		}
	}
}

func run(name string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}
