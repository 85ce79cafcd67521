// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { FrameReader } from './frames'

const STREAM = [
  'retry: 2000',
  ': connected',
  '',
  'id: 0.0.1h',
  'event: task.offered.v1',
  'data: {"type":"task.offered.v1"}',
  '',
  ': heartbeat',
  'id: 0.0.1i',
  '',
  '',
].join('\n')

const EXPECTED = [
  { id: undefined, event: 'message', data: null, retry: 2000 },
  { id: '0.0.1h', event: 'task.offered.v1', data: '{"type":"task.offered.v1"}', retry: undefined },
  { id: '0.0.1i', event: 'message', data: null, retry: undefined },
]

describe('a stream of text', () => {
  it('is cut into frames', () => {
    expect(new FrameReader().push(STREAM)).toEqual(EXPECTED)
  })

  it('is cut the same wherever it is broken', () => {
    for (let at = 0; at <= STREAM.length; at++) {
      const reader = new FrameReader()
      const frames = [...reader.push(STREAM.slice(0, at)), ...reader.push(STREAM.slice(at))]
      expect(frames, `broken at ${at}`).toEqual(EXPECTED)
    }
  })

  it.each([
    ['\r\n', 'CR LF'],
    ['\r', 'CR'],
  ])('may end its lines with %j', (end) => {
    const text = STREAM.replaceAll('\n', end)
    for (let at = 0; at <= text.length; at++) {
      const reader = new FrameReader()
      // The last CR may be half of a line's end until more comes.
      const frames = [
        ...reader.push(text.slice(0, at)),
        ...reader.push(text.slice(at)),
        ...reader.push(`:${end}`),
      ]
      expect(frames, `broken at ${at}`).toEqual(EXPECTED)
    }
  })

  it('has data of several lines, fields without a value, and a mark of byte order', () => {
    const frames = new FrameReader().push('\uFEFFdata: one\ndata:two\ndata\nid\n\n')
    expect(frames).toEqual([{ id: '', event: 'message', data: 'one\ntwo\n', retry: undefined }])
  })

  it('passes over what it does not know and what cannot be', () => {
    const frames = new FrameReader().push('color: red\nretry: soon\nid: a\0b\n\n: only a comment\n\n')
    expect(frames).toEqual([])
  })

  it('says nothing of what is not finished', () => {
    expect(new FrameReader().push('id: 1\ndata: half')).toEqual([])
  })
})
