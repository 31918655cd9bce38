package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longest is what a longer Retry-After or Crawl-delay counts as: no crawl lives
// to see its end, and sums of such times do not overflow.
const longest = 1000 * time.Hour

// retryAfter reads a Retry-After: seconds or a date. It is 0 where there is none,
// where it is not understood, or where the date is past.
func retryAfter(v string, now time.Time) time.Duration {
	v = strings.TrimSpace(v)
	if v == "" {
		return 0
	}
	if strings.Trim(v, "0123456789") == "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n > int64(longest/time.Second) {
			return longest
		}
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(now)), longest)
}

// backoff is how long to wait before retry n, the first being 1: doubled each
// time, the half of it at random, so that many clients do not come back at once.
func (p *Policy) backoff(n int) time.Duration {
	d := p.MaxBackoff
	if n < 30 && p.Backoff<<(n-1) > 0 {
		d = min(p.MaxBackoff, p.Backoff<<(n-1))
	}
	return d/2 + time.Duration(float64(d/2)*p.Jitter())
}
