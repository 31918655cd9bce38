package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// hostile are names that lead elsewhere wherever a name is made of them.
var hostile = []string{
	"../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/cron.d/x", "//server/share/x", "C:\\autoexec.bat", "C:autoexec.bat",
	"%2e%2e%2f%2e%2e%2fx", "..%2f..%2fx", "..%c0%af..%c0%afx", "....//....//x", "..;/..;/x", "x/../../../../x",
	"~/.ssh/authorized_keys", "$HOME/x", "`id`", "; rm x", "x\x00.html", "x\r\nSet-Cookie: a=b", "x\n{\"kind\":\"run_end\"}\n",
	".", "..", "...", "", " ", "nul", "con.html", "aux", "x:$DATA", strings.Repeat("a", 5000), "\u202egnp.exe", "年报/../../x", "journal.jsonl", "lock", "objects", "tmp/x",
}

// tree lists all names under a directory, with what they hold.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		if d.Type().IsRegular() {
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			rel += "=" + sum(b)
		}
		out = append(out, rel)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestHostileNames puts each name wherever a server can write one: nothing but the
// archive's own names comes to be, and each record comes back as it was.
func TestHostileNames(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "deep", "in", "here", "archive")
	s := open(t, dir)
	if len(hostile) < 25 {
		t.Fatal("too few names")
	}
	n := 0
	for i, name := range hostile {
		for _, r := range []Record{
			{Request: Get("http://h/" + name), Status: 200},
			{Request: Get("http://h/file"), FinalURL: "file:///" + name, Redirects: []string{name}, Status: 200},
			{Request: Get("http://h/file"), Header: Header{"Content-Disposition": {"attachment; filename=\"" + name + "\""}, "Location": {name}, name: {name}}, Status: 200},
			{Request: Request{Method: "POST", URL: "http://h/", Body: name}, ContentType: name, ETag: name, LastModified: name, Status: 200},
			{Request: Get("http://h/file"), Source: name, Run: name, Role: name, Reason: name, Detail: name},
		} {
			r.Time = day
			kept, err := s.Put(r, []byte(fmt.Sprint(name, i)))
			if err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			if last, ok := s.Latest(kept.Request); !ok || fmt.Sprint(last) != fmt.Sprint(kept) {
				t.Errorf("%q came back as %+v", name, last)
			}
			n++
		}
	}
	s.Close()
	s = open(t, dir)
	if got := len(all(t, s)); got != n || len(s.Faults()) > 0 {
		t.Errorf("%d records of %d, faults %v", got, n, s.Faults())
	}
	own := []string{".", "deep", "deep/in", "deep/in/here", "deep/in/here/archive"}
	for _, name := range tree(t, outer) {
		name, _, _ = strings.Cut(name, "=")
		in := strings.TrimPrefix(name, "deep/in/here/archive/")
		parts := strings.Split(in, "/")
		switch {
		case slices.Contains(own, name), slices.Contains([]string{"journal.jsonl", "lock", "objects", "tmp"}, in):
		case parts[0] == "objects" && len(parts) == 2 && len(parts[1]) == 2, parts[0] == "objects" && len(parts) == 3 && len(parts[1]+parts[2]) == 64:
		default:
			t.Errorf("%q came to be", name)
		}
	}
}

// TestPlantedLinks plants links where the archive writes. Either the archive
// refuses, or it writes within itself: what stands outside stays as it was.
func TestPlantedLinks(t *testing.T) {
	body := []byte("body")
	sha := sum(body)
	object := "objects/" + sha[:2] + "/" + sha[2:]
	for _, where := range []string{"journal.jsonl", "lock", "objects", "tmp", "objects/" + sha[:2], object} {
		for _, to := range []string{"outside", "outside/secret", "outside/none", "/absolute", "archive/objects/00", "archive/kept"} {
			t.Run(where+" to "+to, func(t *testing.T) {
				outer := t.TempDir()
				dir := filepath.Join(outer, "archive")
				for _, d := range []string{"outside", "archive/objects/00", "archive/kept"} {
					if err := os.MkdirAll(filepath.Join(outer, d), 0o755); err != nil {
						t.Fatal(err)
					}
				}
				for _, f := range []string{"outside/secret", "archive/objects/00/x", "archive/kept/y"} {
					if err := os.WriteFile(filepath.Join(outer, f), []byte("secret\n"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				link := filepath.Join(dir, where)
				target := filepath.Join(outer, strings.TrimPrefix(to, "/absolute"))
				if to != "/absolute" {
					target, _ = filepath.Rel(filepath.Dir(link), target)
				} else {
					target = filepath.Join(outer, "outside")
				}
				if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
					t.Fatal(err)
				}
				_ = os.RemoveAll(link)
				if err := os.Symlink(target, link); err != nil {
					t.Fatal(err)
				}
				before := append(tree(t, filepath.Join(outer, "outside")), tree(t, filepath.Join(dir, "kept"))...)
				s, err := Open(dir, false)
				if err == nil {
					_, err = s.Put(got("http://h/1"), body)
					if err == nil {
						if b, err := s.Body(sha); err != nil || string(b) != "body" {
							t.Errorf("acknowledged, and then %q %v", b, err)
						}
					}
					s.Close()
				}
				if where != object && err == nil {
					t.Error("not noticed")
				}
				after := append(tree(t, filepath.Join(outer, "outside")), tree(t, filepath.Join(dir, "kept"))...)
				if !slices.Equal(before, after) {
					t.Errorf("changed outside: %q\nbefore %q", after, before)
				}
				if x, err := os.ReadFile(filepath.Join(dir, "objects/00/x")); where != "objects" && (err != nil || string(x) != "secret\n") {
					t.Errorf("a file of the archive: %q %v", x, err)
				}
			})
		}
	}
}
