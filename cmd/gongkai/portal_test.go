package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/internal/draw"
)

// A portal is a portal on loopback with all that real ones have: two dialects,
// pages in GBK, reports in every format, and whatever can go wrong. It notes each
// request with the time of its arrival.
type portal struct {
	*httptest.Server
	mu      sync.Mutex
	files   map[string]*served
	asked   []asked
	closed  bool // every page is a notice of maintenance
	reports map[string]bool
	lists   []string // the columns' addresses
	plain   bool     // no validators: each answer comes with its body
}

type served struct {
	body   []byte
	header map[string]string
	do     http.HandlerFunc // instead of the body
	fails  int              // so many times 503 first
}

type asked struct {
	path   string
	at     time.Time
	status int
	bytes  int
}

func (p *portal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := time.Now()
	p.mu.Lock()
	f := p.files[r.URL.RequestURI()]
	c := &counted{ResponseWriter: w, status: 200}
	answer := func() { http.NotFound(c, r) }
	switch {
	case f == nil:
	case f.fails > 0:
		f.fails--
		answer = func() { http.Error(c, "busy", http.StatusServiceUnavailable) }
	case f.do != nil:
		answer = func() { f.do(c, r) }
	case p.closed && r.URL.Path != "/robots.txt":
		answer = func() {
			c.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(c, "<html><head><title>系统维护</title></head><body><p>网站正在升级维护，请稍后访问。</p></body></html>")
		}
	default:
		answer = func() {
			for k, v := range f.header {
				c.Header().Set(k, v)
			}
			tag := fmt.Sprintf(`"%x"`, sha256.Sum256(f.body))
			if !p.plain {
				c.Header().Set("ETag", tag)
				if r.Header.Get("If-None-Match") == tag {
					c.WriteHeader(http.StatusNotModified)
					return
				}
			}
			c.Write(f.body)
		}
	}
	p.mu.Unlock()
	answer()
	p.mu.Lock()
	p.asked = append(p.asked, asked{r.URL.RequestURI(), at, c.status, c.n})
	p.mu.Unlock()
}

type counted struct {
	http.ResponseWriter
	status, n int
}

func (c *counted) WriteHeader(s int) { c.status = s; c.ResponseWriter.WriteHeader(s) }
func (c *counted) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.n += n
	return n, err
}

// night returns what was asked for, and forgets it.
func (p *portal) night() []asked {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.asked
	p.asked = nil
	return a
}

func (p *portal) set(path string, body []byte, header ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := &served{body: body, header: map[string]string{}}
	for i := 0; i < len(header); i += 2 {
		f.header[header[i]] = header[i+1]
	}
	p.files[path] = f
}

func (p *portal) do(path string, f http.HandlerFunc) { p.files[path] = &served{do: f} }

var (
	counties = []string{"惠安县", "沭阳县", "长丰县", "桐庐县", "德清县", "平遥县", "婺源县", "曲阜市", "阳朔县", "嵩明县"}
	bureaus  = []string{"教育局", "民政局", "水利局", "农业农村局"}
)

// one draws the n-th report.
func one(n int, layout draw.Layout, gbk bool) (agency string, year int, body []byte) {
	agency, year = counties[n%10]+bureaus[n/10%4], 2024+n/40
	d := draw.Draw(draw.Options{Seed: uint64(n + 1), Layout: layout, Template: draw.T2021, GBK: gbk, Modest: true,
		Prose: &draw.Prose{Agency: agency, Year: year, Title: titled(agency, year)}})
	return agency, year, d.Bytes
}

func titled(agency string, year int) string {
	return fmt.Sprintf("%s%d年政府信息公开工作年度报告", agency, year)
}

func row(href, title string, year int) string {
	return fmt.Sprintf(`<li><a href="%s" title="%s">%.12s…</a><span>%d-01-20</span></li>`, href, title, title, year+1)
}

const html = "text/html; charset=utf-8"

func page(title, body string) []byte {
	return []byte(`<html><head><meta charset="utf-8"><title>` + title + `</title></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>` + body + `</body></html>`)
}

func gbk(s string) string {
	b, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return b
}

// fixtures are reports of the formats that are not drawn.
var fixtures = []struct {
	file, agency string
	year         int
}{
	{"changfeng_education_2022.wps", "长丰县教育局", 2022}, {"deqing_water_2021.odt", "德清县水利局", 2021},
	{"qufu_civil_affairs_2020.xls", "曲阜市民政局", 2020}, {"shuyang_water_2023.doc", "沭阳县水利局", 2023},
}

