package ingest

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"gongkai"
	"gongkai/canon"
	"gongkai/extract/scan"
	"gongkai/extract/scan/scantest"
)

// said collects the texts that a scan prints, for the reader to know.
type said struct{ strings.Builder }

func (s *said) of(text string) string {
	s.WriteString(text)
	return text
}

// scannedReport draws a report of one page: its title, the table of requests,
// that of reviews, and the signature. Requests are 7 from persons, 2 from
// businesses, 3 of them carried forward.
func scannedReport(t testing.TB) ([]byte, *scantest.Reader) {
	t.Helper()
	var s said
	p := scantest.NewPage()
	p.Dot = 3
	p.Text(120, 60, s.of("桐庐县水利局2023年政府信息公开工作年度报告"))
	p.Dot = 2
	p.Text(120, 110, s.of("本报告由桐庐县水利局编制统计期限为2023年1月1日至2023年12月31日"))
	can := canon.Get()
	xs := []int{100, 200, 320, 640, 700, 760, 820, 880, 940, 1000, 1060}
	ys := []int{150}
	cells := []scantest.Cell{scantest.At(0, 0, 3, 3, s.of("本列数据")), scantest.At(0, 3, 1, 7, s.of("申请人情况")),
		scantest.At(1, 3, 2, 1, s.of("自然人")), scantest.At(1, 4, 1, 5, s.of("法人或其他组织")), scantest.At(1, 9, 2, 1, s.of("总计"))}
	for i, a := range can.Applicants.List[1:6] {
		cells = append(cells, scantest.At(2, 4+i, 1, 1, s.of(a.ZH)))
	}
	ys = append(ys, 180, 210, 290)
	row := 3
	number := func(row, column int, id string) {
		person := map[string]int{"received": 7, "granted": 5, "processed_total": 5, "carried_forward": 2}[id]
		business := map[string]int{"received": 2, "denied.third_party": 1, "processed_total": 1, "carried_forward": 1}[id]
		n := map[int]int{0: person, 1: business, 6: person + business}[column]
		cells = append(cells, scantest.At(row, 3+column, 1, 1, fmt.Sprint(n)))
	}
	last := ""
	for _, r := range can.Requests.Rows {
		if !r.In(canon.T2021) {
			continue
		}
		at, label := 0, r.ZH
		switch {
		case r.Group == "results":
			at = 1
			label = r.Number[len("三"):] + label
		case r.Group != "":
			at = 2
			label = r.Number[strings.LastIndex(r.Number, "）")+len("）"):] + "." + label
			if r.Group != last {
				for _, g := range can.Requests.Groups {
					if g.ID == r.Group {
						n := 0
						for _, o := range can.Requests.Rows {
							if o.Group == g.ID && o.In(canon.T2021) {
								n++
							}
						}
						cells = append(cells, scantest.At(row, 1, n, 1, s.of(g.Number[len("三"):]+g.ZH)))
					}
				}
			}
		default:
			label = r.Number + "、" + label
		}
		last = r.Group
		cells = append(cells, scantest.At(row, at, 1, 3-at, s.of(label)))
		for c := range can.Applicants.List {
			number(row, c, r.ID)
		}
		high := 32
		if len([]rune(label)) > 18 {
			high = 80
		}
		ys = append(ys, ys[row]+high)
		row++
	}
	cells = append(cells, scantest.At(5, 0, row-6, 1, s.of("三、本年度办理结果")))
	p.Table(xs, ys, cells)
	y := ys[len(ys)-1] + 50
	xs = []int{100}
	var rl []scantest.Cell
	rl = append(rl, scantest.At(0, 0, 1, 5, s.of(can.Challenges.Blocks[0].ZH)), scantest.At(0, 5, 1, 10, s.of(can.Challenges.Umbrella[0])),
		scantest.At(1, 5, 1, 5, s.of(can.Challenges.Blocks[1].ZH)), scantest.At(1, 10, 1, 5, s.of(can.Challenges.Blocks[2].ZH)))
	for b := range 3 {
		for i, o := range can.Challenges.Outcomes {
			from, rows := 2, 1
			if b == 0 {
				from, rows = 1, 2
			}
			n := []int{1, 0, 0, 2, 3}[i] * (b % 2)
			rl = append(rl, scantest.At(from, 5*b+i, rows, 1, s.of(o.ZH)), scantest.At(3, 5*b+i, 1, 1, fmt.Sprint(n)))
			xs = append(xs, xs[len(xs)-1]+64)
		}
	}
	p.Table(xs, []int{y, y + 35, y + 70, y + 130, y + 165}, rl)
	p.Text(700, y+220, s.of("桐庐县水利局"))
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), scantest.NewReader(s.String())
}

