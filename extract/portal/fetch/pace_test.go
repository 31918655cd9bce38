package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestGap holds the gap between any two requests to a site, as the server sees
// them: pages, retries, redirects, robots.txt, of several goroutines, hosts of one
// site, and two clients that share manners, behind a network that takes its time.
func TestGap(t *testing.T) {
	for _, tc := range []struct {
		rate        float64
		concurrency int
		delay       string // of robots.txt
		slow        time.Duration
		want        time.Duration
	}{
		{rate: 1, concurrency: 1, want: time.Second},
		{rate: 10, concurrency: 4, want: 100 * time.Millisecond},
		{rate: 0.2, concurrency: 2, slow: 12 * time.Second, want: 5 * time.Second},
		{rate: 5, concurrency: 3, slow: 2 * time.Second, want: 200 * time.Millisecond},
		{rate: 100, concurrency: 1, delay: "2.5", want: 2500 * time.Millisecond},
		{rate: 1, concurrency: 1, delay: "0.1", want: time.Second},
	} {
		t.Run(fmt.Sprintf("%+v", tc), func(t *testing.T) {
			var seen times
			failed := map[string]bool{}
			var mu sync.Mutex
			h := func(w http.ResponseWriter, r *http.Request) {
				seen.note()
				time.Sleep(tc.slow)
				mu.Lock()
				first := !failed[r.URL.Path]
				failed[r.URL.Path] = true
				mu.Unlock()
				switch {
				case r.URL.Path == "/robots.txt" && tc.delay == "":
					http.NotFound(w, r)
				case r.URL.Path == "/robots.txt":
					fmt.Fprintf(w, "User-agent: *\nCrawl-delay: %s\n", tc.delay)
				case strings.HasSuffix(r.URL.Path, "3") && first:
					breakOff(w)
				case strings.HasSuffix(r.URL.Path, "5") && first:
					http.Error(w, "busy", http.StatusServiceUnavailable)
				case strings.HasPrefix(r.URL.Path, "/moved/"):
					http.Redirect(w, r, strings.TrimPrefix(r.URL.Path, "/moved"), http.StatusFound)
				}
			}
			p := Policy{Rate: tc.rate, Concurrency: tc.concurrency, Manners: NewManners(), Hosts: []string{"www.huailin.gov.cn"}, Backoff: time.Millisecond}
			bubble(t, p, h, func(t *testing.T, c *Client) {
				q := c.policy
				other, err := New(q)
				if err != nil {
					t.Fatal(err)
				}
				defer other.Close()
				var work sync.WaitGroup
				for i := range 20 {
					work.Go(func() {
						if _, e := get([]*Client{c, other}[i%2], fmt.Sprintf("%s/%d", []string{"", "/moved"}[i/10], i)); e != nil {
							t.Error(e)
						}
					})
				}
				work.Wait()
				if g := seen.least(); g < tc.want {
					t.Errorf("gap %s, want %s", g, tc.want)
				}
				if len(seen.at) < 30 {
					t.Errorf("%d requests", len(seen.at))
				}
			})
		})
	}
}

// TestGapAfterConnecting holds that a connection that takes long to make does not
// bring its request close to the next one.
func TestGapAfterConnecting(t *testing.T) {
	var seen times
	wired(t, Policy{}, func(w http.ResponseWriter, r *http.Request) {
		seen.note()
		if len(seen.at)%3 == 0 {
			w.Header().Set("Connection", "close")
		}
	}, func(t *testing.T, c *Client, w *wire) {
		w.delay = 700 * time.Millisecond
		for i := range 9 {
			if _, e := get(c, fmt.Sprint("/", i)); e != nil {
				t.Error(e)
			}
		}
		if g := seen.least(); g < time.Second || len(w.dials) < 3 {
			t.Errorf("gap %s, %d connections", g, len(w.dials))
		}
	})
}

