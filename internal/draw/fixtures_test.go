package draw_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai"
	"gongkai/ingest"
	"gongkai/internal/draw"
)

var update = flag.Bool("update", false, "draw the fixtures in testdata anew")

const testdata = "../../testdata"

// TestFixtures holds the reports in testdata against their truth: head and every
// cell.
func TestFixtures(t *testing.T) {
	if *update {
		for _, f := range fixtures {
			f.update(t, "reports/")
		}
		for _, f := range formats {
			f.update(t, "formats/")
		}
		negatives(t)
	}
	reports, _ := filepath.Glob(testdata + "/reports/*")
	files, _ := filepath.Glob(testdata + "/formats/*")
	if files = append(files, reports...); len(files) != len(fixtures)+len(formats) {
		t.Errorf("%d reports, want %d", len(files), len(fixtures)+len(formats))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
			b, err := os.ReadFile(filepath.Join(testdata, "truth", name+".truth.json"))
			var want draw.Truth
			if err == nil {
				err = json.Unmarshal(b, &want)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, out := ingest.Parse(file, "")
			if len(out.Reports) != 1 {
				t.Fatalf("%d reports: %s %s", len(out.Reports), out.Reason, out.Detail)
			}
			r := out.Reports[0]
			got := draw.Truth{Title: r.Title, Agency: r.Agency, DivisionCode: r.DivisionCode, Function: r.Function, Year: r.Year, Template: r.Template}
			head := want
			head.Cells = nil
			if fmt.Sprint(got) != fmt.Sprint(head) {
				t.Errorf("got %+v\nwant %+v", got, head)
			}
			for _, f := range want.Compare(r) {
				t.Error(f)
			}
		})
	}
}

// TestNegatives: what is no report ends with its reason, and never as one.
func TestNegatives(t *testing.T) {
	for file, want := range map[string]gongkai.Reason{
		"list.html": gongkai.ReasonListPage, "shell.html": gongkai.ReasonShell, "notice.html": gongkai.ReasonNotice,
		"blank.html": gongkai.ReasonBlankForm, "garbage.bin": gongkai.ReasonEncoding, "truncated.docx": gongkai.ReasonCorrupt,
	} {
		_, out := ingest.Parse(filepath.Join(testdata, "negative", file), "")
		if out.Kind == gongkai.IsReport || out.Reason != want {
			t.Errorf("%s: %s %s (%s), want %s", file, out.Kind, out.Reason, out.Detail, want)
		}
		if out.Detail == "" {
			t.Errorf("%s: no detail", file)
		}
	}
}

// TestSpanBomb: a small page must not become a large grid.
func TestSpanBomb(t *testing.T) {
	page := "<html><body><h1>某县教育局2023年政府信息公开工作年度报告</h1><table>" +
		strings.Repeat(`<tr><td rowspan="2000" colspan="20000">0</td></tr>`+"\n", 740) + "</table></body></html>"
	_, out := ingest.ParseBytes(gongkai.Source{Path: "bomb.html"}, []byte(page))
	if out.Kind == gongkai.IsReport || out.Kind == gongkai.Unreadable && out.Reason != gongkai.ReasonLimit {
		t.Errorf("%s %s %s", out.Kind, out.Reason, out.Detail)
	}
}

// negatives writes the files that are no reports.
func negatives(t *testing.T) {
	page := func(title, body string) []byte {
		return []byte("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + title + "</title></head>\n<body>" + body + "</body></html>\n")
	}
	nav := `<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/bsfw/">办事服务</a> <a href="/hdjl/">互动交流</a></div>`
	list := nav + `<div class="list"><ul>`
	for i, f := range fixtures {
		list += fmt.Sprintf(`<li><a href="t%d.html">%s%d年政府信息公开工作年度报告</a><span>%d-01-2%d</span></li>`+"\n", i, f.options.Prose.Agency, f.options.Prose.Year, f.options.Prose.Year+1, i)
	}
	write(t, "negative/list.html", page("政府信息公开年报", list+"</ul></div>"))
	write(t, "negative/shell.html", page("政府信息公开年报", nav+`<div class="article" id="zoom"></div><div class="footer"><p>主办单位：德清县人民政府办公室</p></div>`))
	write(t, "negative/notice.html", page("关于做好2023年政府信息公开工作年度报告编制工作的通知", nav+`<div class="article"><h1>关于做好2023年政府信息公开工作年度报告编制工作的通知</h1>
<p>各乡镇人民政府，县直各单位：</p><p>为做好年度报告编制，现就有关事项通知如下。各单位应于1月20日前将报告初稿送县政府办公室，表格按统一格式填写，不得增减行列，没有发生的填写“0”。</p>
<p>报告应当在1月31日前在门户网站公布，并附联系方式。对数据的准确性由各单位负责，县政府办公室将组织抽查。</p><p>德清县人民政府办公室</p><p>2024年1月4日</p></div>`))
	d := draw.Draw(draw.Options{Seed: 5, Layout: draw.Clean, Template: draw.T2021})
	form := regexp.MustCompile(`>[0-9.,+−＋-]+(?:万元)?</td>`).ReplaceAllString(string(d.Bytes), "></td>")
	form = regexp.MustCompile(`(?s)<p>\x{3000}.*?</p>\n`).ReplaceAllString(form, "")
	write(t, "negative/blank.html", []byte(strings.ReplaceAll(form, d.Truth.Title, "政府信息公开工作年度报告格式")))
	r := rand.New(rand.NewPCG(1, 1))
	garbage := make([]byte, 4096)
	for i := range garbage {
		garbage[i] = byte(r.IntN(256))
	}
	write(t, "negative/garbage.bin", garbage)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml"} {
		if w, err := z.Create(name); err != nil {
			t.Fatal(err)
		} else if _, err := w.Write(d.Bytes); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, "negative/truncated.docx", b.Bytes()[:b.Len()/2])
}

func write(t *testing.T, name string, b []byte) {
	t.Helper()
	file := filepath.Join(testdata, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}
