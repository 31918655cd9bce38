package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrUsage marks errors of the command line or the configuration: nothing was
// read. Test for it with errors.Is.
var ErrUsage = errors.New("wrong usage")

// usageError is an error that is ErrUsage without saying so.
type usageError struct{ error }

func (e usageError) Is(target error) bool { return target == ErrUsage }
func (e usageError) Unwrap() error        { return e.error }

// Usage returns an error that is [ErrUsage].
func Usage(format string, a ...any) error { return usageError{fmt.Errorf(format, a...)} }

// Plan lists the files that inputs name: files as they are, directories with
// all that is in them, in a fixed order and each file once. Hidden files, the
// warehouse itself and archives of raw bytes are left out. An input that does not exist is an error,
// so that a misspelt name is not an empty night.
func Plan(inputs []string, warehouse string) ([]string, error) {
	var files []string
	for _, in := range inputs {
		if strings.Contains(in, "://") {
			return nil, Usage("input %s is an address, and not among files", in)
		}
		st, err := os.Stat(in)
		if err != nil {
			return nil, Usage("input %s: %v", in, reason(err))
		}
		if !st.IsDir() {
			files = append(files, filepath.Clean(in))
			continue
		}
		found, err := walk(in, warehouse)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

func walk(dir, warehouse string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == dir {
				return Usage("input %s: %v", dir, reason(err))
			}
			files = append(files, path) // reading it will say what is wrong
			return nil
		}
		if strings.HasPrefix(d.Name(), ".") && path != dir {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() && isArchive(path) {
			if path == dir {
				return Usage("input %s is an archive of raw bytes; gongkai archive export writes a file that can be read", dir)
			}
			return filepath.SkipDir
		}
		if d.Type().IsRegular() && !isWarehouse(path, warehouse) {
			files = append(files, path)
		} else if d.Type()&fs.ModeSymlink != 0 {
			if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
				files = append(files, path) // a link to a directory is not followed: it may lead back
			}
		}
		return nil
	})
	return files, err
}

// isWarehouse recognises the warehouse and what stands beside it.
func isWarehouse(path, warehouse string) bool {
	return warehouse != "" && strings.HasPrefix(filepath.Base(path), filepath.Base(warehouse)) && sameDir(path, warehouse)
}

// isArchive recognises an archive of raw bytes, which stands beside the warehouse:
// its files are compressed, and no inputs.
func isArchive(dir string) bool {
	journal, err1 := os.Lstat(filepath.Join(dir, "journal.jsonl"))
	objects, err2 := os.Lstat(filepath.Join(dir, "objects"))
	return err1 == nil && err2 == nil && journal.Mode().IsRegular() && objects.IsDir()
}

func sameDir(a, b string) bool {
	x, err1 := filepath.Abs(filepath.Dir(a))
	y, err2 := filepath.Abs(filepath.Dir(b))
	return err1 == nil && err2 == nil && x == y
}

// reason takes the path out of an error of the file system, which the message
// names already.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
