package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Tesseract is the program of that name, as found on the machine.
type Tesseract struct {
	path string
	data string // the language data for numbers
}

// Install says how to get what [FindTesseract] looks for.
const Install = "install tesseract 4 or later with its data for simplified Chinese (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-chi-sim; macOS: brew install tesseract tesseract-lang)"

// FindTesseract looks for tesseract on the PATH, and for its data for Chinese.
func FindTesseract(ctx context.Context) (*Tesseract, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, errors.New("recognising scans needs the program tesseract, which is not on the PATH: " + Install)
	}
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	out, err := exec.CommandContext(ctx, path, "--list-langs").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%s --list-langs: %w: %s; %s", path, err, firstLine(out), Install)
	}
	langs := map[string]bool{}
	for _, l := range strings.Fields(string(out)) {
		langs[l] = true
	}
	if !langs["chi_sim"] {
		return nil, fmt.Errorf("%s has no data for simplified Chinese (chi_sim): %s", path, Install)
	}
	t := &Tesseract{path: path, data: "chi_sim"}
	if langs["eng"] {
		t.data = "eng"
	}
	return t, nil
}

func firstLine(b []byte) string {
	s, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	return s
}

// args are those of a manner of reading.
func (t *Tesseract) args(how Manner) []string {
	const figures = "tessedit_char_whitelist=0123456789-/."
	switch how {
	case Digits:
		return []string{"-l", t.data, "--psm", "7", "-c", figures}
	case DigitsAgain:
		return []string{"-l", "chi_sim", "--psm", "7", "-c", figures}
	case Block:
		return []string{"-l", "chi_sim", "--psm", "6"}
	}
	return []string{"-l", "chi_sim", "--psm", "7"}
}

// Recognise writes the pictures into a folder of their own and has one process
// read all of them.
func (t *Tesseract) Recognise(ctx context.Context, how Manner, pictures []*image.Gray) ([][]Word, error) {
	if len(pictures) == 0 {
		return nil, nil
	}
	dir, err := os.MkdirTemp("", "gongkai-ocr-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	var list strings.Builder
	for i, p := range pictures {
		name := filepath.Join(dir, fmt.Sprintf("%05d.pgm", i))
		if err := os.WriteFile(name, pgm(p), 0o600); err != nil {
			return nil, err
		}
		list.WriteString(name + "\n")
	}
	names := filepath.Join(dir, "list.txt")
	if err := os.WriteFile(names, []byte(list.String()), 0o600); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, t.path, append(append([]string{names, "stdout", "--dpi", "300"}, t.args(how)...), "tsv")...)
	// One thread: on small pictures more only wait for one another.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, fmt.Errorf("tesseract: %w: %s", err, firstLine(said.Bytes()))
	}
	return words(out.String(), len(pictures))
}

// pgm writes a picture as a portable graymap.
func pgm(g *image.Gray) []byte {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := fmt.Appendf(make([]byte, 0, w*h+20), "P5\n%d %d\n255\n", w, h)
	for y := range h {
		out = append(out, g.Pix[y*g.Stride:y*g.Stride+w]...)
	}
	return out
}

// words reads tesseract's table of levels, pages, blocks, paragraphs, lines and
// words; a picture is a page.
func words(tsv string, pictures int) ([][]Word, error) {
	const level, page, confidence, text, columns = 0, 1, 10, 11, 12
	out := make([][]Word, pictures)
	for l := range strings.Lines(tsv) {
		f := strings.SplitN(strings.TrimRight(l, "\r\n"), "\t", columns)
		if len(f) < columns || f[level] != "5" {
			continue
		}
		n, err := strconv.Atoi(f[page])
		if err != nil || n < 1 || n > pictures {
			return nil, fmt.Errorf("tesseract names picture %s of %d", f[page], pictures)
		}
		conf, _ := strconv.ParseFloat(f[confidence], 64)
		if s := strings.TrimSpace(f[text]); s != "" {
			out[n-1] = append(out[n-1], Word{s, conf / 100})
		}
	}
	return out, nil
}