// newPortal makes a portal with 60 reports on five list pages.
func newPortal(t *testing.T) *portal {
	p := &portal{files: map[string]*served{}, reports: map[string]bool{}}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	var rows []string
	add := func(href, agency string, year int) {
		p.reports[fmt.Sprintf("%s %d", agency, year)] = true
		rows = append(rows, row(href, titled(agency, year), year))
	}
	attached := func(n int, agency string, year int, name string, body []byte) {
		href := fmt.Sprintf("/art/t2025_%d.html", n)
		file := fmt.Sprintf("/files/%d/%s", n, name)
		p.set(href, page(titled(agency, year), `<div class="article"><h1>`+titled(agency, year)+`</h1><p>详见附件。</p><p>附件：<a href="`+file+`">`+titled(agency, year)+filepath.Ext(name)+`</a></p></div>`), "Content-Type", html)
		p.set(file, body, "Content-Type", "application/octet-stream", "Content-Disposition", gbk(`attachment; filename="年报`+filepath.Ext(name)+`"`))
		add(href, agency, year)
	}
	n := 0
	for ; n < 48; n++ {
		agency, year, body := one(n, draw.Clean, n%2 == 1)
		href := fmt.Sprintf("/art/t2025_%d.html", n)
		media := html
		if n%2 == 1 {
			media = "text/html" // the page itself says GBK, or nobody does
		}
		p.set(href, body, "Content-Type", media)
		add(href, agency, year)
	}
	for _, l := range draw.Documents {
		agency, year, body := one(n, l, false)
		attached(n, agency, year, "report."+l.String(), body)
		n++
	}
	for _, f := range fixtures {
		body, err := os.ReadFile("../../testdata/formats/" + f.file)
		if err != nil {
			t.Fatal(err)
		}
		attached(n, f.agency, f.year, f.file, body)
		n++
	}
	agency, year, body := one(n, draw.DOCX, false)
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	w, _ := z.CreateHeader(&zip.FileHeader{Name: gbk("年报/" + agency + ".docx"), NonUTF8: true, Method: zip.Deflate})
	w.Write(body)
	z.Close()
	attached(n, agency, year, "report.zip", zipped.Bytes())
	n++
	agency, year, body = one(n, draw.PDF, false)
	p.set("/files/report2025_60.pdf", body, "Content-Type", "application/pdf")
	add("/files/report2025_60.pdf", agency, year)
	p.column(rows)
	return p
}

// column lays the rows out on five list pages of two dialects, between noise.
func (p *portal) column(rows []string) {
	noise := row("/news/t2025_901.html", "县水利局召开2024年防汛工作会议", 2024) + row("/art/t2025_902.html", "关于报送2024年政府信息公开工作年度报告的通知", 2024) +
		row("/art/t2025_903.html", "一图读懂2024年政府工作报告", 2024) + row("/art/t2025_904.html", "2024年部门决算公开", 2024)
	each := (len(rows) + 4) / 5
	for i := range 5 {
		body := noise + strings.Join(rows[min(i*each, len(rows)):min((i+1)*each, len(rows))], "\n")
		if i < 3 { // TRS, in GBK
			name := "/xxgk/xxgknb/"
			if i > 0 {
				name = fmt.Sprintf("/xxgk/xxgknb/index_%d.html", i)
			}
			text := strings.Replace(string(page("政府信息公开年报", "<ul>"+body+"</ul>"+fmt.Sprintf(`<script>createPageHTML(3, %d, "index", "html");</script>`, i))), "utf-8", "gb2312", 1)
			p.set(name, []byte(gbk(text)), "Content-Type", "text/html")
			continue
		}
		next := ""
		if i == 3 {
			next = `<a href="InfoPublic.aspx?cid=7&amp;page=2">2</a><a href="InfoPublic.aspx?cid=7&amp;page=2">下一页</a>`
		}
		p.set(fmt.Sprintf("/InfoPublic.aspx?cid=7&page=%d", i-2), page("政府信息公开年报", "<ul>"+body+"</ul>"+next), "Content-Type", html)
	}
	p.lists = []string{p.URL + "/xxgk/xxgknb/", p.URL + "/InfoPublic.aspx?cid=7&page=1"}
}

// trouble adds links behind which nothing good lies, and what a page must survive
// on its way: it returns the reasons by address.
func (p *portal) trouble(t *testing.T) map[string]string {
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("off-host request for %s", r.URL) }))
	t.Cleanup(other.Close)
	p.set("/robots.txt", []byte("User-agent: *\nDisallow: /private/\n"), "Content-Type", "text/plain")
	p.do("/private/t2019_1.html", func(_ http.ResponseWriter, r *http.Request) { t.Errorf("disallowed request for %s", r.URL) })
	p.files["/art/t2025_3.html"].fails = 2
	slow := p.files["/art/t2025_30.html"]
	p.do("/art/t2025_30.html", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(2 * time.Second)
		w.Write(slow.body)
	})
	p.do("/bad/t2019_2.html", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/bad/t2019_3.html", http.StatusFound)
	})
	p.do("/bad/t2019_3.html", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/bad/t2019_2.html", http.StatusFound)
	})
	p.do("/bad/t2019_4.html", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/t2019.html", http.StatusFound)
	})
	p.do("/bad/t2019_5.html", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	bomb := &bytes.Buffer{}
	z, _ := gzip.NewWriterLevel(bomb, gzip.BestCompression)
	for range 100 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	p.do("/bad/t2019_6.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Type", html)
		w.Write(bomb.Bytes())
	})
	p.set("/bad/t2019_7.html", append(page("平遥县水利局2019年政府信息公开工作年度报告", ""), bytes.Repeat([]byte("<p>公开。</p>"), 30<<20/16)...), "Content-Type", html)
	p.do("/bad/t2019_8.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", html)
		fmt.Fprint(w, `<html><head><title>登录</title></head><body><form action="/login"><input name="user"><input type="password" name="p">用户登录</form></body></html>`)
	})
	var rows []string
	for i, href := range []string{"/private/t2019_1.html", "/bad/t2019_2.html", "/bad/t2019_4.html", "/bad/t2019_5.html", "/bad/t2019_6.html", "/bad/t2019_7.html",
		"/bad/t2019_8.html", "/bad/t2019_9.html", other.URL + "/off/t2019_1.html"} {
		rows = append(rows, row(href, titled(counties[i]+"审计局", 2019), 2019))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.files["/InfoPublic.aspx?cid=7&page=2"]
	list.body = bytes.Replace(list.body, []byte("</ul>"), []byte(strings.Join(rows, "\n")+"</ul>"), 1)
	return map[string]string{
		p.URL + "/private/t2019_1.html": "robots_disallowed", p.URL + "/bad/t2019_2.html": "redirect_loop", p.URL + "/bad/t2019_4.html": "off_host",
		p.URL + "/bad/t2019_5.html": "address_refused", p.URL + "/bad/t2019_6.html": "decompression_bomb", p.URL + "/bad/t2019_8.html": "login", p.URL + "/bad/t2019_9.html": "http_404",
	}
}

