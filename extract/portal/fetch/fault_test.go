package fetch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"
)

// sick answers as a bad day has it: 30 % of its answers are faults of all kinds,
// and each hundredth page never works.
type sick struct {
	times
	mu     sync.Mutex
	random *rand.Rand
	faults map[string]int
}

func (s *sick) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.note()
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	fault, kind := s.random.Float64() < 0.3, s.random.IntN(9)
	n, _ := strconv.Atoi(r.URL.Path[1:])
	if n%100 == 50 {
		fault = true
	}
	names := []string{"reset", "short", "429", "503", "stall", "drip", "chunk", "gzip", "500"}
	if fault {
		s.faults[names[kind]]++
	}
	s.mu.Unlock()
	page := fmt.Sprintf("<p>%d</p>", n)
	if !fault {
		fmt.Fprint(w, page)
		return
	}
	switch names[kind] {
	case "reset":
		breakOff(w)
	case "short":
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, page)
	case "429":
		w.Header().Set("Retry-After", "7")
		http.Error(w, "slow down", http.StatusTooManyRequests)
	case "503":
		w.Header().Set("Retry-After", time.Now().Add(5*time.Second).UTC().Format(http.TimeFormat))
		http.Error(w, "busy", http.StatusServiceUnavailable)
	case "500":
		http.Error(w, "java.lang.NullPointerException", http.StatusInternalServerError)
	case "stall":
		<-r.Context().Done()
	case "drip":
		for r.Context().Err() == nil {
			fmt.Fprint(w, " ")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Second)
		}
	case "chunk":
		conn, b, _ := w.(http.Hijacker).Hijack()
		b.WriteString("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>12\r\nzz\r\n")
		b.Flush()
		conn.Close()
	case "gzip":
		w.Header().Set("Content-Encoding", "gzip")
		whole := packed("gzip", []byte(page+page+page))
		w.Write(whole[:len(whole)-6])
	}
}

func TestThousandRequestsToASickServer(t *testing.T) {
	for _, concurrency := range []int{1, 4} {
		s := &sick{random: rand.New(rand.NewPCG(3, uint64(concurrency))), faults: map[string]int{}}
		p := Policy{Concurrency: concurrency, SourceTimeout: 1000 * time.Hour}
		bubble(t, p, s.ServeHTTP, func(t *testing.T, c *Client) {
			var mu sync.Mutex
			var done, retried int
			failed := map[Reason]int{}
			var work sync.WaitGroup
			pages := make(chan int)
			for range 8 {
				work.Go(func() {
					for n := range pages {
						resp, err := c.Do(context.Background(), Request{URL: fmt.Sprintf("%s/%d", portal, n)})
						mu.Lock()
						var e *Error
						switch {
						case err == nil && string(resp.Body) != fmt.Sprintf("<p>%d</p>", n):
							t.Errorf("page %d: %q", n, resp.Body)
						case err == nil:
							done++
							if resp.Attempts > 1 {
								retried++
							}
						case !errors.As(err, &e) || !slices.Contains(Reasons, e.Reason) || e.URL == "":
							t.Errorf("page %d: %v has no name", n, err)
						default:
							failed[e.Reason]++
						}
						mu.Unlock()
					}
				})
			}
			for n := range 1000 {
				pages <- n
			}
			close(pages)
			work.Wait()
			bad := 0
			for r, n := range failed {
				bad += n
				if c.Stats().Failed[r] != n {
					t.Errorf("%s: %d counted, %d seen", r, c.Stats().Failed[r], n)
				}
			}
			if done+bad != 1000 || c.Stats().Done != done || done < 950 || bad < 10 || retried < 100 {
				t.Errorf("%d pages, %d of them at a further try, %v failed", done, retried, failed)
			}
			if len(s.faults) != 9 || c.Stats().Requests != len(s.at) {
				t.Errorf("faults %v; %d requests counted, %d seen", s.faults, c.Stats().Requests, len(s.at))
			}
			if g := s.least(); g < time.Second {
				t.Errorf("gap %s", g)
			}
			t.Logf("%d at once: %d requests, %d pages, %d retried, failed %v, faults %v, least gap %s", concurrency, len(s.at), done, retried, failed, s.faults, s.least())
		})
	}
}
