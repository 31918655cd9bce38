package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
)

// openJournal reads the journal into the index. A last line without its end was
// never acknowledged: it is cut off by who may write, and passed over by others.
func (s *Store) openJournal() error {
	flag := os.O_RDONLY
	if s.lock != nil {
		flag = os.O_RDWR | os.O_CREATE
	}
	if err := s.plain(journalName, 0); err != nil {
		return err
	}
	f, err := s.root.OpenFile(journalName, flag, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("has no %s: it is no archive, or nothing was fetched yet", journalName)
	}
	if err != nil {
		return err
	}
	s.journal = f
	text, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	whole := bytes.LastIndexByte(text, '\n') + 1
	s.end = int64(whole)
	s.index.read(text[:whole])
	if s.lock == nil {
		return nil
	}
	if whole < len(text) {
		if err := f.Truncate(s.end); err != nil {
			return err
		}
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return s.syncDir(".")
}

// Put keeps a fetch: its body, unless that is nil, and then its record, with
// SHA256 and Bytes set from the body. Where the server said that nothing changed
// (NotModified) they are set from the version that stands. It returns the record
// as it was kept; when it returns without error, both are on disk.
func (s *Store) Put(r Record, body []byte) (Record, error) {
	r.Kind = Fetch
	r.Request = r.Request.normal()
	r.SHA256, r.Bytes = "", 0
	switch {
	case s.lock == nil:
		return r, ErrReadOnly
	case r.NotModified && body != nil:
		return r, fmt.Errorf("%s: not modified, and yet with a body", r.URL)
	case r.NotModified:
		if last, ok := s.Standing(r.Request); ok {
			r.SHA256, r.Bytes = last.SHA256, last.Bytes
		}
	}
	if err := r.check(); err != nil {
		return r, err
	}
	if body != nil {
		sha, err := s.keep(body)
		if err != nil {
			return r, fmt.Errorf("%s: %w", r.URL, err)
		}
		r.SHA256, r.Bytes = sha, int64(len(body))
	}
	return s.append(r)
}

// append writes a record's line.
func (s *Store) append(r Record) (Record, error) {
	if s.lock == nil {
		return r, ErrReadOnly
	}
	r.Time = r.Time.Round(0).UTC()
	if err := r.check(); err != nil {
		return r, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return r, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil {
		return r, s.failed
	}
	if s.journal == nil {
		return r, fs.ErrClosed
	}
	_, err := s.journal.WriteAt(b.Bytes(), s.end)
	if err == nil && !s.lazy {
		err = s.journal.Sync()
	}
	if err != nil {
		s.failed = fmt.Errorf("archive %s: the journal cannot be written: %w; make room and start again", s.dir, err)
		_ = s.journal.Truncate(s.end)
		return r, s.failed
	}
	s.index.add(line{
		kind: r.Kind, source: r.Source, run: r.Run, request: r.Request, role: r.Role, time: r.Time.UnixNano(), status: r.Status,
		sha: r.SHA256, notModified: r.NotModified, reason: r.Reason, at: s.end, size: b.Len(),
	})
	s.end += int64(b.Len())
	return r, nil
}

// record reads the record of a line again.
func (s *Store) record(l line) (Record, error) {
	b := make([]byte, l.size)
	if _, err := s.journal.ReadAt(b, l.at); err != nil {
		return Record{}, fmt.Errorf("archive %s: journal: %w", s.dir, err)
	}
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return Record{}, fmt.Errorf("archive %s: journal at byte %d: %w", s.dir, l.at, err)
	}
	r.Time = r.Time.UTC()
	return r, nil
}

// Records gives all records in the order in which they were appended, up to those
// that are there when it begins.
func (s *Store) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		s.mu.RLock()
		lines := s.lines
		s.mu.RUnlock()
		for _, l := range lines {
			s.mu.RLock()
			r, err := s.record(l)
			s.mu.RUnlock()
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// A Fault is a part of the archive that cannot be read.
type Fault struct {
	Line   int    // of the journal, from 1; 0 where the line is whole
	Record Record // whose body is not; zero where the line cannot be read
	Err    error
}

// Faults returns the lines of the journal that cannot be read; what they said is
// lost, and their requests count as never made.
func (s *Store) Faults() []Fault {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.faults
}
