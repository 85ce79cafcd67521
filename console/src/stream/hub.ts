import { readEvent, type StreamEvent } from '../api/events'
import type { Session } from '../api/session'
import { retryAfter, waitBeforeTry } from './backoff'
import { skewOf } from './clock'
import { FrameReader, type Frame } from './frames'
import { NOTHING_YET, type FromPage, type SignedOut, type StreamState, type ToPage } from './messages'
import { RecentEvents } from './recent'
import { askWho, type Answer } from './who'
import { Windows } from './windows'

/** The world around the hub, so that a test can be it. */
export interface Surroundings {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>
  /** Milliseconds. */
  readonly now: () => number
  /** @returns what takes it back */
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** From 0 to below 1. */
  readonly random: () => number
}

export interface Page {
  readonly tell: (message: ToPage) => void
}

const EVENTS = '/api/stream/events'

/** The server sends a sign of life each 15 s; with two missing in a row the connection is dead. */
const SILENCE_MS = 40_000

const WATCH_MS = 5_000

/** A stream that ended in good order, and is back within this time, was never lost. */
const UNNOTICED_MS = 3_000

const USUAL_RETRY_MS = 2_000

/**
 * The browser's one connection to the events, for all its pages: opens it when the first page is there, keeps its
 * place, opens it again where it was, and closes it when the last page is gone. Knows who is logged in, since events
 * of one account must not reach the page of another.
 */
export class StreamHub {
  private readonly pages = new Set<Page>()
  private readonly windows: Windows
  private state: StreamState = NOTHING_YET
  private session: Session | null = null
  private signedOut: SignedOut | null = null
  /** Whose events these are, also when nobody is logged in any more. */
  private lastSubject: string | null = null
  private position: string | null = null
  private recent = new RecentEvents()
  private retryMs = USUAL_RETRY_MS
  private failures = 0
  private missed = 0
  /** Of the connection that counts: what an older one still says is passed over. */
  private run = 0
  private connection: AbortController | null = null
  private cancelTry: (() => void) | null = null
  private cancelNotice: (() => void) | null = null
  private cancelWatch: (() => void) | null = null

  constructor(private readonly world: Surroundings) {
    this.windows = new Windows(world)
  }

  receive(page: Page, message: FromPage): void {
    switch (message.kind) {
      case 'attach':
        this.attach(page)
        break
      case 'detach':
        this.pages.delete(page)
        this.windows.leave(page)
        if (this.pages.size === 0) {
          this.rest()
        }
        break
      case 'check':
        this.check()
        break
      case 'left':
        this.leave('left')
        break
      case 'try-now':
        if (this.cancelTry !== null) {
          this.connect()
        }
        break
      default:
        this.windows.receive(page, message)
    }
  }

  private attach(page: Page): void {
    const isFirst = this.pages.size === 0
    this.pages.add(page)
    page.tell({ kind: 'state', state: this.state })
    if (this.session !== null) {
      page.tell({ kind: 'session', session: this.session })
      page.tell({ kind: 'recent', events: this.recent.list() })
    } else if (this.signedOut !== null) {
      page.tell({ kind: 'signed-out', why: this.signedOut })
    }
    if (isFirst || this.session === null) {
      this.connect()
    } else {
      // It may have come back from a login, as the same person or as another.
      this.check()
    }
  }

  /** Nobody looks: the place is kept, the connection is not. */
  private rest(): void {
    this.stop()
    this.change({ link: this.state.link === 'signed-out' ? 'signed-out' : 'starting', retryAt: null })
  }

  private stop(): void {
    this.run++
    this.connection?.abort()
    this.connection = null
    this.cancelTry?.()
    this.cancelTry = null
    this.cancelNotice?.()
    this.cancelNotice = null
    this.cancelWatch?.()
    this.cancelWatch = null
  }

  /** Whether it is still the same person, without touching a stream that runs. */
  private check(): void {
    const run = this.run
    void this.ask().then((answer) => {
      if (run !== this.run || answer.kind === 'unknown') {
        return
      }
      if (answer.kind === 'nobody') {
        this.leave(this.session === null ? (this.signedOut ?? 'never') : 'ended')
      } else if (this.meet(answer.session) || this.connection === null) {
        this.connect()
      }
    })
  }

  private connect(): void {
    this.stop()
    void this.follow(this.run)
  }

  /** One connection, from asking who is there to its end. */
  private async follow(run: number): Promise<void> {
    const answer = await this.ask()
    if (run !== this.run) {
      return
    }
    switch (answer.kind) {
      case 'unknown':
        this.failed(answer.wait)
        return
      case 'nobody':
        this.leave(this.session === null ? (this.signedOut ?? 'never') : 'ended')
        return
      case 'somebody':
        this.meet(answer.session)
    }
    const connection = new AbortController()
    this.connection = connection
    try {
      const askedAt = this.world.now()
      const response = await this.world.fetch(EVENTS, {
        headers: {
          Accept: 'text/event-stream',
          ...(this.position === null ? {} : { 'Last-Event-ID': this.position }),
        },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: connection.signal,
      })
      if (run !== this.run) {
        connection.abort()
        return
      }
      this.measure(response, askedAt)
      if (response.status === 401) {
        this.leave('ended')
      } else if (response.status === 403) {
        this.stop()
        this.change({ link: 'refused', retryAt: null })
      } else if (response.status === 400 && this.position !== null) {
        // A place that this server has not given: of a stack that was set up anew.
        this.restart()
        this.connect()
      } else if (!response.ok || response.body === null) {
        this.failed(retryAfter(response.headers.get('Retry-After'), this.world.now()))
      } else {
        this.opened()
        await this.read(run, response.body)
        this.closed(run)
      }
    } catch {
      if (run === this.run) {
        this.failed(null)
      }
    }
  }

