package gongkai_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai"
	"gongkai/canon"
	schema "gongkai/sql"
)

var update = flag.Bool("update", false, "rewrite the generated parts of README and docs")

const (
	exampleReports = "testdata/reports"
	readmeEN       = "README.md"
	readmeZH       = "README.zh-CN.md"
	longestReadme  = 210 // lines, what the program prints not counted
)

// scratch is a folder for the program and the warehouses that these tests make.
var scratch string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "gongkai-docs-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		scratch = dir
		return m.Run()
	}())
}

// program builds gongkai once.
var program = sync.OnceValues(func() (string, error) {
	bin := filepath.Join(scratch, "bin")
	out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "gongkai"), "./cmd/gongkai").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return bin, nil
})

// TestReadmeTwins holds that the two READMEs say the same: headings of the same
// levels in the same order, the same code, and tables of the same shape.
func TestReadmeTwins(t *testing.T) {
	en, zh := readDoc(t, readmeEN), readDoc(t, readmeZH)
	for _, fault := range twinFaults(en, zh) {
		t.Error(fault)
	}
	lines := strings.Count(en, "\n")
	for _, b := range fences(en) {
		if b.lang == "text" {
			lines -= strings.Count(b.text, "\n")
		}
	}
	if lines > longestReadme {
		t.Errorf("%s has %d lines without what the program prints, more than %d; move some to docs", readmeEN, lines, longestReadme)
	}
}

// TestReadmeTwinsCanFail breaks each rule on twins once.
func TestReadmeTwinsCanFail(t *testing.T) {
	twin := "# A\n\n## B\n\n```sh\ngongkai status\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
	for name, other := range map[string]string{
		"heading missing": strings.Replace(twin, "## B", "B", 1),
		"heading level":   strings.Replace(twin, "## B", "### B", 1),
		"other command":   strings.Replace(twin, "status", "league", 1),
		"code missing":    strings.NewReplacer("```sh\n", "", "```\n", "").Replace(twin),
		"row missing":     strings.Replace(twin, "| 1 | 2 |\n", "", 1),
	} {
		if got := twinFaults(twin, other); len(got) == 0 {
			t.Errorf("%s: not noticed", name)
		}
	}
	if got := twinFaults(twin, strings.NewReplacer("A", "甲", "B", "乙").Replace(twin)); len(got) > 0 {
		t.Errorf("true twins: %q", got)
	}
}

func twinFaults(en, zh string) []string {
	var out []string
	a, b := headings(en), headings(zh)
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			out = append(out, fmt.Sprintf("%s has a heading more: %s", readmeZH, b[i]))
		case i >= len(b):
			out = append(out, fmt.Sprintf("%s has a heading more: %s", readmeEN, a[i]))
		case strings.Count(a[i], "#") != strings.Count(b[i], "#"):
			out = append(out, fmt.Sprintf("heading %d: %q and %q are of different levels", i+1, a[i], b[i]))
		}
	}
	x, y := fences(en), fences(zh)
	if len(x) != len(y) {
		return append(out, fmt.Sprintf("%d code blocks and %d", len(x), len(y)))
	}
	for i := range x {
		if x[i].lang != y[i].lang || x[i].text != y[i].text && x[i].lang != "mermaid" {
			out = append(out, fmt.Sprintf("code block %d differs:\n%s\n%s", i+1, x[i].text, y[i].text))
		}
	}
	if r, s := tableRows(en), tableRows(zh); !slices.Equal(r, s) {
		out = append(out, fmt.Sprintf("tables of %d rows and of %d", r, s))
	}
	return out
}

// TestDocsCommands runs what README and docs show: in each file, in order, the
// YAML as gongkai.yaml, the lines of sh blocks that call gongkai, and the SQL
// blocks. A text block right behind is the output, rewritten by -update.
func TestDocsCommands(t *testing.T) {
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range docFiles(t) {
		if name == "CHANGELOG.md" || name == "CONTRIBUTING.md" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.Symlink(filepath.Join(root, "testdata"), filepath.Join(dir, "testdata")); err != nil {
				t.Fatal(err)
			}
			runDoc(t, name, dir, bin)
		})
	}
}

