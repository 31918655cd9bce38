package ingest

import (
	"os"
	"path/filepath"

	"gongkai/load"
	"gongkai/transform/override"
)

// LoadOverrides reads and lints a file of human decisions; "" gives none.
func LoadOverrides(path string) (*override.List, error) {
	if path == "" {
		return nil, nil
	}
	l, err := override.Load(path)
	if err != nil {
		return nil, Usage("%v", err)
	}
	return l, nil
}

// LoadReporters reads and lints a file of expected reporters; "" gives none.
func LoadReporters(path string) ([]load.Reporter, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, Usage("reporters %s: %v", path, reason(err))
	}
	defer f.Close()
	list, err := load.ReadReporters(path, f)
	if err != nil {
		return nil, Usage("%v", err)
	}
	if list == nil {
		list = []load.Reporter{} // an empty file empties the list
	}
	return list, nil
}

// Beside returns the path of a file that the configuration names, "" for none.
func (c *Config) Beside(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(c.dir, name)
}
