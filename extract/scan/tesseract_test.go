package scan

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// program puts a shell script called tesseract on an otherwise empty PATH.
func program(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	if script != "" {
		if err := os.WriteFile(filepath.Join(dir, "tesseract"), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

func TestFindTesseract(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell")
	}
	for name, c := range map[string]struct{ script, want string }{
		"none":       {"", "not on the PATH"},
		"no Chinese": {`echo 'List of available languages (2):'; echo eng; echo osd`, "chi_sim"},
		"crashes":    {`echo oops; exit 1`, "oops"},
		"good":       {`echo 'List of available languages (2):'; echo chi_sim; echo eng`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			program(t, c.script)
			e, err := FindTesseract(context.Background())
			switch {
			case c.want == "" && (err != nil || e.data != "eng"):
				t.Error(err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "apt-get install")):
				t.Errorf("%v does not say %q and what to install", err, c.want)
			}
		})
	}
}

func TestTesseractFails(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell")
	}
	for name, script := range map[string]string{
		"crashes": "echo broken data >&2; exit 1", "sleeps": "exec /bin/sleep 60", "talks of others": `printf '5\t9\t1\t1\t1\t1\t0\t0\t1\t1\t90\tx\n'`,
	} {
		t.Run(name, func(t *testing.T) {
			program(t, script)
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			e := &Tesseract{path: filepath.Join(os.Getenv("PATH"), "tesseract"), data: "eng"}
			if got, err := e.Recognise(ctx, Line, []*image.Gray{paper(9, 9)}); err == nil {
				t.Errorf("%v", got)
			}
			if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestWords(t *testing.T) {
	got, err := words("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"+
		"1\t1\t0\t0\t0\t0\t0\t0\t99\t40\t-1\t\n5\t1\t1\t1\t1\t1\t3\t4\t9\t9\t96.5\t行政\n5\t1\t1\t1\t1\t2\t13\t4\t9\t9\t41\t许可\n"+
		"1\t2\t0\t0\t0\t0\t0\t0\t99\t40\t-1\t\n5\t2\t1\t1\t1\t1\t3\t4\t9\t9\t95\t \n1\t3\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t3\t1\t1\t1\t1\t3\t4\t9\t9\t90\t12\n", 3)
	if err != nil || len(got) != 3 || joined(got[0]) != "行政许可" || least(got[0]) != 0.41 || len(got[1]) != 0 || joined(got[2]) != "12" {
		t.Errorf("%v, %v", got, err)
	}
}

// TestTesseract has the real program read a table of numbers, where it is there.
func TestTesseract(t *testing.T) {
	e, err := FindTesseract(context.Background())
	if err != nil {
		t.Skip(err)
	}
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: 10, DPI: 200})
	if err != nil {
		t.Fatal(err)
	}
	page := paper(1654, 2339)
	line := func(x0, y0, x1, y1 int) {
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				page.Pix[y*page.Stride+x] = 0
			}
		}
	}
	const left, top, wide, high, columns, rows = 200, 300, 170, 60, 7, 12
	want := map[[2]int]string{}
	n := 0
	for r := range rows {
		for c := range columns {
			n = (n*7919 + 104729) % 100003
			s := fmt.Sprint(n % []int{10, 100, 1000, 10, 100000, 10, 2}[c])
			if (r+c)%9 == 8 {
				s = ""
			}
			want[[2]int{r, c}] = s
			w := font.MeasureString(face, s).Ceil()
			d := font.Drawer{Dst: page, Src: image.Black, Face: face, Dot: fixed.P(left+c*wide+(wide-w)/2, top+r*high+42)}
			d.DrawString(s)
		}
	}
	for r := range rows + 1 {
		line(left, top+r*high, left+columns*wide+3, top+r*high+3)
	}
	for c := range columns + 1 {
		line(left+c*wide, top, left+c*wide+3, top+rows*high+3)
	}
	page = straighten(page, -0.8)
	s := open(page)
	if err := s.read(context.Background(), e); err != nil {
		t.Fatal(err)
	}
	sure := 0
	got := map[[2]int]*field{}
	for _, f := range s.cells {
		got[[2]int{(f.Min.Y + f.Max.Y - 2*top) / 2 / high, (f.Min.X + f.Max.X - 2*left) / 2 / wide}] = f
	}
	for at, text := range want {
		f := got[at]
		switch {
		case text == "" && f != nil, text != "" && f == nil:
			t.Errorf("%v: want %q, got %+v", at, text, f)
		case f != nil && f.sure && f.text != text:
			t.Errorf("%v: want %q, sure of %q", at, text, f.text)
		case f != nil && f.sure:
			sure++
		}
	}
	if sure*10 < len(got)*7 {
		t.Errorf("sure of %d of %d numbers", sure, len(got))
	}
}
