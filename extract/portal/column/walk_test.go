package column

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/extract/portal/web"
)

var update = flag.Bool("update", false, "write what the walks find into the fixtures")

// A portal in a file: the comment's last line is the address at which a walk
// begins; files named "/path?query" are pages, "POST /path?query body" replies;
// want is what a walk finds.
type fixture struct {
	archive *txtar.Archive
	start   string
	files   map[string][]byte
	asked   []string
}

func open(t testing.TB, name string) *fixture {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(a.Comment)), "\n")
	f := &fixture{archive: a, start: lines[len(lines)-1], files: map[string][]byte{}}
	for _, file := range a.Files {
		f.files[file.Name] = file.Data
	}
	return f
}

func (f *fixture) get(_ context.Context, r web.Request) (web.Page, error) {
	path := "/" + strings.SplitN(strings.TrimPrefix(strings.TrimPrefix(r.URL, "http://"), "https://"), "/", 2)[1]
	if r.Method == "POST" {
		path = "POST " + path + " " + string(r.Body)
	}
	f.asked = append(f.asked, path)
	data, ok := f.files[path]
	if !ok {
		return web.Page{}, &web.StatusError{URL: r.URL, Status: 404}
	}
	if s := string(data); strings.HasPrefix(s, "status ") {
		status := 0
		fmt.Sscanf(s, "status %d", &status)
		return web.Page{URL: r.URL, Status: status}, nil
	}
	return web.Page{URL: r.URL, Body: data, ContentType: "text/html; charset=utf-8"}, nil
}

// found prints a walk as fixtures hold it.
func found(r *Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "dialect %s, annual %v, %d requests, %d pages\n", r.Dialect, r.Annual, r.Requests, len(r.Pages))
	for _, it := range r.Items {
		reason := string(it.Verdict.Reason)
		if it.Verdict.Report() {
			reason = fmt.Sprintf("report %d", it.Verdict.Year)
		}
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", reason, it.Date, it.URL, it.Title)
	}
	for _, f := range r.Faults {
		fmt.Fprintf(&b, "fault %s %s %s\n", f.Reason, f.URL, f.Detail)
	}
	return b.String()
}

// TestWalk walks the portals of testdata. go test -update writes what it finds.
func TestWalk(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	met := map[string]bool{}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			f := open(t, name)
			r, err := Walk(context.Background(), f.get, f.start, Options{})
			if err != nil {
				t.Fatal(err)
			}
			met[r.Dialect] = true
			got := found(r)
			if *update {
				f.archive.Files = slices.DeleteFunc(f.archive.Files, func(x txtar.File) bool { return x.Name == "want" })
				f.archive.Files = append(f.archive.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(f.archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(f.files["want"]); got != want {
				t.Errorf("found\n%swant\n%sasked\n%s", got, want, strings.Join(f.asked, "\n"))
			}
		})
	}
	for _, d := range Dialects() {
		if !met[d] {
			t.Errorf("no fixture for the dialect %s", d)
		}
	}
}