// work is a folder in which the program runs.
type work struct {
	t   *testing.T
	dir string
}

func newWork(t *testing.T, p *portal, more string) *work {
	w := &work{t, t.TempDir()}
	conf := "sources:\n  - id: test\n    columns:\n"
	for _, l := range p.lists {
		conf += "      - \"" + l + "\"\n"
	}
	if err := os.WriteFile(filepath.Join(w.dir, "gongkai.yaml"), []byte("contact: ops@example.org\n"+conf+more), 0o644); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *work) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Args[0] = "gongkai" // the test binary is the program by this name
	cmd.Dir = w.dir
	return cmd
}

// run runs the program and returns what it says and its exit code.
func (w *work) run(args ...string) (stdout, stderr string, code int) {
	w.t.Helper()
	var out, errs bytes.Buffer
	cmd := w.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		w.t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// query returns the rows of a query on the warehouse.
func (w *work) query(sql string) []map[string]any {
	w.t.Helper()
	out, errs, code := w.run("sql", "--format", "json", sql)
	var rows []map[string]any
	for line := range strings.Lines(out) {
		row := map[string]any{}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			if json.Unmarshal([]byte(out), &rows) == nil {
				return rows
			}
			w.t.Fatalf("%s: %v in %s%s, exit %d", sql, err, out, errs, code)
		}
		rows = append(rows, row)
	}
	return rows
}

// loaded holds the reports in the warehouse against those of the portal.
func (w *work) loaded(want map[string]bool) {
	w.t.Helper()
	got := map[string]bool{}
	for _, r := range w.query("SELECT agency, year FROM report ORDER BY ALL") {
		k := fmt.Sprintf("%v %v", r["agency"], r["year"])
		if got[k] {
			w.t.Errorf("%s is there twice", k)
		}
		got[k] = true
	}
	for k := range want {
		if !got[k] {
			w.t.Errorf("%s is not loaded", k)
		}
	}
	for k := range got {
		if !want[k] {
			w.t.Errorf("%s is loaded, and is no report of the portal", k)
		}
	}
}

// bodies counts the answers that brought a body.
func bodies(list []asked) (n int) {
	for _, a := range list {
		if a.status == 200 && a.path != "/robots.txt" {
			n++
		}
	}
	return n
}

// smallest returns the smallest gap between the arrivals of two requests.
func smallest(list []asked) time.Duration {
	slices.SortFunc(list, func(a, b asked) int { return a.at.Compare(b.at) })
	least := time.Hour
	for i := 1; i < len(list); i++ {
		least = min(least, list[i].at.Sub(list[i-1].at))
	}
	return least
}

// packed returns a container with one entry of any name.
func packed(t *testing.T, name string, body []byte, ball bool) []byte {
	var b bytes.Buffer
	if ball {
		w := tar.NewWriter(&b)
		if err := w.WriteHeader(&tar.Header{Name: strings.ReplaceAll(name, "\x00", ""), Mode: 0o644, Size: int64(len(body)), ModTime: time.Unix(0, 0)}); err != nil {
			t.Fatal(err)
		}
		w.Write(body)
		w.Close()
		return b.Bytes()
	}
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(body)
	z.Close()
	return b.Bytes()
}

// linked returns a container with a link, and an entry below it.
func linked(t *testing.T, to string, hard bool) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	kind := byte(tar.TypeSymlink)
	if hard {
		kind = tar.TypeLink
	}
	for _, h := range []*tar.Header{{Name: "link", Typeflag: kind, Linkname: to}, {Name: "link/escape.txt", Mode: 0o644, Size: 1, ModTime: time.Unix(0, 0)}} {
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
	}
	w.Write([]byte("x"))
	w.Close()
	return b.Bytes()
}
