package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var day = time.Date(2024, 2, 1, 3, 4, 5, 678, time.UTC)

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// got is a fetch that went well.
func got(url string) Record {
	return Record{Request: Get(url), Time: day, Status: 200, ContentType: "text/html"}
}

func put(t testing.TB, s *Store, r Record, body string) Record {
	t.Helper()
	b := []byte(body)
	if body == "" {
		b = nil
	}
	r, err := s.Put(r, b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func all(t testing.TB, s *Store) []Record {
	t.Helper()
	var out []Record
	for r, err := range s.Records() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// TestVersions holds what comes back of what was put, before and after the
// archive is closed.
func TestVersions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := open(t, dir)
	first := got("http://h/1?a=b&c=<d>")
	first.Method = "get"
	first.ETag, first.LastModified = `"1"`, "Thu, 01 Feb 2024 03:04:05 GMT"
	first.Header = Header{"Content-Disposition": {"attachment; filename=\xc4\xea\xb1\xa8.doc"}, "X-Odd": {"base64:no", "b"}}
	first.Redirects, first.FinalURL = []string{"http://h/0"}, "http://h/2"
	a := put(t, s, first, "one")
	still := got(first.URL)
	still.Status, still.NotModified, still.Time = 304, true, day.Add(time.Hour)
	b := put(t, s, still, "")
	c := put(t, s, got(first.URL), "two")
	fail := got(first.URL)
	fail.Status, fail.Reason = 503, "http_5xx"
	d := put(t, s, fail, "busy")
	post := put(t, s, Record{Request: Request{Method: "POST", URL: first.URL, Body: "col=1&page=2"}, Time: day, Status: 200}, "three")
	want := []Record{a, b, c, d, post}

	check := func(s *Store) {
		t.Helper()
		if diff := cmp.Diff(want, all(t, s)); diff != "" {
			t.Error(diff)
		}
		versions, err := s.Versions(Get(first.URL))
		if diff := cmp.Diff(want[:4], versions); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if r, ok := s.Latest(Get(first.URL)); !ok || r.Status != 503 {
			t.Errorf("latest: %v %v", r, ok)
		}
		if r, ok := s.Standing(Get(first.URL)); !ok || r.SHA256 != c.SHA256 {
			t.Errorf("standing: %v %v", r, ok)
		}
		if r, ok := s.Latest(post.Request); !ok || r.SHA256 != post.SHA256 {
			t.Errorf("post: %v %v", r, ok)
		}
		if s.Known(Get("http://h/9")) || !s.Known(post.Request) || s.Known(Request{URL: first.URL, Body: "x"}) {
			t.Error("known")
		}
		for sha, text := range map[string]string{a.SHA256: "one", b.SHA256: "one", c.SHA256: "two", d.SHA256: "busy", post.SHA256: "three"} {
			if body, err := s.Body(sha); err != nil || string(body) != text {
				t.Errorf("body %q: %q %v", text, body, err)
			}
		}
	}
	check(s)
	if a.Method != "" || a.Bytes != 3 || a.Kind != Fetch {
		t.Errorf("kept as %+v", a)
	}
	if _, err := Open(dir, false); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("a second writer: %v", err)
	}
	reader, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	check(reader)
	if _, err := reader.Put(first, nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader that writes: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	check(open(t, dir))
}

// TestRefused holds that a record that would not come back as it was is refused
// and leaves nothing.
func TestRefused(t *testing.T) {
	s := open(t, t.TempDir())
	for name, r := range map[string]Record{
		"no address":     {Time: day},
		"address in GBK": {Request: Get("http://h/\xc4\xea"), Time: day},
		"detail in GBK":  {Request: Get("http://h/"), Detail: "\xc4\xea", Time: day},
		"long":           {Request: Get("http://h/" + strings.Repeat("a", maxText)), Time: day},
		"long header":    {Request: Get("http://h/"), Header: Header{"A": {strings.Repeat("a", maxText)}}, Time: day},
		"header in GBK":  {Request: Get("http://h/"), Header: Header{"\xc4\xea": {"1"}}, Time: day},
		"year 10000":     {Request: Get("http://h/"), Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		"not modified":   {Request: Get("http://h/"), Time: day, NotModified: true},
	} {
		if _, err := s.Put(r, []byte(name)); err == nil {
			t.Errorf("%s: kept", name)
		}
		if _, err := s.Body(sum([]byte(name))); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: its body: %v", name, err)
		}
	}
	if got := all(t, s); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
	if _, err := s.Put(got("http://h/"), make([]byte, MaxBody+1)); err == nil {
		t.Error("a body beyond the limit was kept")
	}
	if r := put(t, s, got("http://h/empty"), ""); r.SHA256 != "" {
		t.Errorf("no body: %+v", r)
	}
	r, err := s.Put(got("http://h/empty"), []byte{})
	if body, err2 := s.Body(r.SHA256); err != nil || err2 != nil || len(body) != 0 {
		t.Errorf("an empty body: %v %v", err, err2)
	}
	for _, sha := range []string{"", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("/", 64), ".." + strings.Repeat("0", 62)} {
		if _, err := s.Body(sha); err == nil {
			t.Errorf("%q is a body", sha)
		}
	}
}

// TestTorn cuts the journal at each byte of its last line: what was acknowledged
// before stays, and the next record stands on a line of its own.
func TestTorn(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	put(t, s, got("http://h/1"), "one")
	put(t, s, got("http://h/"+strings.Repeat("2", 80)), "two") // longer than what comes in its place
	s.Close()
	name := filepath.Join(dir, journalName)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	first := bytes.IndexByte(whole, '\n') + 1
	for cut := first; cut <= len(whole); cut++ {
		tail := whole[:cut:cut]
		if cut%3 == 0 && cut < len(whole) {
			tail = append(tail, 0, 0, 0, 0) // as some file systems leave it after a loss of power
		}
		if err := os.WriteFile(name, tail, 0o600); err != nil {
			t.Fatal(err)
		}
		reader, err := Open(dir, true)
		if err != nil {
			t.Fatal(err)
		}
		want := 1
		if cut == len(whole) {
			want = 2
		}
		if n := len(all(t, reader)); n != want {
			t.Fatalf("cut at %d: a reader sees %d records", cut, n)
		}
		reader.Close()
		s := open(t, dir)
		put(t, s, got("http://h/3"), "three")
		if got := all(t, s); len(got) != want+1 || len(s.Faults()) != 0 {
			t.Fatalf("cut at %d: %d records, faults %v", cut, len(got), s.Faults())
		}
		s.Close()
		again, err := Open(dir, true)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(all(t, again)); n != want+1 || len(again.Faults()) > 0 {
			t.Fatalf("cut at %d: %d records after", cut, n)
		}
		again.Close()
	}
}

// TestDamage breaks a line in the middle and bodies in every way; each is named,
// the rest is as it was.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var shas []string
	for i := range 5 {
		shas = append(shas, put(t, s, got(fmt.Sprintf("http://h/%d", i)), strings.Repeat(fmt.Sprint("body ", i), 100)).SHA256)
	}
	if faults, bodies, err := s.Verify(); len(faults) > 0 || bodies != 5 || err != nil {
		t.Fatalf("whole: %v %d %v", faults, bodies, err)
	}
	s.Close()
	file := func(i int) string { return filepath.Join(dir, "objects", shas[i][:2], shas[i][2:]) }
	journal := filepath.Join(dir, journalName)
	text, _ := os.ReadFile(journal)
	lines := strings.SplitAfter(string(text), "\n")
	lines[3] = strings.Repeat("\x00", len(lines[3])-1) + "\n"
	object, _ := os.ReadFile(file(1))
	other, _ := os.ReadFile(file(0))
	for _, err := range []error{
		os.WriteFile(journal, []byte(strings.Join(lines, "")), 0o600),
		os.Remove(file(0)),
		os.WriteFile(file(1), object[:len(object)/2], 0o600),
		os.WriteFile(file(2), other, 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s = open(t, dir)
	faults, bodies, err := s.Verify()
	if err != nil || bodies != 4 || len(faults) != 4 {
		t.Fatalf("%d faults of %d bodies, %v: %v", len(faults), bodies, err, faults)
	}
	if faults[0].Line != 4 {
		t.Errorf("the line: %+v", faults[0])
	}
	for i, f := range faults[1:] {
		if f.Record.URL != fmt.Sprintf("http://h/%d", i) || f.Err == nil {
			t.Errorf("body %d: %+v", i, f)
		}
	}
	for i := range 3 { // fetching again heals
		put(t, s, got(fmt.Sprintf("http://h/%d", i)), strings.Repeat(fmt.Sprint("body ", i), 100))
	}
	if faults, _, _ := s.Verify(); len(faults) != 1 {
		t.Errorf("after fetching again: %v", faults)
	}
}

// TestLateReader holds that a reader is not in the writer's way, nor the other way
// round.
func TestLateReader(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "none"), true); err == nil {
		t.Error("an archive that does not exist was opened")
	}
	if _, err := Open(dir, true); err == nil {
		t.Error("a directory that is no archive was opened")
	}
	s := open(t, dir)
	put(t, s, got("http://h/1"), "one")
	reader, err := Open(dir, true)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, got("http://h/2"), "two")
	if n := len(all(t, reader)); n != 1 {
		t.Errorf("a reader sees %d", n)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
}

// TestTogether puts from several goroutines, the same bodies among them, while
// others read.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	run, err := s.Begin("huian", day)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 6 {
		wg.Go(func() {
			for i := range 8 {
				url := fmt.Sprintf("http://h/%d/%d", g, i)
				rec, err := run.Put(got(url), []byte(fmt.Sprint("body ", i)))
				if err != nil {
					t.Error(err)
					return
				}
				if body, err := s.Body(rec.SHA256); err != nil || string(body) != fmt.Sprint("body ", i) {
					t.Errorf("%s: %q %v", url, body, err)
				}
				if _, ok := run.Done(Get(url)); !ok {
					t.Errorf("%s is not done", url)
				}
				for _, err := range s.Records() {
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	s.Close()
	s = open(t, dir)
	if faults, bodies, err := s.Verify(); len(faults) > 0 || bodies != 8 || err != nil || len(all(t, s)) != 49 {
		t.Errorf("%v, %d bodies, %v, %d records", faults, bodies, err, len(all(t, s)))
	}
}

// BenchmarkOpen opens an archive of 100,000 records.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	s.lazy = true
	r := got("")
	r.Header = Header{"Content-Type": {"text/html; charset=utf-8"}, "Server": {"nginx"}, "Last-Modified": {"Thu, 01 Feb 2024 03:04:05 GMT"}}
	r.ETag, r.LastModified, r.Source, r.Run, r.Role = `"65bb0a35-1c2d"`, "Thu, 01 Feb 2024 03:04:05 GMT", "huian", "r", "article"
	for i := range 100_000 {
		r.URL = fmt.Sprintf("https://www.example.gov.cn/zwgk/ndbg/202401/t20240118_%d.html", i)
		r.Kind, r.SHA256 = Fetch, sum([]byte(r.URL))
		if _, err := s.append(r); err != nil {
			b.Fatal(err)
		}
	}
	s.Close()
	b.ResetTimer()
	for range b.N {
		s, err := Open(dir, true)
		if err != nil || len(s.lines) != 100_000 {
			b.Fatal(err)
		}
		s.Close()
	}
}

func BenchmarkPut(b *testing.B) {
	s := open(b, b.TempDir())
	body := bytes.Repeat([]byte("<p>61</p>"), 3000)
	for i := range b.N {
		put(b, s, got(fmt.Sprintf("http://h/%d", i)), fmt.Sprint(i, string(body)))
	}
}