// parse reads a scan through an engine and returns its report.
func parse(t *testing.T, data []byte, e scan.Engine) *gongkai.Report {
	t.Helper()
	_, out := Parser{OCR: e}.ParseBytes(context.Background(), gongkai.Source{Path: "scan.png"}, data)
	if out.Kind != gongkai.IsReport || len(out.Reports) != 1 {
		t.Fatalf("%+v", out)
	}
	return out.Reports[0]
}

func tally(r *gongkai.Report) map[gongkai.Status]int {
	n := map[gongkai.Status]int{}
	for i := range r.Facts {
		n[r.Facts[i].Status]++
	}
	return n
}

// TestScan reads a scanned report from picture to facts.
func TestScan(t *testing.T) {
	data, e := scannedReport(t)
	r := parse(t, data, e)
	if r.Agency != "桐庐县水利局" || r.Year != 2023 || r.Template != canon.T2021 || r.Title != "桐庐县水利局2023年政府信息公开工作年度报告" {
		t.Errorf("%s %d %s %q", r.Agency, r.Year, r.Template, r.Title)
	}
	if n := tally(r); n[gongkai.Repaired] != 175+15 || len(n) != 1 {
		t.Errorf("%v", n)
	}
	want := map[string]int64{"req.received@total": 9, "req.received@natural_person": 7, "req.denied.third_party@org_commercial": 1, "req.carried_forward@total": 3, "rl.litigation_direct.total@": 3}
	for i := range r.Facts {
		f := &r.Facts[i]
		if n, ok := want[f.Indicator+"@"+f.Applicant]; ok && f.Value.Decimal.IntPart() != n {
			t.Errorf("%s %s: %s", f.Indicator, f.Applicant, f.Value.Decimal)
		}
		if f.Method != gongkai.ByOCR {
			t.Errorf("%s by %s", f.Indicator, f.Method)
		}
	}
}

// TestScanMisread holds that no reading of the recogniser, wrong in the same way
// everywhere, puts a wrong number into the facts.
func TestScanMisread(t *testing.T) {
	data, e := scannedReport(t)
	truth := map[string]string{}
	for _, f := range parse(t, data, e).Facts {
		truth[f.Indicator+"@"+f.Applicant] = f.Value.Decimal.String()
	}
	all := func(scan.Manner) bool { return true }
	one := func(how scan.Manner) bool { return how == scan.Digits }
	others := func(how scan.Manner) bool { return how != scan.Digits }
	for _, c := range []struct {
		from, to string
		who      func(scan.Manner) bool
	}{
		{"7", "1", all}, {"1", "7", all}, {"0", "8", all}, {"0", "6", all}, {"2", "3", one}, {"5", "6", all}, {"9", "4", all}, {"1", "", all},
		{"2", "7", others}, {"0", "", one}, {"0", "/", all}, {"5", "3", one}, {"7", "", others},
	} {
		_, e := scannedReport(t)
		e.Misread = func(how scan.Manner, s string) string {
			if c.who(how) && strings.Trim(s, "0123456789") == "" {
				return strings.ReplaceAll(s, c.from, c.to)
			}
			return s
		}
		_, out := Parser{OCR: e}.ParseBytes(context.Background(), gongkai.Source{}, data)
		for _, r := range out.Reports {
			for _, f := range r.Facts {
				if f.Value.Valid && f.Value.Decimal.String() != truth[f.Indicator+"@"+f.Applicant] {
					t.Errorf("%s as %q: %s %s is %s, not %s", c.from, c.to, f.Indicator, f.Applicant, f.Value.Decimal, truth[f.Indicator+"@"+f.Applicant])
				}
			}
		}
	}
}