// TestBreakerStopsTheQueue holds that requests that wait for their turn end when
// the host is given up.
func TestBreakerStopsTheQueue(t *testing.T) {
	var seen times
	bubble(t, Policy{Retries: -1, BreakAfter: 2}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		seen.note()
		w.WriteHeader(http.StatusServiceUnavailable)
	}), func(t *testing.T, c *Client) {
		var work sync.WaitGroup
		for i := range 6 {
			work.Go(func() { get(c, fmt.Sprint("/", i)) })
		}
		work.Wait()
		if failed := c.Stats().Failed; len(seen.at) != 2 || failed[CircuitOpen] != 4 || failed[HTTP5xx] != 2 {
			t.Errorf("%d requests, %v", len(seen.at), failed)
		}
	})
}

// TestGapOfSite holds that hosts of one site share a gap, and others do not.
func TestGapOfSite(t *testing.T) {
	for name, tc := range map[string]struct {
		hosts []string
		least bool
	}{
		"one site":       {[]string{"zwgk.huailin.gov.cn", "www.huailin.gov.cn", "huailin.gov.cn:8081"}, true},
		"sites of their": {[]string{"www.huailin.gov.cn", "www.anqiao.gov.cn", "www.beishan.gov.cn"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			var seen times
			bubble(t, Policy{Hosts: tc.hosts}, noRobots(func(http.ResponseWriter, *http.Request) { seen.note() }), func(t *testing.T, c *Client) {
				var work sync.WaitGroup
				for i := range 12 {
					work.Go(func() { get(c, fmt.Sprintf("http://%s/%d", tc.hosts[i%3], i)) })
				}
				work.Wait()
				if g := seen.least(); g >= time.Second != tc.least {
					t.Errorf("gap %s", g)
				}
			})
		})
	}
}

// TestConcurrency holds that no more requests are under way than allowed, even
// where two clients of a host differ.
func TestConcurrency(t *testing.T) {
	for _, limit := range []int{1, 3} {
		var mu sync.Mutex
		var busy, most int
		bubble(t, Policy{Concurrency: limit, Rate: 1000}, noRobots(func(http.ResponseWriter, *http.Request) {
			mu.Lock()
			busy++
			most = max(most, busy)
			mu.Unlock()
			time.Sleep(3 * time.Second)
			mu.Lock()
			busy--
			mu.Unlock()
		}), func(t *testing.T, c *Client) {
			var work sync.WaitGroup
			for i := range 12 {
				work.Go(func() { get(c, fmt.Sprint("/", i)) })
			}
			work.Wait()
			if most != limit {
				t.Errorf("%d at once, want %d", most, limit)
			}
		})
	}
}

// TestErrorsSlowDown holds that a host that errs is asked more slowly, and that
// successes only bring back the configured gap.
func TestErrorsSlowDown(t *testing.T) {
	var seen times
	status := 200
	bubble(t, Policy{Retries: -1, BreakAfter: 100}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		seen.note()
		w.WriteHeader(status)
	}), func(t *testing.T, c *Client) {
		ask := func(n int) time.Duration {
			for range n {
				get(c, "/")
			}
			return seen.at[len(seen.at)-1].Sub(seen.at[len(seen.at)-2]).Round(time.Second / 10)
		}
		well := ask(3)
		status = 503
		ill := ask(4)
		worst := ask(20)
		status = 200
		better := ask(6)
		status = 404 // says that the server is well
		again := ask(40)
		if well != time.Second || ill < 8*time.Second || worst != 16*time.Second || better <= time.Second || better >= worst || again != time.Second {
			t.Errorf("gaps %s, after errors %s, %s, after successes %s, %s", well, ill, worst, better, again)
		}
	})
}

