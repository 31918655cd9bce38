package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
)

// Config is gongkai.yaml.
type Config struct {
	Sources   []Source `yaml:"sources"`
	Overrides string   `yaml:"overrides"` // file of human decisions, relative to the configuration
	Reporters string   `yaml:"reporters"` // file of expected reporters, likewise
	Digest    string   `yaml:"-"`         // SHA-256 of the file
	dir       string
}

// Source is a place where reports come from.
type Source struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Division string   `yaml:"division"` // six digits; a hint for names that are not unique
	Files    []string `yaml:"files"`    // files and directories, relative to the configuration
	Columns  []string `yaml:"columns"`  // list pages of a portal
	Rate     float64  `yaml:"rate"`     // requests a second, per host
}

// LoadConfig reads a configuration. Errors name the line; an unknown key is one.
func LoadConfig(path string) (*Config, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, Usage("configuration %s: %v; name another with --config, or give inputs on the command line", path, reason(err))
	}
	sum := sha256.Sum256(b)
	c := &Config{Digest: hex.EncodeToString(sum[:]), dir: filepath.Dir(path)}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.DisallowUnknownField()).Decode(c); err != nil && !errors.Is(err, io.EOF) {
		return nil, Usage("configuration %s: %s", path, yaml.FormatError(err, false, true))
	}
	seen := map[string]bool{}
	for i, s := range c.Sources {
		switch {
		case s.ID == "":
			return nil, Usage("configuration %s: source %d has no id", path, i+1)
		case seen[s.ID]:
			return nil, Usage("configuration %s: two sources have the id %q", path, s.ID)
		case s.Division != "" && !isDivision(s.Division):
			return nil, Usage("configuration %s: source %s: division %q is not six digits; quote it, so that it stays a text", path, s.ID, s.Division)
		}
		seen[s.ID] = true
	}
	return c, nil
}

func isDivision(s string) bool {
	if len(s) != 6 {
		return false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// Inputs lists the files and directories of all sources. A source that has only
// columns is an error: this version does not fetch from portals.
func (c *Config) Inputs() ([]string, error) {
	var in []string
	for _, s := range c.Sources {
		if len(s.Columns) > 0 {
			return nil, Usage("source %s has columns: this version does not fetch from portals; save its pages and name their folder under files", s.ID)
		}
		if len(s.Files) == 0 {
			return nil, Usage("source %s has no files: this version does not fetch from portals; save its pages and name their folder under files", s.ID)
		}
		for _, f := range s.Files {
			if !filepath.IsAbs(f) {
				f = filepath.Join(c.dir, f)
			}
			in = append(in, f)
		}
	}
	if len(in) == 0 {
		return nil, Usage("the configuration has no sources; give inputs on the command line")
	}
	return in, nil
}
