package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/internal/draw"
)

// TestAddresses gives the program addresses without any configuration: it finds
// out by itself what they are.
func TestAddresses(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	p.set("/", page("惠安县人民政府", `<ul><li><a href="/zwgk/">政务公开</a></li><li><a href="/xxgk/xxgknb/">政府信息公开年报</a></li></ul>`), "Content-Type", html)
	for name, c := range map[string]struct {
		path    string
		reports int
	}{
		"a report":                {"/art/t2025_1.html", 1},
		"a file":                  {"/files/report2025_60.pdf", 1},
		"an article with a file":  {"/art/t2025_48.html", 1},
		"a list":                  {"/InfoPublic.aspx?cid=7&page=1", 24},
		"a portal":                {"/", 36},
		"a list of a TRS, in GBK": {"/xxgk/xxgknb/", 36},
	} {
		t.Run(name, func(t *testing.T) {
			w := &work{t, t.TempDir()}
			out, errs, code := w.run("ingest", "--rate", "50", p.URL+c.path)
			if code != 0 {
				t.Errorf("exit %d\n%s%s", code, out, errs)
			}
			if n := len(w.query("FROM report")); n != c.reports {
				t.Errorf("%d reports, want %d\n%s%s", n, c.reports, out, errs)
			}
		})
	}
}

// TestDryRun holds that a dry run says what is made of each link and leaves nothing
// behind.
func TestDryRun(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	w := newWork(t, p, "    rate: 50\n")
	out, errs, code := w.run("ingest", "--dry-run")
	for _, want := range []string{
		"column\ttrs\t3 pages\t" + p.URL + "/xxgk/xxgknb/", "column\taspnet\t2 pages\t",
		"report\t-\t2025-01-20\t惠安县教育局2024年政府信息公开工作年度报告\t" + p.URL + "/art/t2025_0.html\n",
		"left\tnews\t2025-01-20\t县水利局召开2024年防汛工作会议\t" + p.URL + "/news/t2025_901.html\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("not printed: %q\n%s%s", want, out, errs)
		}
	}
	for _, a := range p.night() {
		if strings.HasPrefix(a.path, "/art/") || strings.HasPrefix(a.path, "/files/") {
			t.Errorf("a dry run asked for %s", a.path)
		}
	}
	names, _ := filepath.Glob(filepath.Join(w.dir, "*"))
	if code != 0 || len(names) != 1 {
		t.Errorf("exit %d; left behind: %v", code, names)
	}
}

// TestRefusedAddresses gives the program what it must not ask for, itself and by
// way of a redirect: nobody is asked, and the message says why.
func TestRefusedAddresses(t *testing.T) {
	t.Parallel()
	secret := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) }))
	defer secret.Close()
	var target string
	open := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, target, http.StatusFound)
	}))
	defer open.Close()
	port := secret.URL[strings.LastIndexByte(secret.URL, ':'):]
	for _, c := range []struct{ address, redirect, says string }{
		{"file:///etc/passwd", "", "only http and https"}, {"FILE:/etc/passwd", "", "only http and https"}, {"ftp://www.example.gov.cn/a", "", "only http and https"},
		{"gopher://127.0.0.1/", "", "only http and https"}, {"data:text/html,x", "", "only http and https"},
		{"http://user:secret@www.example.gov.cn/", "", "user or password"}, {"http:///nb/", "", "no host"},
		{"http://2130706433" + port + "/", "", "address_refused"}, {"http://0x7f.1" + port + "/", "", "address_refused"}, {"http://169.254.169.254/latest/", "", "address_refused"},
		{open.URL + "/a", secret.URL + "/", "off_host"}, {open.URL + "/a", "http://169.254.169.254/latest/meta-data/", "address_refused"},
		{open.URL + "/a", "http://localhost" + port + "/", "off_host"}, {open.URL + "/a", "http://[::1]" + port + "/", "address_refused"},
		{open.URL + "/a", "file:///etc/passwd", "scheme_refused"}, {open.URL + "/a", "http://u:p@" + open.Listener.Addr().String() + "/", "credentials_refused"},
	} {
		t.Run(c.address+" "+c.redirect, func(t *testing.T) {
			target = c.redirect
			w := &work{t, t.TempDir()}
			out, errs, code := w.run("ingest", "--rate", "50", c.address)
			if code != 1 && code != 2 || !strings.Contains(errs, c.says) || strings.Contains(errs+out, "secret@") || strings.Contains(errs, "root:") {
				t.Errorf("exit %d, want %q\n%s%s", code, c.says, out, errs)
			}
		})
	}
}

