/** One block of `text/event-stream`, up to its empty line. */
export interface Frame {
  /** Where the stream stands after it; undefined where it does not say. */
  readonly id: string | undefined
  /** `message` where it has no name. */
  readonly event: string
  /** Null of a block without data, which a position may come in. */
  readonly data: string | null
  /** How long to wait before coming back, in milliseconds. */
  readonly retry: number | undefined
}

/**
 * Cuts a stream of text into frames, by the rules of the HTML standard (9.2.6), wherever the text is broken.
 *
 * Our own, for two things that `EventSource` and the parsers to be had leave out: whether the request was refused and
 * how, and a position without an event, by which notification-service keeps a quiet stream's place.
 */
export class FrameReader {
  private rest = ''
  private begun = false
  private id: string | undefined
  private event = ''
  private data: string[] = []
  private retry: number | undefined
  private touched = false

  push(text: string): Frame[] {
    const frames: Frame[] = []
    this.rest += text
    if (!this.begun && this.rest !== '') {
      this.begun = true
      this.rest = this.rest.replace(/^\uFEFF/, '')
    }
    for (;;) {
      const end = this.rest.search(/[\r\n]/)
      // A CR at the very end may be the first half of a line's end.
      if (end < 0 || (this.rest[end] === '\r' && end === this.rest.length - 1)) {
        return frames
      }
      const line = this.rest.slice(0, end)
      this.rest = this.rest.slice(this.rest.startsWith('\r\n', end) ? end + 2 : end + 1)
      const frame = this.take(line)
      if (frame !== null) {
        frames.push(frame)
      }
    }
  }

  private take(line: string): Frame | null {
    if (line === '') {
      return this.finish()
    }
    const colon = line.indexOf(':')
    if (colon === 0) {
      return null
    }
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    switch (field) {
      case 'id':
        if (!value.includes('\0')) {
          this.id = value
          this.touched = true
        }
        break
      case 'event':
        this.event = value
        break
      case 'data':
        this.data.push(value)
        this.touched = true
        break
      case 'retry':
        if (/^\d{1,7}$/.test(value)) {
          this.retry = Number(value)
          this.touched = true
        }
        break
      default:
    }
    return null
  }

  private finish(): Frame | null {
    const frame: Frame | null = this.touched
      ? {
          id: this.id,
          event: this.event === '' ? 'message' : this.event,
          data: this.data.length === 0 ? null : this.data.join('\n'),
          retry: this.retry,
        }
      : null
    this.id = undefined
    this.event = ''
    this.data = []
    this.retry = undefined
    this.touched = false
    return frame
  }
}