func TestRetryAfterIsObeyed(t *testing.T) {
	for name, tc := range map[string]struct {
		header func() string
		least  time.Duration
		reason Reason
		tries  int
	}{
		"seconds":  {func() string { return "90" }, 90 * time.Second, "", 2},
		"date":     {func() string { return time.Now().Add(80 * time.Second).UTC().Format(http.TimeFormat) }, 79 * time.Second, "", 2},
		"past":     {func() string { return "Mon, 02 Jan 1995 15:04:05 GMT" }, time.Second, "", 2},
		"nonsense": {func() string { return "soon" }, time.Second, "", 2},
		"negative": {func() string { return "-5" }, time.Second, "", 2},
		"a day":    {func() string { return "86400" }, 0, HTTP429, 1},
		"for ever": {func() string { return strings.Repeat("9", 40) }, 0, HTTP429, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var seen times
			bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) {
				seen.note()
				if len(seen.at) == 1 {
					w.Header().Set("Retry-After", tc.header())
					w.WriteHeader(429)
				}
			}), func(t *testing.T, c *Client) {
				_, e := get(c, "/a")
				if reason(e) != tc.reason || len(seen.at) != tc.tries || tc.tries > 1 && seen.least() < tc.least {
					t.Errorf("%v after %d requests, gap %s", e, len(seen.at), seen.least())
				}
				before := seen.at[len(seen.at)-1]
				if get(c, "/b"); tc.reason != "" && time.Since(before) < c.policy.MaxRetryAfter {
					t.Errorf("the host was asked again after %s", time.Since(before))
				}
			})
		})
	}
}

// TestBackoff holds that pauses double, with jitter, up to their cap.
func TestBackoff(t *testing.T) {
	p := Policy{Backoff: 2 * time.Second, MaxBackoff: time.Minute}
	for _, jitter := range []float64{0, 0.999999} {
		p.Jitter = func() float64 { return jitter }
		var got []int
		for _, n := range []int{1, 2, 3, 4, 5, 6, 29, 30, 1000} {
			got = append(got, int(p.backoff(n).Round(time.Second)/time.Second))
		}
		want := []int{1, 2, 4, 8, 16, 30, 30, 30, 30}
		if jitter > 0 {
			want = []int{2, 4, 8, 16, 32, 60, 60, 60, 60}
		}
		if !slices.Equal(got, want) {
			t.Errorf("jitter %v: %v, want %v", jitter, got, want)
		}
	}
}

func TestBreaker(t *testing.T) {
	var seen times
	status := 503
	bubble(t, Policy{Retries: 1, BreakAfter: 3}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		seen.note()
		w.WriteHeader(status)
	}), func(t *testing.T, c *Client) {
		want := func(what string, r Reason, requests int) {
			t.Helper()
			before, begin := len(seen.at), time.Now()
			_, e := get(c, "/")
			if reason(e) != r || len(seen.at)-before != requests {
				t.Errorf("%s: %v with %d requests, want %q with %d", what, e, len(seen.at)-before, r, requests)
			}
			if r == CircuitOpen && time.Since(begin) > 0 {
				t.Errorf("%s: took %s", what, time.Since(begin))
			}
		}
		want("first", HTTP5xx, 2)
		want("second", HTTP5xx, 2)
		status = 404
		want("a 404 says that the host is well", HTTP404, 1)
		status = 503
		want("first in a row", HTTP5xx, 2)
		want("second in a row", HTTP5xx, 2)
		want("third in a row", HTTP5xx, 2)
		for range 5 {
			want("open", CircuitOpen, 0)
		}
		time.Sleep(5 * time.Minute)
		want("probe", HTTP5xx, 1)
		want("open again", CircuitOpen, 0)
		time.Sleep(5 * time.Minute)
		want("for twice as long", CircuitOpen, 0)
		time.Sleep(5 * time.Minute)
		status = 200
		want("probe that works", "", 1)
		status = 503
		want("closed", HTTP5xx, 2)
		want("and counts from the start", HTTP5xx, 2)
	})
}