// TestNamesStayInside ingests containers, headers and addresses whose names lead
// out of every folder: nothing is written but the warehouse, the configuration and
// the archive.
func TestNamesStayInside(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	var rows []string
	names := []string{
		"../../escape.html", "/etc/escape.html", `..\..\escape.html`, `C:\escape.html`, "a/../../escape.html", "....//escape.html", "./../escape.html",
		"%2e%2e/escape.html", "..%2fescape.html", "a/b/../../../escape.html", "\x00escape.html", "escape.html\x00.pdf", "//server/share/escape.html",
		"~/escape.html", "con.html", "年报/../../escape.html", "..", ".", "/", "escape\n.html",
	}
	p.reports = map[string]bool{}
	add := func(i int, href string) {
		agency, year, _ := one(i, draw.Clean, false)
		rows = append(rows, row(href, titled(agency, year), year))
	}
	for i, name := range names {
		agency, year, body := one(i, draw.Clean, false)
		if !strings.HasPrefix(name, "..%2f") && name != ".." && name != "." && name != "/" { // hidden files and folders are no documents
			p.reports[fmt.Sprintf("%s %d", agency, year)] = true
		}
		path := fmt.Sprintf("/files/%d2025.zip", i)
		if i%2 == 1 {
			path = fmt.Sprintf("/files/%d2025.tar", i)
		}
		p.set(path, packed(t, name, body, i%2 == 1), "Content-Type", "application/octet-stream")
		add(i, path)
	}
	for i := range 4 { // links in containers: they are no documents, and lead nowhere
		n := len(names) + i
		path := fmt.Sprintf("/files/%d2025.tar", n)
		p.set(path, linked(t, []string{"/etc/passwd", "../../../etc/passwd", "gongkai.yaml", "/"}[i], i%2 == 1), "Content-Type", "application/x-tar")
		add(n, path)
	}
	for i, disposition := range []string{`attachment; filename="../../../escape.html"`, `attachment; filename*=UTF-8''..%2F..%2Fescape.html`, `attachment; filename="/etc/cron.d/escape"`} {
		n := len(names) + 4 + i
		agency, year, body := one(n, draw.Clean, false)
		p.reports[fmt.Sprintf("%s %d", agency, year)] = true
		path := fmt.Sprintf("/art/%d2025.html", n)
		p.set(path, body, "Content-Type", html, "Content-Disposition", disposition)
		add(n, path)
	}
	for i, path := range []string{"/art/..%2f..%2f..%2fescape2025.html", "/art/%2e%2e%5c%2e%2e%5cescape2025.html", "/art/2025.html?file=../../../escape.html", "/art/" + strings.Repeat("2025", 100) + ".html"} {
		n := len(names) + 7 + i
		agency, year, body := one(n, draw.Clean, false)
		p.reports[fmt.Sprintf("%s %d", agency, year)] = true
		p.set(path, body, "Content-Type", html)
		add(n, path)
	}
	p.column(rows)
	w := newWork(t, p, "    rate: 50\n")
	outside := filepath.Dir(w.dir)
	out, errs, _ := w.run("ingest")
	w.loaded(p.reports)
	if t.Failed() {
		t.Logf("%s%s", out, errs)
	}
	if len(rows) < 25 {
		t.Errorf("%d cases", len(rows))
	}
	object := func(rel string) bool {
		return strings.HasPrefix(rel, "gongkai.archive/objects/") && !strings.Contains(rel, "escape")
	}
	err := filepath.WalkDir(outside, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(w.dir, path)
		switch rel = filepath.ToSlash(rel); {
		case rel == "gongkai.yaml" || rel == "gongkai.duckdb" || rel == "gongkai.duckdb.lock" || rel == "gongkai.archive/journal.jsonl" || rel == "gongkai.archive/lock" || object(rel):
		default:
			t.Errorf("%s was written", rel)
		}
		if d.Type()&os.ModeSymlink != 0 {
			t.Errorf("%s is a link", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"/etc/escape.html", "/etc/cron.d/escape", "/escape.html"} {
		if _, err := os.Lstat(name); err == nil {
			t.Errorf("%s exists", name)
		}
	}
}
