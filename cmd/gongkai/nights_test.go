package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/internal/draw"
)

// TestNights ingests a whole portal, with all that may go wrong on it, on five
// nights: the first; one on which nothing changed; one with a new, a changed and a
// vanished report; one on which the portal is closed; and one on which it is back.
func TestNights(t *testing.T) {
	p := newPortal(t)
	faults := p.trouble(t)
	w := newWork(t, p, "    rate: 25\n")
	const gap = 40 * time.Millisecond

	start := time.Now()
	out, errs, code := w.run("ingest")
	first, took := p.night(), time.Since(start)
	t.Logf("first night: %d requests, %d bodies, %s, smallest gap %s", len(first), bodies(first), took, smallest(first))
	if code != 1 {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	w.loaded(p.reports)
	seen := map[string]int{}
	for _, a := range first {
		if a.status == 200 {
			seen[a.path]++
		}
	}
	for path, n := range seen {
		if n > 1 {
			t.Errorf("%s was fetched %d times", path, n)
		}
	}
	if s := smallest(first); s < gap {
		t.Errorf("a gap of %s, configured are %s", s, gap)
	}
	quarantine := map[string]string{}
	for _, r := range w.query("SELECT url, reason FROM quarantine") {
		quarantine[fmt.Sprint(r["url"])] = fmt.Sprint(r["reason"])
	}
	for url, reason := range faults {
		if quarantine[url] != reason {
			t.Errorf("%s: in quarantine as %q, want %s", url, quarantine[url], reason)
		}
		if !strings.Contains(errs, url+": "+reason) {
			t.Errorf("standard error does not name %s: %s\n%s", url, reason, errs)
		}
	}
	if t.Failed() {
		t.Fatalf("%s%s", out, errs)
	}

	start = time.Now()
	out, errs, code = w.run("ingest")
	second, again := p.night(), time.Since(start)
	t.Logf("second night: %d requests, %d bodies, %s", len(second), bodies(second), again)
	if code != 1 || !strings.Contains(out, "  new               0\n  changed           0\n  vanished          0\n") {
		t.Errorf("second night: exit %d\n%s%s", code, out, errs)
	}
	for _, a := range second {
		if a.status == 200 && a.path != "/robots.txt" && !strings.HasPrefix(a.path, "/bad/") {
			t.Errorf("second night: %s came with a body of %d bytes", a.path, a.bytes)
		}
	}
	if len(second)*4 > len(first) {
		t.Errorf("second night: %d requests, %d before", len(second), len(first))
	}
	w.loaded(p.reports)

	agency, year, body := one(70, draw.Clean, false)
	p.set("/art/t2025_70.html", body, "Content-Type", html)
	p.reports[fmt.Sprintf("%s %d", agency, year)] = true
	list := p.files["/xxgk/xxgknb/"]
	text := strings.Replace(string(list.body), gbk(row("/art/t2025_0.html", titled("惠安县教育局", 2024), 2024)), gbk(row("/art/t2025_70.html", titled(agency, year), year)), 1)
	text = strings.Replace(text, gbk(titled("沭阳县教育局", 2024)), gbk(titled("沭阳县教育局", 2024)+"（更正）"), 2)
	p.set("/xxgk/xxgknb/", []byte(text), "Content-Type", "text/html")
	_, _, changed := one(71, draw.Clean, true)
	p.set("/art/t2025_1.html", []byte(strings.ReplaceAll(string(changed), gbk("沭阳县农业农村局"), gbk("沭阳县教育局"))), "Content-Type", "text/html")
	out, errs, _ = w.run("ingest")
	for what, url := range map[string]string{"new": "/art/t2025_70.html", "changed": "/art/t2025_1.html", "vanished": "/art/t2025_0.html"} {
		if !strings.Contains(out, fmt.Sprintf("  %-18s1\n    %s%s\n", what, p.URL, url)) {
			t.Errorf("third night: %s is not %s\n%s%s", url, what, out, errs)
		}
	}
	_ = p.night()

	p.closed = true
	out, errs, code = w.run("ingest", "--recheck")
	if code != 1 || !strings.Contains(errs, "alarm") || !strings.Contains(errs, "maintenance") {
		t.Errorf("maintenance: exit %d\n%s%s", code, out, errs)
	}
	if !strings.Contains(out, "  vanished          0\n") {
		t.Errorf("maintenance: reports are said to have vanished\n%s", out)
	}
	if n := fmt.Sprint(w.query("SELECT count(*) AS n FROM report")[0]["n"]); n != "61" {
		t.Errorf("maintenance: %s reports stand, want 61", n)
	}
	p.closed = false
	out, errs, _ = w.run("ingest", "--recheck")
	for _, r := range w.query("SELECT url, reason FROM quarantine") {
		if url := fmt.Sprint(r["url"]); faults[url] == "" && !strings.Contains(url, "/bad/") {
			t.Errorf("back again: %s is still in quarantine: %s\n%s%s", url, r["reason"], out, errs)
		}
	}
	w.loaded(p.reports)
	_ = p.night()
	out, errs, _ = w.run("ingest", "--offline")
	if a := p.night(); len(a) > 0 {
		t.Errorf("--offline asked for %v\n%s%s", a, out, errs)
	}
	w.loaded(p.reports)
}

// TestNightsWithoutValidators ingests a portal that answers every request with a
// body: only lists and a few pages are asked for again, and nothing counts as
// changed.
func TestNightsWithoutValidators(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	p.plain = true
	w := newWork(t, p, "    rate: 50\n")
	if out, errs, code := w.run("ingest"); code != 0 {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	w.loaded(p.reports)
	_ = p.night()
	out, errs, code := w.run("ingest")
	if n := bodies(p.night()); code != 0 || n > 5+4 || !strings.Contains(out, "  new               0\n  changed           0\n  vanished          0\n") {
		t.Errorf("%d bodies, exit %d\n%s%s", n, code, out, errs)
	}
	w.loaded(p.reports)
}
