package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// aside is a folder in the making beside the one that it will replace.
type aside struct {
	target string // where it will stand
	dir    string // where it is built
	lock   *os.File
}

// begin locks the target's name and makes an empty folder beside it.
func begin(target string) (*aside, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return nil, err
	}
	if err := replaceable(target); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(target+".lock", os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("publish %s: %w; name a folder beside which files may be written", target, err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("publish %s: another run is publishing there (%s.lock); wait for it to end", target, target), lock.Close())
	}
	a := &aside{target: target, dir: target + ".new", lock: lock}
	if err := errors.Join(os.RemoveAll(a.dir), os.RemoveAll(target+".old")); err != nil { // of a killed run
		return nil, errors.Join(err, lock.Close())
	}
	return a, os.Mkdir(a.dir, 0o755)
}

// replaceable says whether a folder may be replaced: it is absent, empty or an
// earlier publication. Anything else is somebody's.
func replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("publish %s: %w; name a folder", dir, err)
	case len(entries) == 0:
		return nil
	}
	p, err := os.ReadFile(filepath.Join(dir, packageFile))
	if err != nil || !bytes.Contains(p, []byte(packageMark)) {
		return fmt.Errorf("publish %s: the folder holds other files than an earlier publication, and would be replaced as a whole; name an empty or new folder", dir)
	}
	return nil
}

func (a *aside) path(name string) string { return filepath.Join(a.dir, filepath.FromSlash(name)) }

// before is the path of a file of the publication that stands there now.
func (a *aside) before(name string) string {
	return filepath.Join(a.target, filepath.FromSlash(name))
}

// swap puts the finished folder in the target's place, in one step where the
// file system can exchange two names.
func (a *aside) swap() error {
	if err := syncDir(a.dir); err != nil {
		return err
	}
	err := os.Rename(a.dir, a.target) // where there is none, or an empty one
	if err != nil {
		err = unix.Renameat2(unix.AT_FDCWD, a.dir, unix.AT_FDCWD, a.target, unix.RENAME_EXCHANGE)
		if err != nil {
			old := a.target + ".old"
			if err = os.Rename(a.target, old); err == nil {
				if err = os.Rename(a.dir, a.target); err != nil {
					err = errors.Join(err, os.Rename(old, a.target))
				}
			}
			if err == nil {
				err = os.RemoveAll(old)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", a.target, err)
	}
	return syncDir(filepath.Dir(a.target))
}

// abandon removes what is left beside the target and unlocks its name.
func (a *aside) abandon() error {
	return errors.Join(os.RemoveAll(a.dir), a.lock.Close())
}

func syncDir(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