func runDoc(t *testing.T, name, dir, bin string) {
	text := readDoc(t, name)
	blocks := fences(text)
	if slices.ContainsFunc(blocks, func(b fence) bool { return b.lang == "sql" || b.lang == "sh" && gongkaiLines(b.text) != "" }) {
		if out, err := shell(dir, bin, "gongkai ingest "+exampleReports, ""); err != nil {
			t.Fatalf("the example reports: %v\n%s", err, out)
		}
	}
	grown := 0 // by output rewritten so far
	for i, b := range blocks {
		var out string
		var err error
		switch b.lang {
		case "yaml":
			err = os.WriteFile(filepath.Join(dir, "gongkai.yaml"), []byte(b.text), 0o600)
		case "sh":
			if script := gongkaiLines(b.text); script != "" {
				out, err = shell(dir, bin, script, "")
			}
		case "sql":
			out, err = shell(dir, bin, "gongkai sql", b.text)
		default:
			continue
		}
		if err != nil {
			t.Errorf("%s:%d: %v\n%s", name, b.line, err, b.text)
			continue
		}
		if i+1 == len(blocks) || blocks[i+1].lang != "text" || b.lang == "yaml" || blocks[i+1].text == out {
			continue
		}
		shown := blocks[i+1]
		if !*update {
			t.Errorf("%s:%d: the program prints something else; if that is right, run go test -update .\nshown:\n%s\nprinted:\n%s", name, shown.line, shown.text, out)
			continue
		}
		text = text[:shown.at+grown] + out + text[shown.at+grown+len(shown.text):]
		grown += len(out) - len(shown.text)
	}
	if *update {
		writeDoc(t, name, text)
	}
}

// gongkaiLines returns the commands of a sh block that call the program, with
// lines continued by a backslash joined.
func gongkaiLines(block string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(block, "\\\n", " ")) {
		if strings.HasPrefix(line, "gongkai ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// shell runs a script that stops at its first failure, and returns what it
// printed on standard output.
func shell(dir, bin, script, stdin string) (string, error) {
	cmd := exec.Command("sh", "-e", "-c", script)
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
	cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, stderr.String())
	}
	return stdout.String(), err
}

