package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gongkai/extract/portal/expect"
)

// Config is gongkai.yaml.
type Config struct {
	Sources   []Source
	Contact   string // in the user agent: an address at which the operator is reached
	Archive   string // directory of the raw bytes, "" for the one beside the warehouse
	Overrides string // file of human decisions, relative to the configuration
	Reporters string // file of expected reporters, likewise
	Digest    string // SHA-256 of the file
	dir       string
}

// Source is a place where reports come from. A zero field was not given.
type Source struct {
	ID          string
	Name        string
	Division    string   // six digits; a hint for names that are not unique
	Files       []string // files and directories, relative to the configuration
	Columns     []string // list pages of a portal
	Home        string   // a portal's address, to find its columns from
	Reports     []string // pages or files of single reports
	Hosts       []string // further hosts that may be asked: host or host:port
	Rate        float64  // requests a second, per host
	Concurrency int      // requests at the same time, per host
	MaxPages    int      // pages fetched in a run, at most
	Depth       int      // links followed one behind another, at most
	Timeout     time.Duration
	InsecureTLS bool // certificates are not checked
	Expect      expect.Expectation
	Line        int    // of the configuration
	Any         string // what an address on the command line leads to is not known, see [Address]
}

// Portal reports whether the source has anything to fetch.
func (s *Source) Portal() bool { return len(s.Columns)+len(s.Reports) > 0 || s.Home+s.Any != "" }

// IsAddress tells an input that is an address from a path.
func IsAddress(input string) bool {
	return strings.Contains(input, "://") || addressLike.MatchString(input) && !exists(input)
}

// Schemes that are mostly written without slashes.
var addressLike = regexp.MustCompile(`(?i)^(https?|ftp|file|data|javascript|gopher):`)

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Address makes a source of an address on the command line: a report, a list page
// or a portal, whichever its content shows.
func Address(url string) (Source, error) {
	if err := checkURL(url); err != nil {
		return Source{}, Usage("input %w", err)
	}
	return Source{ID: url, Any: url}, nil
}

// A ConfigFault is something that is wrong in a configuration.
type ConfigFault struct {
	Line, Column int // from 1
	Message      string
}

// A ConfigError holds all that is wrong in a configuration, in the order of its
// lines.
type ConfigError struct {
	Path   string
	Faults []ConfigFault
}

// Error says each fault on a line of its own, as file:line:column.
func (e *ConfigError) Error() string {
	var b strings.Builder
	b.WriteString("configuration ")
	if len(e.Faults) > 1 {
		fmt.Fprintf(&b, "%s: %d faults\n", e.Path, len(e.Faults))
	}
	for i, f := range e.Faults {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", e.Path, f.Line, f.Column, f.Message)
	}
	return b.String()
}

// maxConfig is the size of a configuration in bytes: ten thousand sources.
const maxConfig = 2 << 20

// LoadConfig reads a configuration. All that is wrong with it is one error, a
// [*ConfigError] in an [ErrUsage].
func LoadConfig(path string) (*Config, error) {
	b, err := readConfig(path)
	if err != nil {
		return nil, Usage("configuration %s: %v; name another with --config, or give inputs on the command line", path, reason(err))
	}
	c, faults := parseConfig(b)
	if len(faults) > 0 {
		return nil, usageError{&ConfigError{path, faults}}
	}
	sum := sha256.Sum256(b)
	c.Digest, c.dir = hex.EncodeToString(sum[:]), filepath.Dir(path)
	return c, nil
}

func readConfig(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err == nil && len(b) > maxConfig {
		err = fmt.Errorf("more than %d bytes; split it", maxConfig)
	}
	return b, err
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

// ContactOr returns the contact that is sent: the one that is given, else the
// configuration's, else "". c may be nil.
func (c *Config) ContactOr(given string) (string, error) {
	if given == "" {
		if c == nil {
			return "", nil
		}
		return c.Contact, nil
	}
	if err := checkContact(given); err != nil {
		return "", Usage("%w", err)
	}
	return given, nil
}

// ArchiveDir returns the directory of the raw bytes: what the configuration says,
// relative to it, else the warehouse's name with .archive; c may be nil.
func (c *Config) ArchiveDir(warehouse string) string {
	switch {
	case c == nil || c.Archive == "":
		return strings.TrimSuffix(warehouse, ".duckdb") + ".archive"
	case filepath.IsAbs(c.Archive):
		return c.Archive
	}
	return filepath.Join(c.dir, c.Archive)
}

// Inputs lists the files and directories of all sources. No sources at all are an
// error.
func (c *Config) Inputs() ([]string, error) {
	var in []string
	for _, s := range c.Sources {
		for _, f := range s.Files {
			if !filepath.IsAbs(f) {
				f = filepath.Join(c.dir, f)
			}
			in = append(in, f)
		}
	}
	if len(c.Sources) == 0 {
		return nil, Usage("the configuration has no sources; give inputs on the command line")
	}
	return in, nil
}
