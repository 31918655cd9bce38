package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary play other processes.
func TestMain(m *testing.M) {
	path := os.Getenv("GONGKAI_TEST_PATH")
	switch os.Getenv("GONGKAI_TEST_CHILD") {
	case "":
		os.Exit(m.Run())
	case "lock":
		_, err := Begin(context.Background(), path, night)
		fmt.Println(errors.Is(err, ErrLocked), err)
	case "die":
		dieAt(path, os.Getenv("GONGKAI_TEST_AT"))
	case "read":
		readUntil(path, os.Getenv("GONGKAI_TEST_AT"))
	}
}

// child prepares this binary in another part.
func child(part, path, at string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GONGKAI_TEST_CHILD="+part, "GONGKAI_TEST_PATH="+path, "GONGKAI_TEST_AT="+at)
	return cmd
}

// dieAt kills its own process in the middle of a run.
func dieAt(path, at string) {
	die := func(here string) {
		if here == at {
			syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	crash = die
	run, err := Begin(context.Background(), path, night)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range 2 * batch {
		rep := full(fmt.Sprintf("局%d", i), 2023, 1)
		rep.Facts = rep.Facts[:20]
		if err := run.Add(page(fmt.Sprint(i), fmt.Sprint(i)), found(nil, rep).outcome); err != nil {
			fmt.Println(err)
			return
		}
		if i == batch+10 {
			die("add")
		}
	}
	_, err = run.Commit(context.Background())
	fmt.Println("not killed", err)
}

func TestKilledRunChangesNothing(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night, medley()...)
	before, want := dump(t, path), digestOf(t, path)
	for _, at := range []string{"add", "merge", "before commit", "after commit", "before rename"} {
		out, err := child("die", path, at).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("%s: %v %s", at, err, out)
		}
		if digestOf(t, path) != want {
			t.Fatalf("killed at %s: the warehouse is another file", at)
		}
	}
	same(t, "after five deaths", dump(t, path), before)
	if _, err := os.Stat(path + ".new"); err != nil {
		t.Error("the killed run left nothing behind: it was not killed where it should")
	}
	if s := ingest(t, path, night, medley()...); s.RunID != 2 || s.Unchanged != 4 {
		t.Errorf("next run %+v", s)
	}
	left, _ := filepath.Glob(path + ".*")
	same(t, "files beside the warehouse", left, []string{path + ".lock"})
}

func digestOf(t *testing.T, path string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return page("", string(b)).Source.SHA256
}

func TestLock(t *testing.T) {
	path := warehouse(t)
	run, err := Begin(context.Background(), path, night)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	out, err := child("lock", path, "").CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "true ") || !strings.Contains(string(out), fmt.Sprintf("process %d holds", os.Getpid())) {
		t.Errorf("second process: %v %s", err, out)
	}
	if _, err := Begin(context.Background(), path, night); !errors.Is(err, ErrLocked) {
		t.Errorf("second run in this process: %v", err)
	}
	run.Abort()
	if _, err := os.Stat(path); err == nil {
		t.Error("an aborted run made a warehouse")
	}
	if out, _ := child("lock", path, "").CombinedOutput(); !strings.HasPrefix(string(out), "false <nil>") {
		t.Errorf("after Abort: %s", out)
	}
	ingest(t, path, night)
}

// readUntil queries the warehouse, through one handle that it keeps and through
// new ones, until a file of the name stop exists, and counts what it saw.
func readUntil(path, stop string) {
	kept, err := OpenRead(path)
	if err != nil {
		fmt.Println("FAIL", err)
		return
	}
	const query = `SELECT count(*), sum(r.received), (SELECT count(*) FROM league('requests_received')), (SELECT max(run_id) FROM run) FROM report_wide r`
	queries, seen := 0, map[int]bool{}
	read := func() (reports int, err error) {
		db, err := OpenRead(path)
		if err != nil {
			return 0, err
		}
		defer db.Close()
		var sum float64
		var ranks, run int
		err = db.QueryRow(query).Scan(&reports, &sum, &ranks, &run)
		queries++
		if err == nil && reports != run {
			err = fmt.Errorf("%d reports after %d runs", reports, run)
		}
		seen[reports] = true
		return reports, err
	}
	var first int
	if err := kept.QueryRow(`SELECT count(*) FROM report`).Scan(&first); err != nil {
		fmt.Println("FAIL", err)
	}
	if os.Getenv("GONGKAI_TEST_KEEP") == "" {
		kept.Close()
	}
	for {
		if os.Getenv("GONGKAI_TEST_KEEP") != "" {
			var n int
			if err := kept.QueryRow(`SELECT count(*) FROM report_wide`).Scan(&n); err != nil || n != first {
				fmt.Println("FAIL kept", n, err)
			}
			queries++
		} else if _, err := read(); err != nil {
			fmt.Println("FAIL", err)
		}
		if _, err := os.Stat(stop); err == nil {
			fmt.Println("queries", queries, "states", len(seen))
			return
		}
	}
}

func TestReadersAndWriterDoNotMeet(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night, found(page("0", "0"), full("局0", 2023, 1)))
	stop := filepath.Join(t.TempDir(), "stop")
	outs := make(chan string)
	for _, keep := range []string{"", "1"} {
		cmd := child("read", path, stop)
		cmd.Env = append(cmd.Env, "GONGKAI_TEST_KEEP="+keep)
		go func() {
			out, err := cmd.CombinedOutput()
			outs <- fmt.Sprint(string(out), err)
		}()
	}
	time.Sleep(200 * time.Millisecond)
	for i := range 10 {
		ingest(t, path, night, found(page(fmt.Sprint(i+1), fmt.Sprint(i+1)), full(fmt.Sprintf("局%d", i+1), 2023, 1)))
	}
	if err := os.WriteFile(stop, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		out := <-outs
		t.Log(out)
		if strings.Contains(out, "FAIL") || !strings.Contains(out, "queries") || !strings.HasSuffix(out, "<nil>") {
			t.Error(out)
		}
	}
}
