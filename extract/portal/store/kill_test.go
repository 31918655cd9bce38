package store

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

const childEnv = "GONGKAI_STORE_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		child(dir)
		return
	}
	os.Exit(m.Run())
}

// bodyOf makes the body of number n: of many sizes, most not compressible.
func bodyOf(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	b := make([]byte, r.IntN(200_000))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return fmt.Appendf(b, "%d", n)
}

// child puts bodies until it is killed, and says each that was acknowledged.
func child(dir string) {
	s, err := Open(dir, false)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	run, err := s.Begin("huian", time.Now())
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for n := 0; ; n++ {
		url := fmt.Sprintf("http://h/%d", n)
		if _, ok := run.Done(Get(url)); ok {
			continue
		}
		if _, err := run.Put(Record{Request: Get(url), Time: time.Now(), Status: 200}, bodyOf(n)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println(n)
	}
}

// TestKill kills a process that puts bodies, at any point, again and again. Each
// time the archive opens, every record's body is whole, and nothing that was
// acknowledged is missing or was made twice.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	times := 25
	if testing.Short() {
		times = 5
	}
	acknowledged := map[int]bool{}
	for i := range times {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), childEnv+"="+dir)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		fresh := 0
		var killed *time.Timer
		for lines := bufio.NewScanner(out); lines.Scan(); {
			n, err := strconv.Atoi(lines.Text())
			if err != nil {
				t.Errorf("the child says %s", lines.Text())
				break
			}
			if acknowledged[n] {
				t.Errorf("%d was put again", n)
			}
			acknowledged[n] = true
			if fresh++; fresh == 1+i%3 {
				killed = time.AfterFunc(time.Duration(rand.IntN(30_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
			}
		}
		if killed == nil {
			_ = cmd.Process.Kill()
		}
		_ = cmd.Wait()
		if stderr.Len() > 0 {
			t.Fatalf("the child: %s", stderr.String())
		}
		s, err := Open(dir, false)
		if err != nil {
			t.Fatal(err)
		}
		faults, _, err := s.Verify()
		if err != nil || len(faults) > 0 {
			t.Fatalf("kill %d: %v %v", i, faults, err)
		}
		for n := range acknowledged {
			if r, ok := s.Latest(Get(fmt.Sprintf("http://h/%d", n))); !ok || r.SHA256 != sum(bodyOf(n)) {
				t.Fatalf("kill %d: %d is lost: %+v", i, n, r)
			}
		}
		seen := map[string]bool{}
		for _, r := range all(t, s) {
			if r.Kind == Fetch && seen[r.URL] {
				t.Errorf("kill %d: %s is there twice", i, r.URL)
			}
			seen[r.URL] = true
		}
		if runs := s.Runs("huian"); len(runs) != 1 {
			t.Errorf("kill %d: %d runs", i, len(runs))
		}
		left, _ := os.ReadDir(dir + "/" + tmpDir)
		if len(left) > 0 {
			t.Errorf("kill %d: left in tmp: %v", i, left)
		}
		s.Close()
	}
	if len(acknowledged) < times {
		t.Errorf("only %d bodies in %d runs: %s", len(acknowledged), times, strings.Repeat(".", times))
	}
}
