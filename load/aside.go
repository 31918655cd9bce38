package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const asideSuffix = ".new"

// copyAside makes path+".new" a copy of the published warehouse, or removes it
// where there is none. The published file is never written in place, so that it
// can be copied while others read it.
func copyAside(path string) error {
	if err := removeAside(path); err != nil {
		return err
	}
	err := copyWarehouse(path, path+asideSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// copyWarehouse copies a warehouse to a new file; fs.ErrNotExist where there is none.
func copyWarehouse(path, copied string) error {
	if wal, err := os.Stat(path + ".wal"); err == nil && wal.Size() > 0 {
		return fmt.Errorf("warehouse %s: %s.wal holds changes that another program made; open and close the warehouse in that program to take them in, or remove the file to drop them", path, path)
	}
	from, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	if err != nil {
		return fmt.Errorf("warehouse %s cannot be read: %w", path, err)
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("warehouse %s is not a file; name a file with --db", path)
	}
	to, err := os.OpenFile(copied, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return fmt.Errorf("warehouse %s: %w", path, err)
	}
	// Linux shares the blocks where the file system can (copy_file_range).
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return fmt.Errorf("copy of warehouse %s to %s: %w; make room on the disk: a copy needs the warehouse's size once more", path, copied, err)
	}
	return nil
}

// removeAside removes what a killed run left beside the warehouse.
func removeAside(path string) error {
	for _, suffix := range []string{"", ".wal", ".tmp"} {
		if err := os.RemoveAll(path + asideSuffix + suffix); err != nil {
			return fmt.Errorf("remains of an earlier run: %w", err)
		}
	}
	return nil
}

// publishAside puts the finished copy in the warehouse's place. It must be
// closed. When it returns nil the change has reached the disk.
func publishAside(path string) error {
	aside := path + asideSuffix
	if _, err := os.Stat(aside + ".wal"); err == nil {
		return fmt.Errorf("%s.wal: the new warehouse was not closed cleanly; run gongkai ingest again", aside)
	}
	if err := syncFile(aside); err != nil {
		return err
	}
	if err := os.Rename(aside, path); err != nil {
		return err
	}
	return syncFile(filepath.Dir(path))
}

// syncFile flushes a file or directory to disk.
func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
