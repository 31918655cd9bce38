package crawl

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/extract/portal/fetch"
	"gongkai/extract/portal/store"
)

// portal is a portal on loopback: paths and what they answer. It counts requests
// and bodies.
type portal struct {
	*httptest.Server
	mu     sync.Mutex
	pages  map[string]string
	status map[string]int
	asked  map[string]int
	bodies int
}

func newPortal(t *testing.T) *portal {
	p := &portal{pages: map[string]string{}, status: map[string]int{}, asked: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.asked[r.URL.RequestURI()]++
		if s := p.status[r.URL.Path]; s != 0 {
			http.Error(w, http.StatusText(s), s)
			return
		}
		page, ok := p.pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		tag := fmt.Sprintf(`"%x"`, len(page)+strings.Count(page, "1")*1000)
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		p.bodies++
		if strings.HasSuffix(r.URL.Path, ".html") || strings.HasSuffix(r.URL.Path, "/") {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(w, page)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *portal) set(path, page string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages[path] = page
}

// night forgets what was asked for.
func (p *portal) night() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked, p.bodies = map[string]int{}, 0
}

// article is a page with a text of its own.
func article_(title string, more string) string {
	return `<html><head><title>` + title + `</title></head><body><div class="article"><h1>` + title + `</h1><p>` +
		strings.Repeat("本局按条例公开信息，办理申请，答复来信，逐件登记"+title+"。", 40) + `</p>` + more + `</div></body></html>`
}

func list(rows ...string) string {
	return `<html><head><title>政府信息公开年报</title></head><body><ul>` + strings.Join(rows, "\n") + `</ul></body></html>`
}

func row(href, title, date string) string {
	return fmt.Sprintf(`<li><a href="%s" title="%s">%s</a><span>%s</span></li>`, href, title, title, date)
}

type clock struct{ now time.Time }

func (c *clock) Now() time.Time { c.now = c.now.Add(time.Second); return c.now }

func options(t *testing.T, c *clock, dir string) Options {
	s, err := store.Open(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return Options{Archive: s, Now: c.Now, Policy: fetch.Policy{Contact: "test@example.org", Rate: 1000, Retries: -1}}
}

func titled(year int) string {
	return fmt.Sprintf("清水县水务局%d年政府信息公开工作年度报告", year)
}

// TestNights crawls a small portal on four nights: the first, an unchanged one, one
// with a new, a changed and a vanished report, and one in which the portal shows
// only a notice.
func TestNights(t *testing.T) {
	p := newPortal(t)
	rows := []string{row("news.html", "县水务局召开防汛会议", "2024-05-01")}
	for y := 2015; y <= 2024; y++ {
		p.set(fmt.Sprintf("/nb/%d.html", y), article_(titled(y), fmt.Sprintf(`<a href="/files/%d.pdf">附件：%d年报告.pdf</a>`, y, y)))
		p.set(fmt.Sprintf("/files/%d.pdf", y), fmt.Sprintf("%%PDF-1.4 %d", y))
		rows = append(rows, row(fmt.Sprintf("%d.html", y), titled(y), fmt.Sprintf("%d-01-20", y+1)))
	}
	p.set("/nb/index.html", list(rows...))
	c := &clock{time.Date(2025, 3, 1, 1, 0, 0, 0, time.UTC)}
	o := options(t, c, t.TempDir())
	s := Source{ID: "qingshui", Columns: []string{p.URL + "/nb/index.html"}}
	run := func() *Result {
		t.Helper()
		r, err := Run(context.Background(), s, o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := run()
	if len(r.Documents) != 20 || len(r.New) != 20 || len(r.Faults) != 0 || len(r.Alarms) != 0 || r.Bodies != 21 {
		t.Fatalf("first night: %d documents, %d new, %d bodies, faults %v, alarms %v", len(r.Documents), len(r.New), r.Bodies, r.Faults, r.Alarms)
	}
	if d := r.Documents[1]; d.From.Article != p.URL+"/nb/2015.html" || d.From.Title != titled(2015) || d.From.Date != "2016-01-20" || d.Role != Attachment {
		t.Errorf("an attachment comes from %+v", d.From)
	}

	p.night()
	c.now = c.now.Add(24 * time.Hour)
	r = run()
	if len(r.Documents) != 20 || len(r.New)+len(r.Changed)+len(r.Vanished) != 0 || r.Bodies != 0 || len(r.Alarms) != 0 {
		t.Errorf("second night: %d documents, new %v, changed %v, vanished %v, %d bodies, alarms %v", len(r.Documents), r.New, r.Changed, r.Vanished, r.Bodies, r.Alarms)
	}
	if n := len(p.asked); n > 2+2*sample {
		t.Errorf("second night: %d addresses asked for: %v", n, p.asked)
	}

	p.night()
	c.now = c.now.Add(24 * time.Hour)
	p.set("/nb/2025.html", article_(titled(2025), ""))
	p.set("/nb/2024.html", article_(titled(2024), "更正后重新发布，11件。"))
	p.set("/nb/index.html", list(append(rows[2:10], row("2024.html", titled(2024)+"（更正）", "2025-03-02"), row("2025.html", titled(2025), "2025-03-02"))...))
	r = run()
	if !slices.Equal(r.New, []string{p.URL + "/nb/2025.html"}) {
		t.Errorf("new: %v", r.New)
	}
	if !slices.Equal(r.Changed, []string{p.URL + "/nb/2024.html"}) {
		t.Errorf("changed: %v", r.Changed)
	}
	if !slices.Equal(r.Vanished, []string{p.URL + "/nb/2015.html", p.URL + "/files/2015.pdf", p.URL + "/files/2024.pdf"}) {
		t.Errorf("vanished: %v", r.Vanished)
	}

	c.now = c.now.Add(24 * time.Hour)
	p.set("/nb/index.html", "<html><head><title>系统维护</title></head><body><p>网站正在升级维护，请稍后访问。</p></body></html>")
	if r = run(); len(r.Alarms) == 0 {
		t.Errorf("a notice in place of the list: no alarm, faults %v", r.Faults)
	}

	// Weeks later everything is asked for again, and nothing changed.
	p.set("/nb/index.html", list(rows[1:]...))
	p.night()
	c.now = c.now.Add(30 * 24 * time.Hour)
	if r = run(); p.asked["/nb/2016.html"] != 1 || p.asked["/files/2016.pdf"] != 1 || r.Bodies > 2 {
		t.Errorf("after a month: %d bodies, asked %v", r.Bodies, p.asked)
	}
}
