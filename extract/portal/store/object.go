package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// objectName returns where a body stands, or an error where sha is no SHA-256 in
// lower hex: nothing else may become a name.
func objectName(sha string) (string, error) {
	if len(sha) != 2*sha256.Size {
		return "", fmt.Errorf("%.80q is no SHA-256", sha)
	}
	for _, c := range []byte(sha) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return "", fmt.Errorf("%.80q is no SHA-256", sha)
		}
	}
	return objectsDir + "/" + sha[:2] + "/" + sha[2:], nil
}

// Where returns the file that holds a body, or "" where the archive has none.
func (s *Store) Where(sha string) string {
	name, err := objectName(sha)
	if err != nil {
		return ""
	}
	if st, err := s.root.Stat(name); err != nil || !st.Mode().IsRegular() {
		return ""
	}
	return filepath.Join(s.Dir(), filepath.FromSlash(name))
}

// Body returns a body by its SHA-256, read whole and compared with that digest.
func (s *Store) Body(sha string) ([]byte, error) {
	name, err := objectName(sha)
	if err != nil {
		return nil, err
	}
	f, err := s.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("body %s: %w", sha, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, fmt.Errorf("body %s: %s is no plain file", sha, name)
	}
	stored, err := io.ReadAll(io.LimitReader(f, MaxBody+MaxBody/128))
	if err != nil {
		return nil, fmt.Errorf("body %s: %w", sha, err)
	}
	body, err := s.decoder.DecodeAll(stored, nil)
	if err != nil {
		return nil, fmt.Errorf("body %s is damaged: %w; fetch it again", sha, err)
	}
	if sum(body) != sha {
		return nil, fmt.Errorf("body %s is damaged: its bytes have another digest; fetch it again", sha)
	}
	return body, nil
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

// keep stores a body and returns its SHA-256. One that is there already, whole, is
// left; a damaged one is replaced.
func (s *Store) keep(body []byte) (string, error) {
	if len(body) > MaxBody {
		return "", fmt.Errorf("a body of %d bytes, at most %d are kept", len(body), MaxBody)
	}
	sha := sum(body)
	if _, err := s.Body(sha); err == nil {
		return sha, nil
	}
	name, err := objectName(sha)
	if err != nil {
		return "", err
	}
	shard := objectsDir + "/" + sha[:2]
	switch err := s.root.Mkdir(shard, 0o755); {
	case err == nil:
		if err := s.syncDir(objectsDir); err != nil {
			return "", err
		}
	case !errors.Is(err, fs.ErrExist):
		return "", err
	}
	if err := s.plain(shard, fs.ModeDir); err != nil {
		return "", err
	}
	tmp := tmpDir + "/" + rand.Text()
	if err := s.write(tmp, s.encoder.EncodeAll(body, nil)); err != nil {
		_ = s.root.Remove(tmp)
		return "", err
	}
	if err := s.root.Rename(tmp, name); err != nil {
		_ = s.root.Remove(tmp)
		return "", err
	}
	return sha, s.syncDir(shard)
}

// write makes a file that is on disk when it returns, but for an import.
func (s *Store) write(name string, b []byte) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil && !s.lazy {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
