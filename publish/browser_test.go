package publish_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// visit opens a page of a folder in a headless browser that reaches nothing but
// this machine, runs a script in it, and returns what the script reports, with
// all that the browser complained of.
func visit(t *testing.T, dir, page, script string) (said, complaints string) {
	t.Helper()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	done := make(chan string, 1)
	serve := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/said":
			b, _ := io.ReadAll(r.Body)
			select {
			case done <- string(b):
			default:
			}
		case r.URL.Path == "/"+page && r.Header.Get("Range") == "":
			body, err := os.ReadFile(filepath.Join(dir, page)) // the file server would send index.html elsewhere
			if err != nil {
				t.Error(err)
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, strings.Replace(string(body), "<head>", `<head><script>
				const faults = []; addEventListener('error', e => faults.push(e.message || 'not loaded: ' + (e.target.src || e.target.href)), true);
				addEventListener('unhandledrejection', e => faults.push(String(e.reason)));
				const bad = console.error; console.error = (...a) => { faults.push(a.join(' ')); bad(...a); };
				const until = async f => { for (;;) { const v = f(); if (v) return v; await new Promise(r => setTimeout(r, 50)); } };
				addEventListener('load', async () => { let v; try { v = await (async () => { `+script+` })(); } catch (e) { faults.push(String(e)); }
					fetch('/said', { method: 'POST', body: v + '\n--\n' + faults.join('\n') }); });
				</script>`, 1))
		default:
			if strings.HasSuffix(r.URL.Path, "/said") {
				return
			}
			serve.ServeHTTP(w, r)
		}
	}))
	defer server.Close()
	profile, err := os.MkdirTemp("", "gongkai-browser")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--user-data-dir="+profile,
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", server.URL+"/"+page)
	if err := c.Start(); err != nil {
		t.Skip(err)
	}
	defer func() {
		cancel()
		c.Wait()
		for range 50 { // its children may still write there
			if os.RemoveAll(profile) == nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
	}()
	select {
	case v := <-done:
		said, complaints, _ = strings.Cut(v, "\n--\n")
	case <-ctx.Done():
		t.Fatalf("%s: the browser says nothing", page)
	}
	return said, complaints
}

// Each type of page opens without complaint, and its tables sort and filter.
func TestPagesInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts browsers")
	}
	w, dir := warehouse(t, 600), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, "")
	one := func(pattern string) string {
		list, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(list) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		rel, _ := filepath.Rel(dir, list[0])
		return filepath.ToSlash(rel)
	}
	agency := one("agency/*/*.html")
	county := "place/" + strings.Split(agency, "/")[1] + ".html"
	for _, page := range []string{"index.html", one("report/*/*.html"), agency, county, "place/350000.html", "coverage/index.html", "coverage/35.html", "quality.html", "definitions.html", "downloads.html", "leagues/index.html"} {
		said, complaints := visit(t, dir, page, `
			const narrow = document.documentElement.scrollWidth <= innerWidth;
			const zh = document.querySelector('.zh'), en = document.querySelector('.en');
			const shown = e => getComputedStyle(e).display !== 'none';
			const before = shown(zh) && !shown(en);
			document.getElementById('lang').click();
			return [narrow, before, !shown(zh) && shown(en), document.documentElement.lang].join();`)
		if said != "true,true,true,en" || complaints != "" {
			t.Errorf("%s: %s %s", page, said, complaints)
		}
	}
	said, complaints := visit(t, dir, "leagues/L03.html", `
		const table = document.querySelector('table.sortable'), heads = [...table.tHead.rows[0].cells];
		const column = heads.findIndex(h => h.textContent.includes('分子'));
		const values = () => [...table.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[column].textContent).filter(v => v !== '—').map(v => Number(v.replace(/,/g, '')));
		const sorted = (v, s) => v.length > 50 && v.every((x, i) => !i || s * (x - v[i - 1]) >= 0);
		const was = sorted(values(), -1);
		heads[column].querySelector('button').click();
		const down = sorted(values(), -1);
		heads[column].querySelector('button').click();
		const up = sorted(values(), 1), all = values().length;
		const input = document.querySelector('.filter input');
		input.value = table.tBodies[0].rows[0].cells[1].textContent;
		input.dispatchEvent(new Event('input'));
		return [was, down, up, values().length >= 1 && values().length < all].join();`)
	if said != "false,true,true,true" || complaints != "" {
		t.Errorf("league table: %s %s", said, complaints)
	}
}

// The console answers a query, with no other host to be reached.
func TestConsoleAnswers(t *testing.T) {
	console := filepath.Join("..", "build", "console")
	if list, _ := filepath.Glob(filepath.Join(console, "*.wasm")); len(list) == 0 {
		t.Skip("no parts of the console: make console")
	}
	w, dir := warehouse(t, 60), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, console)
	said, complaints := visit(t, dir, "console/index.html", `
		await until(() => !document.getElementById('run').disabled || document.getElementById('state').textContent.includes('Could not'));
		document.getElementById('query').value = "SELECT count(*) AS n, '<b>' AS x FROM report_wide";
		document.getElementById('run').click();
		await until(() => document.querySelector('#result td, #result pre'));
		return document.getElementById('result').textContent;`)
	if said != "nx60<b>" || complaints != "" {
		t.Errorf("the console says %q %s", said, complaints)
	}
}
