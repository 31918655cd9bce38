package main

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// TestKillInMidCrawl kills the program at moments of a crawl that nobody chose,
// again and again, and lets it run to its end: every report is loaded, and what was
// fetched before is not fetched again, but for the request under way.
func TestKillInMidCrawl(t *testing.T) {
	t.Parallel()
	p := newPortal(t)
	w := newWork(t, p, "    rate: 50\n")
	rnd := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	killed := 0
	for range 4 {
		cmd := w.command("ingest", "--progress", "none")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-time.After(200*time.Millisecond + time.Duration(rnd.IntN(700))*time.Millisecond):
			_ = syscall.Kill(cmd.Process.Pid, syscall.SIGKILL)
			killed++
			<-done
		case err := <-done:
			t.Fatalf("over too early: %v", err)
		}
	}
	out, errs, code := w.run("ingest")
	if code != 0 {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	w.loaded(p.reports)
	twice := 0
	seen := map[string]bool{}
	for _, a := range p.night() {
		if a.status == 200 && seen[a.path] {
			twice++
		}
		seen[a.path] = true
	}
	t.Logf("killed %d times; %d addresses came twice with a body", killed, twice)
	if twice > killed { // robots.txt has no page here
		t.Errorf("%d addresses were fetched twice, killed %d times", twice, killed)
	}
	if out, errs, code := w.run("archive", "verify"); code != 0 {
		t.Errorf("the archive is not whole: %s%s", out, errs)
	}
}