// TestDocsLinks holds that links to files of the repository lead somewhere.
func TestDocsLinks(t *testing.T) {
	for _, name := range docFiles(t) {
		for _, fault := range linkFaults(name, readDoc(t, name)) {
			t.Error(fault)
		}
	}
	for _, bad := range []string{"see [x](no/such.md)", "see [x](no-such.md#part)", "[x]: no/such.md"} {
		if len(linkFaults(readmeEN, bad)) != 1 {
			t.Errorf("%q: not noticed", bad)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)|(?m:^\[[^\]]+\]: (\S+)$)`)

func linkFaults(name, text string) []string {
	var out []string
	for _, b := range fences(text) {
		text = strings.Replace(text, b.text, "", 1)
	}
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		to, _, _ := strings.Cut(m[1]+m[2], "#")
		if to == "" || strings.Contains(to, "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(name), to)); err != nil {
			out = append(out, fmt.Sprintf("%s: link to %s: %v", name, to, err))
		}
	}
	return out
}

// TestDocsGenerated holds the tables of docs/rules.md, docs/metrics.md and
// docs/dictionary.md against canon and the warehouse.
func TestDocsGenerated(t *testing.T) {
	for name, make := range map[string]func(*testing.T) string{
		"docs/rules.md": rulesTable, "docs/metrics.md": metricsTable, "docs/dictionary.md": dictionary,
	} {
		t.Run(name, func(t *testing.T) {
			text := readDoc(t, name)
			got, want := generated(text), "\n"+make(t)+"\n"
			if got == want {
				return
			}
			if got == "" {
				t.Fatalf("no part between %q and %q", generatedFrom, generatedTo)
			}
			if !*update {
				t.Fatalf("out of step with its source; run go test -update .\n%s", firstDifference(got, want))
			}
			writeDoc(t, name, strings.Replace(text, generatedFrom+got, generatedFrom+want, 1))
		})
	}
}

// TestDocsDependencies holds that docs/dependencies.md names every direct
// dependency in the version of go.mod.
func TestDocsDependencies(t *testing.T) {
	mod, doc := readDoc(t, "go.mod"), readDoc(t, "docs/dependencies.md")
	faults := dependencyFaults(mod, doc)
	for _, fault := range faults {
		t.Error(fault)
	}
	if got := dependencyFaults(mod, strings.Replace(doc, "duckdb-go/v2` | v2", "duckdb-go/v2` | v1", 1)); len(got) != len(faults)+1 {
		t.Errorf("another version: got %q", got)
	}
}

var required = regexp.MustCompile(`(?m)^\t([\w./-]+) (v[\w.+-]+)$`)

func dependencyFaults(mod, doc string) []string {
	var out []string
	for _, m := range required.FindAllStringSubmatch(mod, -1) {
		if want := "| `" + m[1] + "` | " + m[2] + " |"; !strings.Contains(doc, want) {
			out = append(out, "docs/dependencies.md has no "+want)
		}
	}
	return out
}

// TestDocsLists holds that the closed lists of the root are told in full.
func TestDocsLists(t *testing.T) {
	var statuses, outcomes, reasons []string
	for _, s := range []gongkai.Status{gongkai.Reported, gongkai.Blank, gongkai.NotApplicable, gongkai.Missing, gongkai.Unparsed,
		gongkai.AmbiguousUnit, gongkai.AmbiguousText, gongkai.Derived, gongkai.Repaired} {
		statuses = append(statuses, string(s))
	}
	for _, k := range []gongkai.OutcomeKind{gongkai.IsReport, gongkai.NoReport, gongkai.Unreadable, gongkai.ImageOnly} {
		outcomes = append(outcomes, string(k))
	}
	for _, r := range []gongkai.Reason{gongkai.ReasonUnsupported, gongkai.ReasonCorrupt, gongkai.ReasonEncoding, gongkai.ReasonLimit, gongkai.ReasonIO, gongkai.ReasonEncrypted, gongkai.ReasonImages,
		gongkai.ReasonEmpty, gongkai.ReasonShell, gongkai.ReasonListPage, gongkai.ReasonBlankForm, gongkai.ReasonNotice} {
		reasons = append(reasons, string(r))
	}
	for name, lists := range map[string][][]string{
		readmeEN: {statuses}, readmeZH: {statuses}, "docs/formats.md": {statuses, outcomes, reasons},
	} {
		text := strings.Join(outside(readDoc(t, name)), "\n")
		for _, id := range slices.Concat(lists...) {
			if !strings.Contains(text, "| `"+id+"` |") {
				t.Errorf("%s has no row for %s", name, id)
			}
		}
	}
	// The lists above are the source's: each has as many constants.
	for file, n := range map[string]int{"fact.go": len(statuses), "outcome.go": len(outcomes) + len(reasons)} {
		if got := len(constant.FindAllString(readDoc(t, file), -1)); got != n {
			t.Errorf("%s has %d statuses, outcomes and reasons, this test knows %d", file, got, n)
		}
	}
}

var constant = regexp.MustCompile(`(?m)^\t\w+ +(Status|OutcomeKind|Reason) += "`)

const (
	generatedFrom = "<!-- generated: go test -update . -->"
	generatedTo   = "<!-- end -->"
)

func generated(text string) string {
	_, text, _ = strings.Cut(text, generatedFrom)
	text, _, _ = strings.Cut(text, generatedTo)
	return text
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return "missing: " + b[i]
		case i >= len(b):
			return "too much: " + a[i]
		case a[i] != b[i]:
			return "has:  " + a[i] + "\nwant: " + b[i]
		}
	}
	return ""
}

