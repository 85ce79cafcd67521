/** For tests: a browser, a server and a clock, which do what the test says. */
import type { StreamEvent } from '../api/events'
import type { Page, Surroundings } from './hub'
import type { StreamState, ToPage } from './messages'

export class World implements Surroundings {
  time = 1_000_000
  /** Null: nobody is logged in. `away`: the server does not answer. */
  session: { subject: string; name: string; roles: string[]; jurisdiction: string } | null | 'away' = {
    subject: 'zhang.dispatcher',
    name: '张伟',
    roles: ['dispatcher'],
    jurisdiction: '3203',
  }
  /** What a request for the stream gets instead of one. */
  refusal: Response | null = null
  readonly streams: OpenStream[] = []
  sessionAsked = 0
  private timers: { at: number; run: () => void }[] = []

  readonly fetch = (address: string, init: RequestInit): Promise<Response> => {
    if (address === '/api/session') {
      this.sessionAsked++
      if (this.session === 'away') {
        return Promise.reject(new TypeError('no network'))
      }
      return Promise.resolve(
        this.session === null ? new Response('{}', { status: 401 }) : Response.json(this.session),
      )
    }
    if (this.refusal !== null) {
      return Promise.resolve(this.refusal)
    }
    const stream = new OpenStream(init)
    this.streams.push(stream)
    return Promise.resolve(stream.response)
  }

  readonly now = (): number => this.time
  readonly random = (): number => 0

  readonly later = (run: () => void, milliseconds: number): (() => void) => {
    const timer = { at: this.time + milliseconds, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Lets the time go by, with all that happens in it. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds
    await settle()
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
      if (due === undefined) {
        break
      }
      this.timers = this.timers.filter((timer) => timer !== due)
      this.time = Math.max(this.time, due.at)
      due.run()
      await settle()
    }
    this.time = until
    await settle()
  }

  get stream(): OpenStream {
    const last = this.streams.at(-1)
    if (last === undefined) {
      throw new Error('No stream was asked for')
    }
    return last
  }
}

/** Until nothing more follows from what has happened. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

export class OpenStream {
  readonly lastEventId: string | null
  readonly response: Response
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(init: RequestInit) {
    this.lastEventId = new Headers(init.headers).get('Last-Event-ID')
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller
      },
    })
    init.signal?.addEventListener('abort', () => {
      this.fail()
    })
    this.response = new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }

  get isOpen(): boolean {
    return this.controller !== undefined
  }

  async say(...frames: string[]): Promise<void> {
    this.controller?.enqueue(new TextEncoder().encode(frames.join('')))
    await settle()
  }

  /** In good order. */
  async end(): Promise<void> {
    this.controller?.close()
    this.controller = undefined
    await settle()
  }

  /** As when a cable is pulled. */
  fail(): void {
    this.controller?.error(new TypeError('network'))
    this.controller = undefined
  }
}

export const OPENING = 'retry: 2000\n: connected\n\n'

/** What is told once all that was missed has come. */
export function caughtUp(position: string): string {
  return `id: ${position}\n\n`
}

let numbers = 0

export function streamEvent(part: Partial<StreamEvent> = {}): StreamEvent {
  numbers++
  return {
    type: 'alert.note-added.v1',
    at: '2022-03-12T01:15:02.318Z',
    eventId: `event-${numbers}`,
    topic: 'dispatch.events',
    key: 'alert-1',
    version: numbers,
    event: {},
    ...part,
  }
}

export function frameOf(event: StreamEvent, position: string): string {
  return `id: ${position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** A page that keeps what it is told. */
export class TestPage implements Page {
  readonly told: ToPage[] = []

  readonly tell = (message: ToPage): void => {
    this.told.push(structuredClone(message))
  }

  get state(): StreamState {
    const last = [...this.told].reverse().find((message) => message.kind === 'state')
    if (last?.kind !== 'state') {
      throw new Error('Nothing was told of the stream')
    }
    return last.state
  }

  kinds(): string[] {
    return this.told.map((message) => message.kind).filter((kind) => kind !== 'state')
  }

  links(): string[] {
    return this.told
      .flatMap((message) => (message.kind === 'state' ? [message.state.link] : []))
      .filter((link, at, all) => link !== all[at - 1])
  }

  events(): string[] {
    return this.told.flatMap((message) =>
      message.kind === 'events' || message.kind === 'recent'
        ? message.events.map((event) => event.eventId)
        : [],
    )
  }
}
