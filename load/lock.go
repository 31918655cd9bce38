package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// ErrLocked says that another run is writing the warehouse.
var ErrLocked = errors.New("another run is writing this warehouse")

// lock is an flock on a file beside the warehouse. The kernel releases it when
// the process ends, however it ends; the file itself stays, because removing it
// would let two processes lock two files of the same name.
type lock struct{ file *os.File }

func acquire(path string) (*lock, error) {
	name := path + ".lock"
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("warehouse %s cannot be locked: %s may not be written; a run needs to write the warehouse's folder, so let it, or name another warehouse with --db", path, name)
	}
	if err != nil {
		return nil, fmt.Errorf("warehouse %s cannot be locked: %w", path, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer f.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("warehouse %s cannot be locked: %w", path, err)
		}
		holder, _ := io.ReadAll(io.LimitReader(f, 64))
		who := strings.TrimSpace(string(holder))
		if who == "" {
			who = "unknown"
		}
		return nil, fmt.Errorf("warehouse %s: %w: process %s holds %s; wait for it to end, or end it", path, ErrLocked, who, name)
	}
	if err = f.Truncate(0); err == nil {
		_, err = f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock file %s: %w", name, err)
	}
	return &lock{f}, nil
}

func (l *lock) release() {
	l.file.Truncate(0)
	l.file.Close()
}
