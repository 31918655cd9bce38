package judge

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rows reads a file of tab-separated lines; # begins a comment.
func rows(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][]string
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() != "" && !strings.HasPrefix(s.Text(), "#") {
			out = append(out, strings.Split(s.Text(), "\t"))
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return out
}

// TestReports holds that titles of reports are let through, and the year that they name.
func TestReports(t *testing.T) {
	for _, r := range rows(t, "testdata/reports.tsv") {
		column := r[0] == "column"
		v := Title(r[2], column)
		if !v.Report() {
			t.Errorf("%s: left as %s (%s)", r[2], v.Reason, v.Why)
		}
		if got := strings.TrimSpace(r[1]); got != "" && got != itoa(v.Year) {
			t.Errorf("%s: year %d, want %s", r[2], v.Year, got)
		}
	}
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	return string([]byte{byte('0' + n/1000%10), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

// TestNoise holds that other titles are left, for the right reason, even in a
// column of annual reports.
func TestNoise(t *testing.T) {
	list := rows(t, "testdata/noise.tsv")
	if len(list) < 60 {
		t.Errorf("%d titles, want 60", len(list))
	}
	for _, r := range list {
		for _, column := range []bool{true, false} {
			v := Title(r[1], column)
			if v.Report() {
				t.Errorf("%s: let through (%s; column %v)", r[1], v.Why, column)
			} else if column && string(v.Reason) != r[0] {
				t.Errorf("%s: left as %s (%s), want %s", r[1], v.Reason, v.Why, r[0])
			}
		}
	}
}

// TestWords holds the form of words.tsv.
func TestWords(t *testing.T) {
	seen := map[string]bool{}
	for _, w := range words {
		if !slices.Contains(Reasons, w.reason) {
			t.Errorf("%s: no reason %q", w.text, w.reason)
		}
		if !slices.Contains([]string{"any", "tail", "other", "end"}, w.where) {
			t.Errorf("%s: no place %q", w.text, w.where)
		}
		if key := w.where + w.text; seen[key] {
			t.Errorf("%s stands twice", w.text)
		} else {
			seen[key] = true
		}
		if w.text != Fold(w.text) && w.text != "！" && w.text != "？" {
			t.Errorf("%s is never found: titles are folded to %s", w.text, Fold(w.text))
		}
	}
	if len(words) < 100 {
		t.Errorf("%d words", len(words))
	}
}

// TestCorpusTitles holds that the titles of real reports are let through.
func TestCorpusTitles(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	data, err := os.ReadFile(filepath.Join(root, "real", "titles.tsv"))
	if err != nil {
		t.Skip(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cells) < 12 || cells[0] == "url" {
			continue
		}
		n++
		title := strings.Trim(cells[1], "()")
		v := Title(title, true)
		if want := cells[10] == "report"; v.Report() != want {
			t.Errorf("%s: let through %v, want %v: %s (%s)", cells[1], v.Report(), want, v.Reason, v.Why)
		}
		// Without knowing of the column: what the title or the address says must do.
		if strings.Contains(cells[1], "公开") && cells[10] == "report" && !Title(title, false).Report() {
			t.Errorf("%s: left outside a column: %+v", cells[1], Title(title, false))
		}
		if v.Report() && cells[8] != "" && v.Year != 0 && itoa(v.Year) != cells[8] {
			t.Errorf("%s: year %d, want %s", cells[1], v.Year, cells[8])
		}
	}
	if n < 50 {
		t.Errorf("%d titles", n)
	}
}

func TestOf(t *testing.T) {
	const report = "德清县教育局2023年政府信息公开工作年度报告"
	for name, c := range map[string]struct {
		link Link
		want Reason
	}{
		"report":                     {Link{Title: report, URL: "http://a.gov.cn/t1.html", Within: true}, Report},
		"elsewhere":                  {Link{Title: report, URL: "http://b.gov.cn/t1.html"}, OffHost},
		"script":                     {Link{Title: report}, ScriptLink},
		"nothing":                    {Link{Title: "返回"}, Navigation},
		"menu":                       {Link{Title: "年度报告", URL: "http://a.gov.cn/ndbg1/x.html", Within: true, Chrome: true, Column: true}, Navigation},
		"report in a wrong menu":     {Link{Title: report, URL: "http://a.gov.cn/t1.html", Within: true, Chrome: true}, Report},
		"folder":                     {Link{Title: "信息公开年报", URL: "http://a.gov.cn/xxgk/2/", Within: true, Column: true}, Navigation},
		"picture":                    {Link{Title: report, URL: "http://a.gov.cn/t1.jpg", Within: true}, Navigation},
		"annual path, bare name":     {Link{Title: "淤上乡2024年", URL: "http://a.gov.cn/zfxxgknb/t2.html", Within: true}, Report},
		"no annual path, bare name":  {Link{Title: "淤上乡2024年", URL: "http://a.gov.cn/zwgk/t2.html", Within: true}, NotAnnualReport},
		"column, bare name":          {Link{Title: "教育局", URL: "http://a.gov.cn/zwgk/t2.html", Within: true, Column: true}, Report},
		"news path in a column":      {Link{Title: "教育局2021年", URL: "http://a.gov.cn/xwzx/t2.html", Within: true, Column: true}, News},
		"fbtime":                     {Link{Title: "2009年", URL: "http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=11370828004431350G&fbtime=2009", Within: true}, Report},
		"fbtime in the other order":  {Link{Title: "", URL: "http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?fbtime=2017&area=113325000026455663", Within: true}, Report},
		"no fbtime":                  {Link{Title: "教育局", URL: "http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=11370828004431350G", Within: true}, Report},
		"neither fbtime nor name":    {Link{Title: "查看更多内容", URL: "http://a.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=11370828004431350G", Within: true}, Navigation},
		"address without any number": {Link{Title: "政府信息公开制度", URL: "http://a.gov.cn/zd.html", Within: true}, Navigation},
	} {
		t.Run(name, func(t *testing.T) {
			if v := Of(c.link); v.Reason != c.want {
				t.Errorf("%q (%s), want %q", v.Reason, v.Why, c.want)
			}
		})
	}
}

func TestYearFolder(t *testing.T) {
	for address, want := range map[string]int{
		"http://a.cn/zwgk/nb_2022n/": 2022, "http://a.cn/zfxxgknb2022/": 2022, "http://a.cn/2022n/2021qzfbm/": 2021,
		"http://a.cn/2009nb/dcqzfbm2009/": 2009, "http://a.cn/2017n/xzjd/": 2017, "http://a.cn/gknb2017/index.html": 2017,
		"http://a.cn/2021/": 2021, "http://a.cn/zfxxgknb/": 0, "http://a.cn/2022/t2022.html": 0, "http://a.cn/art/2022/1/12/art_12_57869.html": 0,
		"http://a.cn/62150/": 0,
	} {
		if got := YearFolder(address); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
}
