package expect

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func pages(n int) []string {
	var out []string
	for i := range n {
		out = append(out, Digest(fmt.Sprint("report of agency ", strings.Repeat("x", i))))
	}
	return out
}

func same(n int, others ...string) []string {
	return append(slices.Repeat([]string{Digest("系统维护中")}, n), others...)
}

func on(date string) time.Time {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t
}

func TestCheck(t *testing.T) {
	sixty := Crawl{Reports: 60, Pages: pages(60)}
	for _, c := range []struct {
		name   string
		e      Expectation
		before *Crawl
		now    Crawl
		want   []Code
	}{
		{"first, nothing expected", Expectation{}, nil, sixty, nil},
		{"empty, nothing expected", Expectation{}, nil, Crawl{}, nil},
		{"as before", Expectation{Reports: 60}, &sixty, sixty, nil},
		{"one more", Expectation{Reports: 60}, &sixty, Crawl{Reports: 61, Pages: pages(61)}, nil},
		{"at the floor", Expectation{Reports: 60, Floor: 50}, nil, Crawl{Reports: 50, Pages: pages(50)}, nil},
		{"below the floor", Expectation{Reports: 60, Floor: 50}, nil, Crawl{Reports: 49, Pages: pages(49)}, []Code{BelowFloor}},
		{"the number is the floor", Expectation{Reports: 60}, nil, Crawl{Reports: 59, Pages: pages(59)}, []Code{BelowFloor}},
		{"a floor alone", Expectation{Floor: 3}, nil, Crawl{Reports: 2, Pages: pages(2)}, []Code{BelowFloor}},
		{"none at all", Expectation{Reports: 60}, nil, Crawl{}, []Code{BelowFloor}},
		{"89 % lost", Expectation{}, &Crawl{Reports: 100, Pages: pages(9)}, Crawl{Reports: 11, Pages: pages(9)}, nil},
		{"90 % lost", Expectation{}, &Crawl{Reports: 100, Pages: pages(9)}, Crawl{Reports: 10, Pages: pages(9)}, []Code{LinksLost}},
		{"the only one lost", Expectation{}, &Crawl{Reports: 1, Pages: pages(1)}, Crawl{Reports: 0, Pages: pages(1)}, []Code{LinksLost}},
		{"pages lost", Expectation{}, &sixty, Crawl{Reports: 60, Pages: pages(6), Failed: 54}, []Code{PagesLost}},
		{"links and pages lost", Expectation{Reports: 50}, &sixty, Crawl{Reports: 2, Pages: pages(2)}, []Code{BelowFloor, LinksLost, PagesLost}},
		{"maintenance", Expectation{}, &sixty, Crawl{Reports: 60, Pages: same(60)}, []Code{SameText}},
		{"maintenance from the start", Expectation{}, nil, Crawl{Reports: 60, Pages: same(60)}, []Code{SameText}},
		{"maintenance but for a few", Expectation{}, &sixty, Crawl{Reports: 60, Pages: same(54, pages(6)...)}, []Code{SameText}},
		{"many alike", Expectation{}, &sixty, Crawl{Reports: 60, Pages: same(53, pages(7)...)}, nil},
		{"two alike", Expectation{}, nil, Crawl{Reports: 2, Pages: same(2)}, nil},
		{"alike before", Expectation{}, &Crawl{Reports: 4, Pages: same(4)}, Crawl{Reports: 4, Pages: same(4)}, nil},
		{"unreachable", Expectation{Reports: 60}, &sixty, Crawl{Failed: 3}, []Code{Unreachable}},
		{"stopped half-way", Expectation{Reports: 60}, &sixty, Crawl{Reports: 5, Pages: pages(5), Partial: true}, []Code{Unfinished}},
		{"overdue", Expectation{Every: "year"}, nil, Crawl{Reports: 1, Pages: pages(1), At: on("2025-06-01"), Newest: on("2024-01-20")}, []Code{Overdue}},
		{"not yet overdue", Expectation{Every: "year"}, nil, Crawl{Reports: 1, Pages: pages(1), At: on("2025-03-31"), Newest: on("2024-01-20")}, nil},
		{"a month late", Expectation{Every: "month"}, nil, Crawl{Reports: 1, Pages: pages(1), At: on("2025-03-15"), Newest: on("2025-01-20")}, []Code{Overdue}},
		{"no date known", Expectation{Every: "year"}, nil, Crawl{Reports: 1, Pages: pages(1), At: on("2025-06-01")}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []Code
			for _, a := range Check(c.e, c.before, c.now) {
				got = append(got, a.Code)
				if !strings.HasSuffix(a.Message, stands) || !slices.Contains(Codes, a.Code) {
					t.Errorf("%+v", a)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	for _, p := range Periods {
		if period(p) == 0 {
			t.Errorf("no time for %s", p)
		}
	}
}

// TestBaseline holds that an alarm does not end by itself: the crawl that raised it
// is not what the next one is compared with.
func TestBaseline(t *testing.T) {
	good := Crawl{Reports: 60, Pages: pages(60)}
	bad := Crawl{Reports: 1, Pages: pages(1)}
	less := Crawl{Reports: 40, Pages: pages(40)}
	late := Crawl{Reports: 40, Pages: pages(40), At: on("2025-06-01"), Newest: on("2024-01-20")}
	history := []Crawl{good, bad, bad}
	base := Baseline(Expectation{}, history)
	if base == nil || base.Reports != 60 || len(Check(Expectation{}, base, bad)) == 0 {
		t.Errorf("baseline %+v", base)
	}
	if b := Baseline(Expectation{}, append(history, less)); b == nil || b.Reports != 40 {
		t.Errorf("baseline %+v", b)
	}
	if b := Baseline(Expectation{Every: "year"}, append(history, late)); b == nil || b.Reports != 40 {
		t.Errorf("a late source has no baseline: %+v", b)
	}
	if b := Baseline(Expectation{Floor: 70}, history); b != nil {
		t.Errorf("baseline %+v", b)
	}
}

func TestDigest(t *testing.T) {
	a := Digest("系统维护中，预计 2024-02-01 08:00 恢复")
	if a != Digest("系统维护中， 预计2025-11-30\n18:30恢复\u200B") {
		t.Error("the time of a notice makes it another")
	}
	if a == Digest("系统升级中，预计 2024-02-01 08:00 恢复") {
		t.Error("other words, and the same digest")
	}
}