// TestEndless holds that a list that never ends by itself is ended.
func TestEndless(t *testing.T) {
	page := func(n int, s string) string {
		return fmt.Sprintf(`<html><title>政府信息公开年报</title><li><a href="t%d.html">甲县教育局%d年政府信息公开工作年度报告</a><span>2022-01-0%d</span></li>%s</html>`, n, 2010+n%10, 1+n%9, s)
	}
	for name, body := range map[string]func(n int) string{
		"next always leads on":     func(n int) string { return page(n, fmt.Sprintf(`<a href="index_%d.html">下一页</a>`, n+1)) },
		"next leads to new copies": func(n int) string { return page(0, fmt.Sprintf(`<a href="index_%d.html">下一页</a>`, n+1)) },
		"a count of 99999":         func(n int) string { return page(n, `<script>createPageHTML(99999, 0, "index", "html");</script>`) },
		"no count":                 func(n int) string { return page(n, `<script>createPageHTML(${count}, 0, "index", "html");</script>`) },
		"years below years": func(n int) string {
			return page(n, fmt.Sprintf(`<a href="nb%d/">%d年</a><a href="nb%d/">%d年</a>`, 2000+n%50, 2000+n%50, 2001+n%50, 2001+n%50))
		},
		"a thousand numbers": func(n int) string {
			var b strings.Builder
			for i := 2; i < 1000; i++ {
				fmt.Fprintf(&b, `<a href="index_%d.html">%d</a>`, i, i)
			}
			return page(n, b.String())
		},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			get := func(_ context.Context, r web.Request) (web.Page, error) {
				n++
				return web.Page{URL: r.URL, Body: []byte(body(n))}, nil
			}
			o := Options{Pages: 30, Requests: 50, Columns: 8}
			r, err := Walk(context.Background(), get, "http://a.gov.cn/ndbg/", o)
			if err != nil || n > o.Requests || len(r.Items) == 0 {
				t.Errorf("%d requests, %d items, %v", n, len(r.Items), err)
			}
			limited := slices.ContainsFunc(r.Faults, func(f Fault) bool { return f.Reason == Limit })
			if name != "next leads to new copies" && name != "years below years" && !limited {
				t.Errorf("no fault says that the list is longer: %v", r.Faults)
			}
			if name == "next leads to new copies" && n > 5 {
				t.Errorf("%d requests for copies of one page", n)
			}
		})
	}
}

// TestCancelled holds that a walk ends with its context.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	_, err := Walk(ctx, func(context.Context, web.Request) (web.Page, error) {
		if n++; n == 2 {
			cancel()
		}
		return web.Page{Body: []byte(fmt.Sprintf(`<a href=t%d.html>甲县2020年政府信息公开年报</a><a rel=next href=p%d.html>下一页</a>`, n, n))}, nil
	}, "http://a.gov.cn/ndbg/", Options{})
	if err != context.Canceled || n != 2 {
		t.Errorf("%v after %d requests", err, n)
	}
}

// TestNoAddress holds that what is no web address is refused.
func TestNoAddress(t *testing.T) {
	for _, s := range []string{"", "ndbg/", "file:///etc/passwd", "http://"} {
		if _, err := Walk(context.Background(), nil, s, Options{}); err == nil {
			t.Errorf("%q is walked", s)
		}
	}
}

// TestRealList walks the list page of a real portal, if it is there.
func TestRealList(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	body, err := os.ReadFile(filepath.Join(root, "real", "ordos_egb_listpage", "list.html"))
	if err != nil {
		t.Skip(err)
	}
	var asked []string
	r, err := Walk(context.Background(), func(_ context.Context, q web.Request) (web.Page, error) {
		asked = append(asked, q.URL)
		if len(asked) > 1 {
			return web.Page{}, &web.StatusError{URL: q.URL, Status: 404}
		}
		return web.Page{Body: body}, nil
	}, "http://egb.ordos.gov.cn/xxgk/xxgknb/index.html", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Reports()); n != 4 || r.Dialect != "trs" || len(asked) < 2 || asked[1] != "http://egb.ordos.gov.cn/xxgk/xxgknb/index_1.html" {
		t.Errorf("%d reports, asked %q\n%s", n, asked, found(r))
	}
	for _, it := range r.Reports() {
		if it.Date == "" || it.Verdict.Year == 0 {
			t.Errorf("%s: no date or year", it.Title)
		}
	}
}

// FuzzColumn holds that a walk over any bytes ends within its requests.
func FuzzColumn(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		fx := open(f, name)
		for _, file := range fx.archive.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		n := 0
		_, err := Walk(context.Background(), func(_ context.Context, r web.Request) (web.Page, error) {
			n++
			return web.Page{URL: r.URL, Body: append(append([]byte(nil), body...), fmt.Sprintf("<a href=/art/%d.html>%d</a>", n, n)...)}, nil
		}, "http://a.gov.cn/zwgk/ndbg/index.html", Options{Requests: 12, Pages: 8, Columns: 3})
		if err != nil || n > 12 {
			t.Errorf("%d requests, %v", n, err)
		}
	})
}
