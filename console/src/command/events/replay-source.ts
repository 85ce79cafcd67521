import { readEvent, type StreamEvent } from '../../api/events'
import { FrameReader } from '../../stream/frames'

/** So many are read at a time: a reader that takes nothing for long is cut off, so none waits with an open stream. */
export const PART = 500

export interface Part {
  /** By the time at which they happened. */
  readonly events: readonly StreamEvent[]
  /** Where the next part begins; null when all has been told that had happened by then. */
  readonly next: string | null
}

/** What became of asking for a part. */
export type Asked =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'again' }

export interface ReplayStart {
  /** Milliseconds. */
  readonly from: number
  /** What happened later is no part of it. */
  readonly until: number
}

/**
 * Events of the past from the stream that has them: `GET /api/stream/events?from=`, read in parts, each of which goes
 * on after the position of the one before.
 */
export async function readPart(
  start: ReplayStart,
  after: string | null,
  fetcher: (address: string, init: RequestInit) => Promise<Response> = (address, init) =>
    fetch(address, init),
  signal?: AbortSignal,
): Promise<Asked> {
  const connection = new AbortController()
  const stop = () => {
    connection.abort()
  }
  signal?.addEventListener('abort', stop)
  try {
    const query = after === null ? `?from=${encodeURIComponent(new Date(start.from).toISOString())}` : ''
    const response = await fetcher(`/api/stream/events${query}`, {
      headers: { Accept: 'text/event-stream', ...(after === null ? {} : { 'Last-Event-ID': after }) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: connection.signal,
    })
    if (!response.ok || response.body === null) {
      const mayComeBack = response.status >= 500 || response.status === 429 || response.status === 401
      return mayComeBack ? { kind: 'again' } : { kind: 'refused', status: response.status }
    }
    return { kind: 'part', part: await take(start, response.body) }
  } catch {
    return { kind: 'again' }
  } finally {
    signal?.removeEventListener('abort', stop)
    connection.abort()
  }
}

async function take(start: ReplayStart, body: ReadableStream<Uint8Array>): Promise<Part> {
  const reader = body.getReader()
  const frames = new FrameReader()
  const text = new TextDecoder()
  const events: StreamEvent[] = []
  let next: string | null = null
  for (;;) {
    const { done, value } = await reader.read()
    if (done) {
      // It ends when the token does; the rest comes after the last position.
      return { events: inOrder(events), next }
    }
    for (const frame of frames.push(text.decode(value, { stream: true }))) {
      next = frame.id ?? next
      const event = frame.data === null ? null : readEvent(frame.data)
      // A position without an event comes once all is told that was there.
      if (frame.data === null && frame.id !== undefined) {
        return { events: inOrder(events), next: null }
      }
      const at = event === null ? NaN : Date.parse(event.at)
      if (event !== null && at >= start.from && at <= start.until) {
        events.push(event)
      }
    }
    if (events.length >= PART && next !== null) {
      return { events: inOrder(events), next }
    }
  }
}

/** Three topics come side by side, each in its own order. */
function inOrder(events: readonly StreamEvent[]): readonly StreamEvent[] {
  return [...events].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
