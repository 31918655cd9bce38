// Package store keeps the raw bytes of everything that was fetched, with how and
// when, so that parsing again never needs the network and every version stays.
//
// An archive is a directory:
//
//	journal.jsonl    what was done, a JSON object a line, only ever appended to
//	objects/ab/cd…   bodies, each once, named by the SHA-256 of its bytes; zstd
//	tmp/             bodies being written
//	lock             held by the one process that writes
//
// A body is written aside, synced and renamed, and the directories synced, before
// its record is appended to the journal and synced: a record that [Store.Put] has
// acknowledged survives a kill and a loss of power, and its body is whole. No name
// is ever made of an address or of a header, and no link leads out of the
// directory.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

const (
	journalName = "journal.jsonl"
	lockName    = "lock"
	objectsDir  = "objects"
	tmpDir      = "tmp"
)

// MaxBody is the size of a body in bytes. The largest attachments seen are some
// tens of MiB; a web archive that is imported may hold larger things.
const MaxBody = 256 << 20

var (
	// ErrLocked says that another process is writing the archive.
	ErrLocked = errors.New("another process is writing this archive")

	// ErrReadOnly says that the archive was opened for reading.
	ErrReadOnly = errors.New("the archive was opened for reading only")

	// ErrNotFound says that the archive has no such body.
	ErrNotFound = errors.New("no such body in the archive")
)

// A Store is an open archive. Its methods may be called from several goroutines.
type Store struct {
	dir     string
	root    *os.Root
	lock    *os.File // nil where it was opened for reading
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	mu      sync.RWMutex // over what follows
	journal *os.File     // nil where there is none yet
	end     int64        // of the journal's last whole line
	lazy    bool         // an import, which can be made again: synced at its end only
	failed  error        // of an append: the journal's end is not known any more
	index
}

// Open opens the archive in a directory. With readonly nothing is changed or
// locked, and what is appended later is not seen; the directory must exist. Else
// it is made where it does not exist, what a killed process left half-written is
// cleared away, and only one process may have it open ([ErrLocked]).
func Open(dir string, readonly bool) (*Store, error) {
	if !readonly {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, fmt.Errorf("archive %s: %w", dir, err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	s := &Store{dir: dir, root: root, index: newIndex()}
	if err := s.open(readonly); err != nil {
		s.Close()
		return nil, fmt.Errorf("archive %s: %w", dir, err)
	}
	return s, nil
}

func (s *Store) open(readonly bool) (err error) {
	if s.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2)); err != nil {
		return err
	}
	if s.decoder, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(MaxBody)); err != nil {
		return err
	}
	if !readonly {
		if err := s.plain(lockName, 0); err != nil {
			return err
		}
		if err := s.acquire(); err != nil {
			return err
		}
		for _, d := range []string{objectsDir, tmpDir} {
			if err := s.root.Mkdir(d, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
				return err
			}
			if err := s.plain(d, fs.ModeDir); err != nil {
				return err
			}
		}
		if err := s.clearTmp(); err != nil {
			return err
		}
	}
	return s.openJournal()
}

// plain refuses a name that is there as something else, such as a link that
// somebody planted: what is written under it would land elsewhere.
func (s *Store) plain(name string, want fs.FileMode) error {
	st, err := s.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case st.Mode().Type() != want:
		return fmt.Errorf("%s is a %s where none belongs; look who made it, and remove it", name, st.Mode().Type())
	}
	return nil
}

// clearTmp removes what a killed process left.
func (s *Store) clearTmp() error {
	d, err := s.root.Open(tmpDir)
	if err != nil {
		return err
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, n := range names {
		if err := s.root.Remove(tmpDir + "/" + n); err != nil {
			return err
		}
	}
	return nil
}

// Dir returns the archive's directory.
func (s *Store) Dir() string { return s.dir }

// Close ends the work on the archive; what was put is on disk.
func (s *Store) Close() error {
	var errs []error
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.journal != nil {
		errs = append(errs, s.journal.Close())
		s.journal = nil
	}
	if s.encoder != nil {
		errs = append(errs, s.encoder.Close())
	}
	if s.decoder != nil {
		s.decoder.Close()
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Truncate(0), s.lock.Close())
		s.lock = nil
	}
	if s.root != nil {
		errs = append(errs, s.root.Close())
	}
	return errors.Join(errs...)
}

// syncDir makes a rename or a new file in a directory last.
func (s *Store) syncDir(name string) error {
	if s.lazy {
		return nil
	}
	d, err := s.root.Open(name)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
