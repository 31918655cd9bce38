package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/extract/portal/expect"
)

func configOf(t *testing.T, text string) (*Config, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gongkai.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return LoadConfig(path)
}

func TestConfig(t *testing.T) {
	c, err := configOf(t, `# counties
contact: ops@example.org
archive: raw
sources:
  - id: huian
    name: 惠安县人民政府
    division: "350521"
    home: http://www.example.gov.cn/
    columns:
      - https://www.example.gov.cn/zwgk/ndbg/index.html
      - http://[::1]:8080/a?b=[c]&d={e}#f
    reports: [https://www.example.gov.cn/a_1.html]
    hosts: [img.Example.gov.cn, "10.1.2.3:8080"]
    files: [pages, /srv/pages]
    rate: 0.5
    concurrency: 2
    max_pages: 1_000
    depth: 3
    timeout: 45s
    insecure_tls: true
    expect: {reports: 60, floor: 50, every: year}
  - {id: 德化, division: 350526, columns: ["http://甲.example.cn/ndbg/"], timeout: 90}
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{{
		ID: "huian", Name: "惠安县人民政府", Division: "350521", Home: "http://www.example.gov.cn/",
		Columns: []string{"https://www.example.gov.cn/zwgk/ndbg/index.html", "http://[::1]:8080/a?b=[c]&d={e}#f"},
		Reports: []string{"https://www.example.gov.cn/a_1.html"}, Hosts: []string{"img.example.gov.cn", "10.1.2.3:8080"},
		Files: []string{"pages", "/srv/pages"}, Rate: 0.5, Concurrency: 2, MaxPages: 1000, Depth: 3, Timeout: 45 * time.Second,
		InsecureTLS: true, Expect: expect.Expectation{Reports: 60, Floor: 50, Every: "year"}, Line: 5,
	}, {ID: "德化", Division: "350526", Columns: []string{"http://甲.example.cn/ndbg/"}, Timeout: 90 * time.Second, Line: 22}}
	if diff := cmp.Diff(want, c.Sources); diff != "" {
		t.Error(diff)
	}
	if c.Contact != "ops@example.org" || c.ArchiveDir("w.duckdb") != filepath.Join(c.dir, "raw") || len(c.Digest) != 64 {
		t.Errorf("%+v", c)
	}
	if got := (*Config)(nil).ArchiveDir("dir/gongkai.duckdb"); got != "dir/gongkai.archive" {
		t.Errorf("archive %s", got)
	}
	for _, empty := range []string{"", "# nothing\n", "sources:\n", "sources: []\n", "---\nsources: []\n", "{}"} {
		if c, err := configOf(t, empty); err != nil || len(c.Sources) > 0 {
			t.Errorf("%q: %v", empty, err)
		}
	}
}

// TestConfigFaults holds what is said of faulty files: each fault with its line,
// its column and what is wrong.
func TestConfigFaults(t *testing.T) {
	const ok = "  - {id: a, files: [x]}\n"
	src := func(lines string) string { return "sources:\n  - id: a\n    files: [x]\n" + lines }
	for _, c := range []struct {
		text string
		want []string
	}{
		{src("    colums: [x]\n"), []string{`4:5: unknown key "colums", did you mean "columns"?`}},
		{src("    Rate: 1\n"), []string{`4:5: unknown key "Rate", did you mean "rate"?`}},
		{src("    insecure-tls: true\n"), []string{`did you mean "insecure_tls"?`}},
		{src("    maxpages: 3\n"), []string{`did you mean "max_pages"?`}},
		{src("    colour: red\n"), []string{`4:5: unknown key "colour"; the keys are id, name, division`}},
		{src("    expect: {report: 3}\n"), []string{`4:14: unknown key "report", did you mean "reports"?`}},
		{"source:\n" + ok, []string{`1:1: unknown key "source", did you mean "sources"?`}},
		{"sources:\n" + ok + "contcat: a@b.cn\n", []string{`3:1: unknown key "contcat", did you mean "contact"?`}},
		{"sources:\n" + ok + ok, []string{`3:10: two sources have the id "a", the first on line 2`}},
		{"sources:\n" + ok + "sources:\n" + ok, []string{`3:1: key "sources" stands twice, first on line 1`}},
		{src("    id: b\n"), []string{`4:5: key "id" stands twice, first on line 2`}},
		{"sources:\n  - name: x\n    files: [x]\n", []string{"2:", "a source without id"}},
		{"sources:\n  - id:\n    files: [x]\n", []string{"a source without id"}},
		{"sources:\n  - id: \"\"\n    files: [x]\n", []string{"2:9: id is empty"}},
		{"sources:\n  - id: a b\n    files: [x]\n", []string{"2:9: id \"a b\" has a space"}},
		{"sources:\n  - id: [a]\n    files: [x]\n", []string{"2:9: id wants a text; this is a list"}},
		{"sources:\n  - id: " + strings.Repeat("a", 101) + "\n    files: [x]\n", []string{"2:9: an id of 101 bytes"}},
		{"sources:\n  - id: a\n", []string{"2:9: source a names nothing to read"}},
		{"sources:\n  - id: a\n    columns: []\n", []string{"2:9: source a names nothing to read"}},
		{"sources:\n  - a\n", []string{"2:5: a source wants keys, such as id:; this is a text"}},
		{"sources:\n  -\n", []string{"sources has an empty item"}},
		{"sources: a\n", []string{"1:10: sources wants a list"}},
		{"sources: {id: a}\n", []string{"sources wants a list", "this is a mapping"}},
		{"- id: a\n", []string{"1:1: the configuration wants keys, such as sources:; this is a list"}},
		{"just text\n", []string{"1:1: the configuration wants keys"}},
		{src("    division: 3505\n"), []string{`4:15: division "3505" is not six digits; quote it`}},
		{src("    division: \"35052x\"\n"), []string{"4:15: division"}},
		{"sources:\n  - id: a\n    files: x\n", []string{"files wants a list", "this is a text"}},
		{src("    columns: https://h.cn/\n"), []string{"4:14: columns wants a list"}},
		{src("    columns: [www.example.gov.cn/ndbg]\n"), []string{"4:15: columns: ", "has no scheme"}},
		{src("    columns: [ftp://h.cn/]\n"), []string{"4:15: columns: only http and https are fetched, not ftp"}},
		{src("    columns: [\"file:///etc/passwd\"]\n"), []string{"only http and https are fetched, not file"}},
		{src("    columns: [\"https://u:p@h.cn/\"]\n"), []string{"4:15: columns: a user or password"}},
		{src("    home: \"https:///ndbg\"\n"), []string{"4:11: home: ", "no host"}},
		{src("    home: http://h.cn:99999/\n"), []string{"4:11: home: ", "no host"}},
		{src("    home: \"http://h.cn/a b\"\n"), []string{"4:11: home: ", "has a space"}},
		{src("    home: \"http://h%zz.cn/\"\n"), []string{"4:11: home: ", "is no URL"}},
		{src("    home: \"javascript:alert(1)\"\n"), []string{"not javascript"}},
		{src("    home: \"http://h.cn/\\r\\nx\"\n"), []string{"control character"}},
		{src("    hosts: [\"https://h.cn\"]\n"), []string{"4:13: hosts: ", "is no host"}},
		{src("    hosts: [\"*.h.cn\"]\n"), []string{"is no host"}},
		{src("    rate: fast\n"), []string{"4:11: rate wants a number; this is a text"}},
		{src("    rate: 0\n"), []string{"4:11: rate: 0 is not from 0.001 to 50"}},
		{src("    rate: -1\n"), []string{"4:11: rate: -1 is not from"}},
		{src("    rate: .inf\n"), []string{"4:11: rate: .inf is not from"}},
		{src("    rate: .nan\n"), []string{"4:11: rate: .nan is not from"}},
		{src("    concurrency: 1.5\n"), []string{"4:18: concurrency wants a whole number; this is the number 1.5"}},
		{src("    concurrency: 99\n"), []string{"4:18: concurrency: 99 is not from 1 to 16"}},
		{src("    max_pages: 99999999999999999999\n"), []string{"4:16: max_pages"}},
		{src("    depth: 0\n"), []string{"4:12: depth: 0 is not from 1 to 32"}},
		{src("    timeout: soon\n"), []string{"4:14: timeout: \"soon\" is no time"}},
		{src("    timeout: 1ms\n"), []string{"4:14: timeout: 1ms is not from 1s to 10m0s"}},
		{src("    timeout: true\n"), []string{"4:14: timeout wants a time"}},
		{src("    insecure_tls: \"yes\"\n"), []string{"4:19: insecure_tls wants true or false"}},
		{src("    expect: 60\n"), []string{"4:13: expect wants keys, such as reports:; this is the number 60"}},
		{src("    expect: {every: yearly}\n"), []string{"4:21: every: no period \"yearly\"; one of year"}},
		{src("    expect: {reports: 5, floor: 6}\n"), []string{"4:33: the floor of 6 is above the 5 reports"}},
		{"contact: ops\n", []string{"1:10: contact \"ops\" is neither"}},
		{"contact: \"a@b.cn (x)\"\n", []string{"1:10: contact"}},
		{"contact: \"a@b.cn\\r\\nX: y\"\n", []string{"control character"}},
		{"archive: [a]\n", []string{"1:10: archive wants a text"}},
		{"x: &a [1]\nsources: *a\n", []string{`1:1: unknown key "x"`, "2:10: anchors and aliases are not read"}},
		{src("    name: !!binary aGk=\n"), []string{"4:11: tags are not read"}},
		{src("    <<: {rate: 1}\n"), []string{"4:5: merge keys are not read"}},
		{"sources:\n" + ok + "---\nsources: []\n", []string{"a second YAML document"}},
		{"sources: [\n", []string{"no YAML"}},
		{"sources:\n\t- id: a\n", []string{"2:", "no YAML"}},
		{"a: \xC4\xEA\n", []string{"1:1: not UTF-8"}},
		{"# x\nname: \"" + strings.Repeat("x", maxConfigLine) + "\"\n", []string{"2:1: a line of"}},
		{"sources: " + strings.Repeat("[", 5000), []string{"1:1: lists within lists"}},
		{strings.Repeat("[\n", 50), []string{"33:1: lists within lists"}},
		{strings.Repeat("- ", 2000), []string{"1:1: lists within lists"}},
		{strings.Repeat("#\n", maxConfig/2+1), []string{"more than 2097152 bytes"}},
		// all faults, in the order of their lines
		{"contct: x\nsources:\n  - id: a\n    colums: [x]\n    rate: 0\n    home: ftp://h.cn/\n  - id: a\n    depth: x\n", []string{
			"6 faults\n", `1:1: unknown key "contct"`, `4:5: unknown key "colums"`, "5:11: rate", "6:11: home", "7:9: two sources have the id", "8:12: depth",
		}},
	} {
		conf, err := configOf(t, c.text)
		if err == nil {
			t.Errorf("%.80q: no fault, %+v", c.text, conf)
			continue
		}
		rest := err.Error()
		for _, w := range c.want {
			_, after, found := strings.Cut(rest, w)
			if !found {
				t.Errorf("%.80q:\n%v\nwant %q", c.text, err, w)
				break
			}
			rest = after
		}
		if !errors.Is(err, ErrUsage) || !strings.Contains(err.Error(), "gongkai.yaml") {
			t.Errorf("%.80q: %v", c.text, err)
		}
		var e *ConfigError
		if errors.As(err, &e) {
			for _, f := range e.Faults {
				if f.Line < 1 || f.Column < 1 || f.Message == "" || strings.ContainsAny(f.Message, "\r\n") {
					t.Errorf("%.80q: %+v", c.text, f)
				}
			}
		}
	}
}

// TestConfigBomb holds that aliases which multiply are not followed.
func TestConfigBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 30 {
		fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	b.WriteString("sources: *a30\n")
	if _, err := configOf(t, b.String()); err == nil || !strings.Contains(err.Error(), "anchors and aliases are not read") {
		t.Error(err)
	}
	if _, f := parseYAML([]byte("a: 1\n"), -1); f == nil || !strings.Contains(f.Message, "to read") {
		t.Error(f)
	}
}

func FuzzConfig(f *testing.F) {
	f.Add([]byte("contact: a@b.cn\nsources:\n  - id: a\n    columns: [https://h.cn/]\n    expect: {reports: 3, every: year}\n"))
	f.Add([]byte("sources:\n  - {id: a, rate: 0.5, timeout: 3s, hosts: [h]}\n  - <<: *a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<14 {
			return
		}
		_, faults := parseConfig(b)
		for _, f := range faults {
			if f.Line < 1 || f.Column < 1 || f.Message == "" {
				t.Errorf("%+v", f)
			}
		}
	})
}
