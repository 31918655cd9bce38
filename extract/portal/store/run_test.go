package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestResume stops a run half-way: it is gone on with, what was fetched counts as
// done, and the run after it begins anew.
func TestResume(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	begin := func(now time.Time) Run {
		t.Helper()
		r, err := s.Begin("huian", now)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	run := begin(day)
	other, err := s.Begin("dehua", day)
	if err != nil || other.Resumed {
		t.Fatal(other, err)
	}
	a, err := run.Put(got("http://h/1"), []byte("one"))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, dir)
	again := begin(day.Add(time.Hour))
	if !again.Resumed || again.ID != run.ID || !again.Began.Equal(day) {
		t.Fatalf("resumed as %+v", again)
	}
	if r, ok := again.Done(Get("http://h/1")); !ok || cmp.Diff(a, r) != "" {
		t.Errorf("done: %+v %v", r, ok)
	}
	if _, ok := again.Done(Get("http://h/2")); ok {
		t.Error("done, and yet never asked for")
	}
	if _, ok := again.Previous(); ok {
		t.Error("a run before the first")
	}
	if err := again.End(day.Add(2*time.Hour), map[string]int{"reports": 1}); err != nil {
		t.Fatal(err)
	}
	next := begin(day) // at the same time: a clock that was put back
	if next.Resumed || next.ID == run.ID {
		t.Errorf("the next: %+v", next)
	}
	if _, ok := next.Done(Get("http://h/1")); ok {
		t.Error("done in the run before counts")
	}
	if p, ok := next.Previous(); !ok || p.ID != run.ID || p.Ended.IsZero() {
		t.Errorf("previous: %+v", p)
	}
	if runs := s.Runs(""); len(runs) != 3 {
		t.Errorf("runs: %+v", runs)
	}
}

func TestCompare(t *testing.T) {
	s := open(t, t.TempDir())
	type fetch struct {
		path, body, reason string
		status             int
	}
	crawl := func(n int, list ...fetch) Run {
		r, err := s.Begin("huian", day.Add(time.Duration(n)*time.Hour))
		if err != nil || r.Resumed {
			t.Fatal(r, err)
		}
		for _, f := range list {
			rec := Record{Request: Get("http://h/" + f.path), Role: "article", Time: r.Began, Status: f.status, Reason: f.reason, NotModified: f.status == 304}
			if f.path[0] == 'L' {
				rec.Role = "list"
			}
			body := []byte(f.body)
			if f.body == "" {
				body = nil
			}
			if _, err := r.Put(rec, body); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.End(r.Began, nil); err != nil {
			t.Fatal(err)
		}
		return r
	}
	a := crawl(0, fetch{"same", "1", "", 200}, fetch{"still", "2", "", 200}, fetch{"changed", "3", "", 200}, fetch{"gone", "4", "", 200}, fetch{"dropped", "5", "", 200},
		fetch{"busy", "6", "", 200}, fetch{"soft", "7", "", 200}, fetch{"late", "", "timeout", 0}, fetch{"L1", "list", "", 200})
	b := crawl(1, fetch{"same", "1", "", 200}, fetch{"still", "", "", 304}, fetch{"changed", "3b", "", 200}, fetch{"gone", "no", "http_404", 404},
		fetch{"busy", "wait", "http_5xx", 503}, fetch{"busy", "", "timeout", 0}, fetch{"soft", "not found", "soft_404", 200}, fetch{"late", "8", "", 200}, fetch{"new", "9", "", 200}, fetch{"L1", "list 2", "", 200})
	urls := func(paths ...string) (out []Request) {
		for _, p := range paths {
			out = append(out, Get("http://h/"+p))
		}
		return out
	}
	want := Changes{New: urls("late", "new"), Changed: urls("changed"), Unchanged: urls("same", "still"), Vanished: urls("dropped", "gone"), Failed: urls("busy", "soft")}
	if diff := cmp.Diff(want, s.Compare(a, b, "article")); diff != "" {
		t.Error(diff)
	}
	if c := s.Compare(a, b); len(c.Changed) != 2 {
		t.Errorf("all roles: %+v", c)
	}
	if c := s.Compare(Run{}, b); len(c.New) != 6 || len(c.Vanished) != 0 {
		t.Errorf("against nothing: %+v", c)
	}
	if c := s.Compare(a, Run{}); len(c.Vanished) != 8 {
		t.Errorf("nothing against it: %s", fmt.Sprint(c))
	}
}
