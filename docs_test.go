package gongkai_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
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
