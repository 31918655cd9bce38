package pdf

import (
	"errors"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/limit"
)

// A file gives access to objects. What isn't of the type asked for is absent:
// writers get details wrong that no reader needs.
type file struct {
	root   types.Dict
	object func(types.IndirectRef) types.Object
	close  func()
	left   int    // bytes that may still be decoded
	room   []byte // for what is decoded; behind its length it is free
}

// get follows references.
func (f *file) get(o types.Object) types.Object {
	for range 8 {
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return o
		}
		o = f.object(ref)
	}
	return nil
}

func (f *file) dict(o types.Object) types.Dict {
	switch d := f.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	case types.ObjectStreamDict:
		return d.Dict
	}
	return nil
}

func (f *file) array(o types.Object) types.Array {
	a, _ := f.get(o).(types.Array)
	return a
}

func (f *file) name(o types.Object) string {
	n, _ := f.get(o).(types.Name)
	return string(n)
}

func (f *file) number(o types.Object) (float64, bool) {
	switch n := f.get(o).(type) {
	case types.Integer:
		return float64(n), true
	case types.Float:
		return float64(n), true
	}
	return 0, false
}

func (f *file) int(o types.Object) int {
	n, _ := f.number(o)
	return int(max(-1<<31, min(1<<31, n)))
}

// numbers returns an array of exactly n numbers, or nil.
func (f *file) numbers(o types.Object, n int) []float64 {
	a := f.array(o)
	if len(a) != n {
		return nil
	}
	out := make([]float64, n)
	for i := range a {
		x, ok := f.number(a[i])
		if !ok || x != x || x > 1e9 || x < -1e9 {
			return nil
		}
		out[i] = x
	}
	return out
}

// stream returns a stream's decoded bytes and its dictionary; nil, nil where
// there is none.
func (f *file) stream(o types.Object) ([]byte, types.Dict, error) {
	s, ok := f.get(o).(types.StreamDict)
	if !ok {
		return nil, nil, nil
	}
	content, err := f.unpack(&s, min(f.left, maxStream))
	if errors.Is(err, filter.ErrDecodeLimitExceeded) {
		return nil, nil, limit.Exceeded("bytes of streams, decoded", maxDecoded-f.left+maxStream, maxDecoded)
	}
	if err != nil {
		return nil, nil, corrupt("a stream can't be decoded, probably cut short; fetch the file again", err)
	}
	f.left -= len(content)
	if f.left < 0 {
		return nil, nil, limit.Exceeded("bytes of streams, decoded", maxDecoded-f.left, maxDecoded)
	}
	return content, s.Dict, nil
}