// TestScanOff holds that scans are image_only unless asked for, and stay so where
// nothing comes of it.
func TestScanOff(t *testing.T) {
	data, e := scannedReport(t)
	src := gongkai.Source{Path: "scan.png"}
	_, out := ParseBytes(src, data)
	if out.Kind != gongkai.ImageOnly || out.Images != 1 {
		t.Errorf("%+v", out)
	}
	blind := scantest.NewReader()
	blind.Misread = func(scan.Manner, string) string { return "" }
	_, out = Parser{OCR: blind}.ParseBytes(context.Background(), src, data)
	if out.Kind != gongkai.ImageOnly || !strings.Contains(out.Detail, "no report was found") {
		t.Errorf("%+v", out)
	}
	_, out = Parser{OCR: broken{}}.ParseBytes(context.Background(), src, data)
	if out.Kind != gongkai.ImageOnly || !strings.Contains(out.Detail, "not recognised") {
		t.Errorf("%+v", out)
	}
	_, out = Parser{OCR: e}.ParseBytes(context.Background(), src, data[:len(data)/2])
	if out.Kind != gongkai.ImageOnly || !strings.Contains(out.Detail, "damaged") {
		t.Errorf("%+v", out)
	}
	// A page with text is never recognised.
	html := []byte("<h1>某县水利局2023年政府信息公开工作年度报告</h1><p>" + strings.Repeat("本局公开了信息。", 40) + "</p>")
	if doc, _ := (Parser{OCR: broken{}}).ParseBytes(context.Background(), src, html); doc.Scanned {
		t.Error("recognised a page of text")
	}
}

type broken struct{}

func (broken) Recognise(context.Context, scan.Manner, []*image.Gray) ([][]scan.Word, error) {
	return nil, errors.New("broken")
}

// TestImageOnlyPages holds what is a report in pictures, and what is none.
func TestImageOnlyPages(t *testing.T) {
	title := "<h1>桐庐县水利局2023年政府信息公开工作年度报告</h1>"
	for name, c := range map[string]struct {
		page string
		kind gongkai.OutcomeKind
		n    int
	}{
		"pictures under a title": {title + `<div class="TRS_Editor"><img src="1.jpg"><img src="2.jpg"></div>`, gongkai.ImageOnly, 2},
		"pictures alone":         {`<div class="TRS_Editor"><img src="1.jpg"></div>`, gongkai.ImageOnly, 1},
		"text beside one":        {title + "<div class=\"TRS_Editor\"><p>" + strings.Repeat("本局公开了信息。", 40) + `</p><img src="1.jpg"></div>`, gongkai.NoReport, 0},
		"some other page":        {`<h1>局长信箱</h1><div class="TRS_Editor"><p>来信请寄办公室</p><img src="1.jpg"></div>`, gongkai.NoReport, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, out := ParseBytes(gongkai.Source{}, []byte("<html><body>"+c.page+"</body></html>"))
			if out.Kind != c.kind || out.Images != c.n || c.n > 0 && !strings.Contains(out.Detail, fmt.Sprintf("%d images", c.n)) {
				t.Errorf("%+v", out)
			}
			var b bytes.Buffer
			if err := out.WriteJSON(&b); err != nil || strings.Contains(b.String(), `"images"`) != (c.n > 0) {
				t.Errorf("%s %v", b.String(), err)
			}
		})
	}
}

// TestScanQuarantined holds that a scan stands in quarantine with its number of
// pictures, and leaves it once it is recognised.
func TestScanQuarantined(t *testing.T) {
	data, e := scannedReport(t)
	im, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, im, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file, db := filepath.Join(dir, "scan.jpg"), filepath.Join(dir, "w.duckdb")
	if err := os.WriteFile(file, jpg.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(p Parser) (quarantined, repaired int, detail string) {
		if _, err := Run(context.Background(), Options{Warehouse: db, Files: []string{file}, Parser: p, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
		w, err := sql.Open("duckdb", db+"?access_mode=read_only")
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if err := w.QueryRow(`SELECT (SELECT count(*) FROM quarantine), (SELECT count(*) FROM fact_request WHERE status = 'repaired' AND method = 'ocr'),
			(SELECT coalesce(max(detail), '') FROM quarantine)`).Scan(&quarantined, &repaired, &detail); err != nil {
			t.Fatal(err)
		}
		return quarantined, repaired, detail
	}
	if q, n, detail := run(Parser{}); q != 1 || n != 0 || !strings.Contains(detail, "1 page") {
		t.Errorf("%d in quarantine, %d facts: %s", q, n, detail)
	}
	if q, n, detail := run(Parser{OCR: e}); q != 0 || n != 175 {
		t.Errorf("recognised: %d in quarantine, %d facts: %s", q, n, detail)
	}
}