// rulesTable is made from canon, and from the sources for what no code raises.
func rulesTable(t *testing.T) string {
	var code strings.Builder
	for _, dir := range []string{"transform", "load"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			b, err := os.ReadFile(name)
			code.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	raised := map[string]bool{} // by claims, and by queries over several reports
	for _, k := range canon.Claims().Claims {
		raised[k.Rule] = true
	}
	for _, q := range schema.Rules() {
		raised[q.ID] = true
	}
	var b strings.Builder
	var idle []string
	b.WriteString("| rule | severity | it fails where this does not hold, or this is found | 中文 | rests on |\n|---|---|---|---|---|\n")
	for _, r := range canon.Get().Rules {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", r.ID, r.Severity, cell(r.EN), cell(r.ZH), cell(r.Law))
		if len(r.Checks) == 0 && !raised[r.ID] && !strings.Contains(code.String(), `"`+r.ID+`"`) {
			idle = append(idle, "`"+r.ID+"`")
		}
	}
	b.WriteString("\nWhat is checked, as `canon/data/rules.yaml` writes it:\n\n| rule | holds | applies |\n|---|---|---|\n")
	for _, r := range canon.Get().Rules {
		for _, c := range r.Checks {
			applies := c.When
			if c.Otherwise {
				applies = strings.TrimSuffix("otherwise, "+applies, ", ")
			}
			fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", r.ID, cell(c.Holds), cell(applies))
		}
	}
	if len(idle) > 0 {
		fmt.Fprintf(&b, "\nNamed here, but not yet raised by any code: %s.\n", strings.Join(idle, ", "))
	}
	return b.String()
}

func metricsTable(*testing.T) string {
	var b strings.Builder
	for _, m := range canon.Get().Metrics {
		join := sum
		if m.Source != "" {
			join = func(words []string) string { return strings.Join(words, " + ") }
		}
		formula := join(m.Numerator)
		if len(m.Denominator) > 0 {
			formula = "(" + formula + ") / (" + join(m.Denominator) + ")"
		}
		fmt.Fprintf(&b, "## `%s`\n\n%s, %s\n\n| | |\n|---|---|\n", m.ID, m.EN, m.ZH)
		fmt.Fprintf(&b, "| formula | %s |\n| unit | %s |\n", cell(formula), unit(m.Unit))
		fmt.Fprintf(&b, "| direction | %s |\n| comparability 2019 to 2021 form | %s |\n", direction(m.Direction), m.Grade)
		if m.RankFrom > 0 {
			fmt.Fprintf(&b, "| show from | denominator %d |\n| rank from | denominator %d |\n", m.ShowFrom, m.RankFrom)
		}
		if m.Absent != "" {
			fmt.Fprintf(&b, "| no numbers | %s |\n", cell(m.Absent))
		}
		fmt.Fprintf(&b, "| caveat | %s |\n| 注意 | %s |\n\n", cell(m.Caveat), cell(m.CaveatZH))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// sum writes terms as a sum. Those that no form holds together stand for one
// another.
func sum(terms []string) string {
	var b strings.Builder
	for i, term := range terms {
		o := canon.ParseOperand(term)
		sep := " + "
		for _, t := range terms[:i] {
			if !slices.ContainsFunc(canon.Get().Indicator(o.Indicator).Templates, canon.Get().Indicator(canon.ParseOperand(t).Indicator).In) {
				sep = " or "
			}
		}
		if o.Factor < 0 {
			sep = strings.Replace(sep, "+", "-", 1)
		}
		if i > 0 {
			b.WriteString(sep)
		} else if o.Factor < 0 {
			b.WriteString("-")
		}
		b.WriteString("`" + strings.TrimPrefix(term, "-") + "`")
	}
	return b.String()
}

func unit(u string) string {
	if u == "rate" {
		return "fraction of 1"
	}
	return u
}

func direction(d string) string {
	switch d {
	case "up":
		return "up: more is better"
	case "down":
		return "down: less is better"
	}
	return "neutral: neither more nor less is better"
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// dictionary is made from the comments in a warehouse.
func dictionary(t *testing.T) string {
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "empty.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const query = `SELECT t.name, t.comment, t.is_view, c.column_name, c.data_type, coalesce(c.comment, '') AS column_comment
		FROM (SELECT table_name AS name, comment, false AS is_view FROM duckdb_tables()
			UNION ALL SELECT view_name, comment, true FROM duckdb_views() WHERE NOT internal) t
		JOIN duckdb_columns() c ON c.table_name = t.name AND NOT c.internal
		WHERE t.name NOT LIKE '%\_history' ESCAPE '\' ORDER BY t.is_view, t.name, c.column_index`
	out, err := shell(dir, bin, "gongkai ingest empty.txt >&2\ngongkai sql --format json", query)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	last := ""
	for line := range strings.Lines(out) {
		var row struct {
			Name, Comment string
			IsView        bool   `json:"is_view"`
			Column        string `json:"column_name"`
			Type          string `json:"data_type"`
			Says          string `json:"column_comment"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Name != last {
			last = row.Name
			kind := "table"
			if row.IsView {
				kind = "view"
			}
			fmt.Fprintf(&b, "\n## `%s`\n\n%s (%s)\n\n| column | type | |\n|---|---|---|\n", row.Name, cell(row.Comment), kind)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", row.Column, row.Type, cell(row.Says))
	}
	return strings.TrimPrefix(b.String(), "\n") + macros(t, dir, bin)
}

// macros lists the functions that the warehouse adds to SQL.
func macros(t *testing.T, dir, bin string) string {
	out, err := shell(dir, bin, "gongkai sql --format json", `SELECT function_name AS name, any_value(parameters) AS parameters, any_value(comment) AS comment
		FROM duckdb_functions() WHERE NOT internal AND database_name = current_database() GROUP BY 1 ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	b := strings.Builder{}
	b.WriteString("\n## Macros\n\n| macro | |\n|---|---|\n")
	for line := range strings.Lines(out) {
		var row struct {
			Name, Comment string
			Parameters    []string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "| `%s(%s)` | %s |\n", row.Name, strings.Join(row.Parameters, ", "), cell(row.Comment))
	}
	return b.String()
}

// docFiles lists the Markdown of the root and of docs.
func docFiles(t *testing.T) []string {
	var names []string
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	return names
}

func readDoc(t *testing.T, name string) string {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func writeDoc(t *testing.T, name, text string) {
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A fence is a fenced code block.
type fence struct {
	lang string
	text string // its lines, without the fences
	line int    // of the opening fence, from 1
	at   int    // byte at which text begins
}

func fences(text string) []fence {
	var out []fence
	var open *fence
	n, at := 0, 0
	for line := range strings.Lines(text) {
		n++
		at += len(line)
		if lang, ok := strings.CutPrefix(line, "```"); ok {
			if open == nil {
				open = &fence{lang: strings.TrimSpace(lang), line: n, at: at}
			} else {
				out = append(out, *open)
				open = nil
			}
		} else if open != nil {
			open.text += line
		}
	}
	return out
}

// outside returns the lines of a document that stand in no code block.
func outside(text string) []string {
	var out []string
	in := false
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			in = !in
		case !in:
			out = append(out, strings.TrimSuffix(line, "\n"))
		}
	}
	return out
}

func headings(text string) []string {
	var out []string
	for _, line := range outside(text) {
		if strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// tableRows counts the rows of each table.
func tableRows(text string) []int {
	var out []int
	in := false
	for _, line := range outside(text) {
		row := strings.HasPrefix(line, "|")
		if row && !in {
			out = append(out, 0)
		}
		if row {
			out[len(out)-1]++
		}
		in = row
	}
	return out
}