// TestOneProbe holds that a host that was left alone gets a single request.
func TestOneProbe(t *testing.T) {
	var seen times
	var status atomic.Int32
	status.Store(503)
	bubble(t, Policy{Retries: -1, BreakAfter: 2, Concurrency: 8, Rate: 1000}, noRobots(func(w http.ResponseWriter, r *http.Request) {
		seen.note()
		time.Sleep(10 * time.Second)
		w.WriteHeader(int(status.Load()))
	}), func(t *testing.T, c *Client) {
		get(c, "/")
		get(c, "/")
		time.Sleep(time.Hour)
		status.Store(200)
		n := len(seen.at)
		var work sync.WaitGroup
		var mu sync.Mutex
		outcomes := map[Reason]int{}
		for range 8 {
			work.Go(func() {
				_, e := get(c, "/")
				mu.Lock()
				outcomes[reason(e)]++
				mu.Unlock()
			})
		}
		work.Wait()
		if len(seen.at)-n != 1 || outcomes[""] != 1 || outcomes[CircuitOpen] != 7 {
			t.Errorf("%d requests, %v", len(seen.at)-n, outcomes)
		}
		// A probe that its caller cancels says nothing, and does not stay the only one.
		status.Store(503)
		get(c, "/")
		get(c, "/")
		time.Sleep(time.Hour)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := c.Do(ctx, Request{URL: portal + "/"}); reason(err.(*Error)) != Cancelled {
			t.Error(err)
		}
		status.Store(200)
		if _, e := get(c, "/"); e != nil {
			t.Error(e)
		}
	})
}

func TestBudgets(t *testing.T) {
	t.Run("requests", func(t *testing.T) {
		var seen times
		bubble(t, Policy{MaxRequests: 5}, func(w http.ResponseWriter, r *http.Request) { seen.note() }, func(t *testing.T, c *Client) {
			for i := range 8 { // robots.txt is the fifth
				if _, e := get(c, "/"); (reason(e) == SourceBudget) != (i >= 4) {
					t.Errorf("request %d: %v", i, e)
				}
			}
			if len(seen.at) != 5 {
				t.Errorf("%d requests", len(seen.at))
			}
		})
	})
	t.Run("time", func(t *testing.T) {
		bubble(t, Policy{SourceTimeout: 10 * time.Minute}, noRobots(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(50 * time.Second)
		}), func(t *testing.T, c *Client) {
			begin, n := time.Now(), 0
			var e *Error
			for ; e == nil && n < 100; n++ {
				_, e = get(c, "/")
			}
			if took := time.Since(begin); e.Reason != SourceBudget || took > 10*time.Minute || n < 10 {
				t.Errorf("%v after %s and %d requests", e, took, n)
			}
			if _, e := get(c, "/"); reason(e) != SourceBudget {
				t.Error(e)
			}
		})
	})
	t.Run("a crawl delay longer than the time", func(t *testing.T) {
		bubble(t, Policy{}, func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 1e300\n")
		}, func(t *testing.T, c *Client) {
			begin := time.Now()
			if _, e := get(c, "/"); reason(e) != SourceBudget || time.Since(begin) > time.Minute {
				t.Errorf("%v after %s", e, time.Since(begin))
			}
		})
	})
	t.Run("the caller's context", func(t *testing.T) {
		bubble(t, Policy{}, noRobots(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), func(t *testing.T, c *Client) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(5*time.Second, cancel)
			begin := time.Now()
			_, err := c.Do(ctx, Request{URL: portal})
			if e := err.(*Error); e.Reason != Cancelled || time.Since(begin) != 5*time.Second {
				t.Errorf("%v after %s", e, time.Since(begin))
			}
		})
	})
}

// TestDeadHost holds that names without an address end as such, at once.
func TestDeadHost(t *testing.T) {
	p := Policy{Resolve: func(context.Context, string) ([]netip.Addr, error) { return nil, nil }}
	bubble(t, p, noRobots(nil), func(t *testing.T, c *Client) {
		for range 3 {
			if _, e := get(c, "/"); reason(e) != DNS {
				t.Error(e)
			}
		}
		if n := c.Stats().Requests; n != 1 {
			t.Errorf("%d requests", n)
		}
	})
}
