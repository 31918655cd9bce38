package web

import (
	"errors"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func read(t *testing.T, url, s string) *Doc {
	t.Helper()
	d, err := Read(Page{URL: url, ContentType: "text/html; charset=utf-8", Body: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestResolve(t *testing.T) {
	d := read(t, "http://www.qiushui.gov.cn/zwgk/ndbg/index.html", "<p>x</p>")
	for ref, want := range map[string]string{
		"./202201/t1.html":              "http://www.qiushui.gov.cn/zwgk/ndbg/202201/t1.html",
		"../a.htm":                      "http://www.qiushui.gov.cn/zwgk/a.htm",
		"../../../../a.htm":             "http://www.qiushui.gov.cn/a.htm",
		"/art/1.html#top":               "http://www.qiushui.gov.cn/art/1.html",
		"//xxgk.qiushui.gov.cn/a":       "http://xxgk.qiushui.gov.cn/a",
		"?page=2":                       "http://www.qiushui.gov.cn/zwgk/ndbg/index.html?page=2",
		" a\n.html ":                    "http://www.qiushui.gov.cn/zwgk/ndbg/a.html",
		`\files\a.doc`:                  "http://www.qiushui.gov.cn/files/a.doc",
		"a b.doc":                       "http://www.qiushui.gov.cn/zwgk/ndbg/a%20b.doc",
		"年报.doc":                        "http://www.qiushui.gov.cn/zwgk/ndbg/%E5%B9%B4%E6%8A%A5.doc",
		"down.jsp?f=年":                  "http://www.qiushui.gov.cn/zwgk/ndbg/down.jsp?f=%E5%B9%B4",
		"down.jsp?f=%C4%EA":             "http://www.qiushui.gov.cn/zwgk/ndbg/down.jsp?f=%C4%EA",
		"http://HOST.cn":                "http://host.cn/",
		"javascript:void(0)":            "",
		"mailto:a@b.cn":                 "",
		"#":                             "",
		"":                              "",
		"file:///etc/passwd":            "",
		"ftp://a.cn/b":                  "",
		"http://user:secret@a.cn/":      "",
		"http://[::1":                   "",
		"data:text/html;base64,PGI+PC8": "",
	} {
		if got := d.Resolve(ref); got != want {
			t.Errorf("%q: %q, want %q", ref, got, want)
		}
	}
}

// TestResolveGBK holds that a query goes out in the page's encoding.
func TestResolveGBK(t *testing.T) {
	body, _ := simplifiedchinese.GBK.NewEncoder().String(`<html><head><meta charset="gb2312"></head><body><p>附件</p><a href="downfile.jsp?filename=年报.doc">年报下载</a></body></html>`)
	d, err := Read(Page{URL: "http://a.gov.cn/x/1.html", Body: []byte(body)})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Links[0].URL, "http://a.gov.cn/x/downfile.jsp?filename=%C4%EA%B1%A8.doc"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Name("%C4%EA%B1%A8.doc"); got != "年报.doc" {
		t.Errorf("name %q", got)
	}
}

func TestBase(t *testing.T) {
	d := read(t, "http://a.gov.cn/x/1.html", `<base href="/y/"><a href="2.html">z</a>`)
	if got, want := d.Links[0].URL, "http://a.gov.cn/y/2.html"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLabel(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{`<a href="1" title="长丰县农业农村局2023年政府信息公开工作年度报告">长丰县农业农村局2023年…</a>`, "长丰县农业农村局2023年政府信息公开工作年度报告"},
		{`<a href="1" title="长丰县农业农村局2023年政府信息公开工作年度报告">长丰县农业农村局2023...</a>`, "长丰县农业农村局2023年政府信息公开工作年度报告"},
		{`<a href="1" title="打开新窗口">长丰县农业农村局年报</a>`, "长丰县农业农村局年报"},
		{`<a href="1" title="2022年年报"><img src=a.gif></a>`, "2022年年报"},
		{`<a href="1"><b>2022年</b> <i>年报</i></a>`, "2022年年报"},
		{`<a href="1" title="甲县2020年政府信息公开年报">甲县2020年政府信息公开年报<span>2021-01-05</span></a>`, "甲县2020年政府信息公开年报"},
	} {
		if got := read(t, "http://a.cn/", c.html).Links[0].Label(); got != c.want {
			t.Errorf("%s: %q, want %q", c.html, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	const a, b = `<a href="1.html">桐庐县水利局年度报告</a>`, `<a href="2.html">德清县水利局年度报告</a>`
	for name, html := range map[string]string{
		"behind, in a row":     `<li>` + a + `<span>2022-01-03</span></li><li>` + b + `<span>[2022-1-4]</span></li>`,
		"before, in a row":     `<li><span>2022-01-03</span>` + a + `</li><li>2022年1月4日` + b + `</li>`,
		"third cell":           `<table><tr><td><img></td><td>` + a + `</td><td>2022-01-03</td></tr><tr><td></td><td>` + b + `</td><td>2022-01-04</td></tr></table>`,
		"behind, in divisions": `<div>今天是2026-11-22</div><div>` + a + `</div><div>2022/01/03</div><div>` + b + `</div><div>2022.01.04</div><a href="i_2">下一页</a>`,
		"before, in divisions": `<div>2022-01-03</div><div>` + a + `</div><div>2022-01-04</div><div>` + b + `</div><p>共2条</p>`,
		"within":               `<a href=1.html>桐庐县水利局年度报告 2022-01-03</a><a href=2.html>德清县水利局年度报告 <i>2022-01-04</i></a>`,
	} {
		d := read(t, "http://a.cn/", html)
		if d.Links[0].Date != "2022-01-03" || d.Links[1].Date != "2022-01-04" {
			t.Errorf("%s: %q %q", name, d.Links[0].Date, d.Links[1].Date)
		}
	}
	if got := Date("1970-01-01"); got != "" {
		t.Errorf("the epoch is %q", got)
	}
	if got := Date("2021-02-30"); got != "" {
		t.Errorf("the 30th of February is %q", got)
	}
}

func TestChrome(t *testing.T) {
	d := read(t, "http://a.cn/", `<div class="main-nav"><ul><li><a href=1>甲</a></ul></div><div class=list><a href=2>乙</a></div><footer><a href=3>丙</a></footer><a href=4>丁</a>`)
	for i, want := range []bool{true, false, true, false} {
		if d.Links[i].Chrome != want {
			t.Errorf("%s: %v", d.Links[i].Text, d.Links[i].Chrome)
		}
	}
}

func TestCode(t *testing.T) {
	d := read(t, "http://a.cn/", `<script>
var chnlid = 1813; var prefix = '/fjdzapp'; // a path
var url = prefix + "/search?x=" + chnlid;
function createPageHTML(a, b) { return a; }
createPageHTML(5, 0, "index", "html");
$.ajax({ url: url, data: { classsql: "chnlid=" + chnlid, 'page': 1, other: unknown } });
</script>`)
	s := d.Code()
	if v, _ := s.Var("url"); v != "/fjdzapp/search?x=1813" {
		t.Errorf("url %q", v)
	}
	if calls := s.Calls("createPageHTML"); len(calls) != 1 || len(calls[0]) != 4 {
		t.Errorf("calls %q", calls)
	}
	if p := s.Pairs(`classsql: "chnlid=" + chnlid, 'page': 1, other: unknown`); len(p) != 2 || p[0].Value != "chnlid=1813" || p[1].Name != "page" {
		t.Errorf("pairs %v", p)
	}
}

func TestGone(t *testing.T) {
	if !Gone(&StatusError{Status: 404}) || !Gone(&StatusError{Status: 410}) || Gone(&StatusError{Status: 503}) || Gone(errors.New("404")) {
		t.Error("only 404 and 410 are gone")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<a href=1 onclick="x('y')">a<iframe src=b><script>var a='b'+c</script>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		d, err := Read(Page{URL: "http://a.gov.cn/", Body: body})
		if err != nil {
			return
		}
		d.Code()
		for _, l := range d.Links {
			l.Label()
		}
	})
}