  private async read(run: number, body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    const frames = new FrameReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (run !== this.run) {
        await reader.cancel()
        return
      }
      if (done) {
        return
      }
      this.take(frames.push(decoder.decode(value, { stream: true })))
    }
  }

  private take(frames: readonly Frame[]): void {
    const events: StreamEvent[] = []
    let isCaughtUp = false
    for (const frame of frames) {
      this.retryMs = frame.retry ?? this.retryMs
      this.position = frame.id ?? this.position
      // Told once all that was missed has come, and with each later sign of life.
      isCaughtUp ||= frame.id !== undefined && frame.data === null
      const event = frame.data === null ? null : readEvent(frame.data)
      if (event !== null && this.recent.add(event)) {
        events.push(event)
      }
    }
    if (this.state.link === 'catching-up') {
      this.missed += events.length
    }
    if (events.length > 0) {
      this.tellAll({ kind: 'events', events })
    }
    const now = this.world.now()
    if (isCaughtUp && this.state.link !== 'live') {
      this.failures = 0
      const wasLost = this.state.lostSince !== null
      this.change({
        link: 'live',
        heardAt: now,
        lostSince: null,
        back: wasLost ? { at: now, events: this.missed } : this.state.back,
      })
      this.missed = 0
    } else {
      this.change({ heardAt: now })
    }
  }

  private opened(): void {
    this.cancelNotice?.()
    this.cancelNotice = null
    this.change({
      // One that was live a moment ago goes on as if nothing had been.
      link: this.state.link === 'live' ? 'live' : 'catching-up',
      heardAt: this.world.now(),
      retryAt: null,
    })
    this.watch()
  }

  /** A connection may be dead without anybody saying so. */
  private watch(): void {
    this.cancelWatch = this.world.later(() => {
      const heardAt = this.state.heardAt ?? this.world.now()
      if (this.world.now() - heardAt >= SILENCE_MS) {
        this.stop()
        this.failed(null)
      } else {
        this.watch()
      }
    }, WATCH_MS)
  }

  /** By the server, in good order: it may stop, or the token has run out. */
  private closed(run: number): void {
    if (run !== this.run) {
      return
    }
    this.stop()
    if (this.state.link === 'live') {
      this.cancelNotice = this.world.later(() => {
        this.cancelNotice = null
        this.lose()
      }, UNNOTICED_MS)
      this.tryAfter(this.retryMs)
    } else {
      this.failed(null)
    }
  }

  private failed(wait: number | null): void {
    this.connection = null
    this.cancelWatch?.()
    this.cancelWatch = null
    this.lose()
    const usual = waitBeforeTry(this.failures, this.retryMs, this.world.random())
    this.failures++
    this.tryAfter(wait === null ? usual : Math.max(wait, usual))
  }

  private lose(): void {
    this.change({ link: 'lost', lostSince: this.state.lostSince ?? this.state.heardAt ?? this.world.now() })
  }

  private tryAfter(wait: number): void {
    const run = this.run
    this.cancelTry?.()
    this.cancelTry = this.world.later(() => {
      this.cancelTry = null
      if (run === this.run) {
        this.run++
        void this.follow(this.run)
      }
    }, wait)
    this.change({ retryAt: this.state.link === 'lost' ? this.world.now() + wait : null })
  }

  private leave(why: SignedOut): void {
    this.stop()
    this.session = null
    this.signedOut = why
    this.change({ link: 'signed-out', retryAt: null })
    this.tellAll({ kind: 'signed-out', why })
  }

  /** @returns whether it is somebody else than before, or somebody after nobody */
  private meet(session: Session): boolean {
    const before = this.session
    const isNew = before === null || before.subject !== session.subject
    if (this.lastSubject !== null && this.lastSubject !== session.subject) {
      this.restart()
    }
    this.lastSubject = session.subject
    this.session = session
    this.signedOut = null
    if (isNew || JSON.stringify(before) !== JSON.stringify(session)) {
      this.tellAll({ kind: 'session', session })
    }
    return isNew
  }

  /** From now on, as if nothing had come before. */
  private restart(): void {
    this.position = null
    this.recent = new RecentEvents()
    this.missed = 0
    this.state = { ...NOTHING_YET, skew: this.state.skew }
    this.tellAll({ kind: 'restarted' })
    this.tellAll({ kind: 'state', state: this.state })
  }

  private ask(): Promise<Answer> {
    const askedAt = this.world.now()
    return askWho(this.world, (response) => {
      this.measure(response, askedAt)
    })
  }

  private measure(response: Response, askedAt: number): void {
    const skew = skewOf(response.headers.get('Date'), askedAt, this.world.now())
    if (skew !== null) {
      // Answers tell whole seconds; what moves less than that is noise.
      const known = this.state.skew
      if (known === null || Math.abs(known - skew) >= 1000) {
        this.change({ skew: Math.round(skew) })
      }
    }
  }

  private change(part: Partial<StreamState>): void {
    const changed = { ...this.state, ...part }
    const isSame = (Object.keys(part) as (keyof StreamState)[]).every(
      (key) => this.state[key] === changed[key],
    )
    if (!isSame) {
      this.state = changed
      this.tellAll({ kind: 'state', state: changed })
    }
  }

  private tellAll(message: ToPage): void {
    for (const page of this.pages) {
      page.tell(message)
    }
  }
}
