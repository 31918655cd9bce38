package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// acquire takes the archive's lock. The kernel releases it when the process ends,
// however it ends; the file stays.
func (s *Store) acquire() error {
	f, err := s.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return fmt.Errorf("cannot be locked: %w", err)
		}
		holder, _ := io.ReadAll(io.LimitReader(f, 64))
		who := strings.TrimSpace(string(holder))
		if who == "" {
			who = "unknown"
		}
		return fmt.Errorf("%w: process %s; wait for it to end, or end it", ErrLocked, who)
	}
	s.lock = f
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}
