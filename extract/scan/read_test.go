package scan_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"iter"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/scan"
	"gongkai/extract/scan/scantest"
)

// pages hands out pictures as a document's pages.
func pages(ps ...*image.Gray) iter.Seq2[*image.Gray, error] {
	return func(yield func(*image.Gray, error) bool) {
		for _, p := range ps {
			if !yield(p, nil) {
				return
			}
		}
	}
}

var (
	xs    = []int{120, 300, 480, 620, 760, 900}
	ys    = []int{400, 460, 520, 590, 650}
	cells = []scantest.Cell{
		scantest.At(0, 0, 2, 2, "本年度"), scantest.At(0, 2, 1, 2, "企业"), scantest.At(0, 4, 2, 1, "总计"),
		scantest.At(1, 2, 1, 1, "科研"), scantest.At(1, 3, 1, 1, "其他"),
		scantest.At(2, 0, 2, 1, "处理结果申请"), scantest.At(2, 1, 1, 1, "公开"), scantest.At(2, 2, 1, 1, "12"), scantest.At(2, 3, 1, 1, "0"), scantest.At(2, 4, 1, 1, "12"),
		scantest.At(3, 1, 1, 1, "不予公开"), scantest.At(3, 2, 1, 1, "345"), scantest.At(3, 3, 1, 1, ""), scantest.At(3, 4, 1, 1, "6789"),
	}
	said = "本年度企业总计科研其他处理结果申请公开不予某市财政局报告"
)

const want = `本年度|^|企业|^|总计
^|^|科研|其他|^
处理结果申请|公开|12|0|12
^|不予公开|345||6789
`

func drawn() *scantest.Page {
	p := scantest.NewPage()
	p.Dot = 4
	p.Text(300, 150, "某市财政局报告")
	p.Dot = 3
	p.Table(xs, ys, cells)
	return p
}

func grid(t *gongkai.Table) string {
	var b strings.Builder
	for r, row := range t.Grid {
		for c := range row {
			s := row[c].Text
			if !row[c].IsOrigin(r, c) {
				s = "^"
			}
			if c > 0 {
				s = "|" + s
			}
			b.WriteString(s)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	for name, spoil := range map[string]func(p *scantest.Page){
		"clean":      func(*scantest.Page) {},
		"turned":     func(p *scantest.Page) { p.Spoil(1.3, 0, 1) },
		"turned -2°": func(p *scantest.Page) { p.Spoil(-2, 0, 1) },
		"dirty":      func(p *scantest.Page) { p.Spoil(0, 900, 2) },
		"broken lines": func(p *scantest.Page) {
			for x := 130; x < 900; x += 40 {
				for y := range p.Rect.Dy() {
					p.Pix[y*p.Stride+x] = 255
				}
			}
		},
		"negative": func(p *scantest.Page) {
			for i := range p.Pix {
				p.Pix[i] = 255 - p.Pix[i]
			}
		},
		"grey paper": func(p *scantest.Page) {
			for i, v := range p.Pix {
				p.Pix[i] = uint8(40 + int(v)*(150-i%p.Stride/20)/255)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := drawn()
			spoil(p)
			doc, err := scan.Read(context.Background(), gongkai.Source{}, pages(p.Gray), scantest.NewReader(said))
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Blocks) != 2 || name != "dirty" && doc.Blocks[0].Text != "某市财政局报告" || doc.Blocks[1].Table == nil || !doc.Scanned {
				t.Fatalf("%+v", doc)
			}
			if got := grid(doc.Blocks[1].Table); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// TestDoubts holds that a number is sure only where a second witness sees it, or
// its shape leaves no other.
func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct {
		misread func(scan.Manner, string) string
		want    string
	}{
		"all agree":        {func(_ scan.Manner, s string) string { return s }, ""},
		"second sees less": {func(how scan.Manner, s string) string { return only(how == scan.Digits || how == scan.Line, s) }, ""},
		"only one sees any": {func(how scan.Manner, s string) string {
			return only(how == scan.Digits || strings.Trim(s, "0123456789") != "", s)
		}, "12 12 345 6789"},
		"7 is read as 1":     {func(_ scan.Manner, s string) string { return strings.ReplaceAll(s, "7", "1") }, "6189"},
		"0 is read as 8":     {func(_ scan.Manner, s string) string { return strings.ReplaceAll(s, "0", "8") }, "8"},
		"nothing is read":    {func(_ scan.Manner, s string) string { return only(strings.Trim(s, "0123456789") != "", s) }, "\uFFFD \uFFFD \uFFFD \uFFFD \uFFFD"},
		"a digit is dropped": {func(_ scan.Manner, s string) string { return strings.ReplaceAll(s, "345", "35") }, "35"},
	} {
		t.Run(name, func(t *testing.T) {
			e := scantest.NewReader(said)
			e.Misread = c.misread
			doc, err := scan.Read(context.Background(), gongkai.Source{}, pages(drawn().Gray), e)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			table := doc.Tables()[0]
			for _, d := range table.Doubts {
				if s := table.Grid[d.Row][d.Col].Text; strings.Trim(s, "0123456789\uFFFD") == "" {
					got = append(got, s)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("doubts %q, want %q", s, c.want)
			}
		})
	}
}

func only(yes bool, s string) string {
	if yes {
		return s
	}
	return ""
}

type broken struct{ err error }

func (b broken) Recognise(context.Context, scan.Manner, []*image.Gray) ([][]scan.Word, error) {
	return nil, b.err
}

func TestReadFails(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for name, c := range map[string]struct {
		ctx    context.Context
		e      scan.Engine
		ps     []*image.Gray
		reason gongkai.Reason
	}{
		"engine":    {context.Background(), broken{errors.New("it crashed")}, []*image.Gray{drawn().Gray}, gongkai.ReasonIO},
		"too slow":  {context.Background(), broken{fmt.Errorf("tesseract: %w", context.DeadlineExceeded)}, []*image.Gray{drawn().Gray}, gongkai.ReasonLimit},
		"no pages":  {context.Background(), scantest.NewReader(), nil, gongkai.ReasonImages},
		"too many":  {context.Background(), scantest.NewReader(), make([]*image.Gray, scan.MaxPages+1), gongkai.ReasonLimit},
		"cancelled": {stopped, scantest.NewReader(), []*image.Gray{drawn().Gray}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range c.ps {
				if c.ps[i] == nil {
					c.ps[i] = image.NewGray(image.Rect(0, 0, 40, 40))
				}
			}
			_, err := scan.Read(c.ctx, gongkai.Source{}, pages(c.ps...), c.e)
			var re *gongkai.ReadError
			switch {
			case c.reason == "" && !errors.Is(err, context.Canceled), c.reason != "" && (!errors.As(err, &re) || re.Reason != c.reason):
				t.Error(err)
			}
		})
	}
}
