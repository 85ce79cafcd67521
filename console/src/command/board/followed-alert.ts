import type { Api } from '../../api/client'
import type { StreamEvent } from '../../api/events'
import { emptyMirror, step, type Mirror, type MirrorInput, type MirrorRules } from '../../stream/mirror'
import { begin, follow } from './detail-steps'
import type { AlertDetail, AlertView, TimelineEntry } from './entries'

export type DetailState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'shown'; readonly detail: AlertDetail }
  /** Outside the reader's scope, or of a role that may not. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'missing' }
  /** Nothing of it could be read so far; tried again by itself. */
  | { readonly kind: 'failing' }

const PAGE = 200
/** After a fetch that failed. */
const AGAIN_MS = 3_000
/** A guest gets some events only: of several at once it is read anew once. */
const GUEST_PAUSE_MS = 500

function entryOf(event: StreamEvent): TimelineEntry {
  return { at: event.at, type: event.type, version: event.version ?? 0, event: event.event }
}

/** One alert with its tasks and its whole history, by snapshot and stream. */
export class FollowedAlert {
  private mirror: Mirror<AlertDetail, StreamEvent> = emptyMirror()
  private readonly rules: MirrorRules<AlertDetail, StreamEvent>
  private reading = 0
  private isShown = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly api: Api,
    readonly id: string,
    private readonly shown: (state: DetailState) => void,
  ) {
    this.rules = {
      keyOf: (event) => (this.isOurs(event) && event.guest !== true ? id : null),
      versionOf: (event) => event.version ?? 0,
      begin: (event) => begin(entryOf(event)),
      apply: (detail, event) => follow(detail, entryOf(event)),
    }
  }

  restart(): void {
    this.take({ kind: 'restart' })
    void this.read()
  }

  /** Somebody else is logged in. */
  clear(): void {
    this.stop()
    this.mirror = emptyMirror()
    this.isShown = false
    this.shown({ kind: 'reading' })
  }

  stop(): void {
    this.reading++
    clearTimeout(this.timer)
  }

  add(events: readonly StreamEvent[]): void {
    const ours = events.filter((event) => this.isOurs(event))
    if (ours.length === 0) {
      return
    }
    this.take({ kind: 'events', events: ours })
    if (ours.some((event) => event.guest === true)) {
      this.later(GUEST_PAUSE_MS)
    }
  }

  private isOurs(event: StreamEvent): boolean {
    return event.topic === 'dispatch.events' && event.key === this.id
  }

  private take(input: MirrorInput<AlertDetail, StreamEvent>): void {
    const { mirror, holes } = step(this.mirror, input, this.rules)
    this.mirror = mirror
    if (holes.length > 0) {
      void this.read()
    }
    const detail = mirror.rows.get(this.id)?.row
    if (detail !== undefined) {
      this.isShown = true
      this.shown({ kind: 'shown', detail })
    }
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.read(), milliseconds)
  }

  private async read(): Promise<void> {
    const reading = ++this.reading
    const answer = await this.snapshot().catch(() => 'again' as const)
    if (reading !== this.reading) {
      return
    }
    if (answer === 'again') {
      if (!this.isShown) {
        this.shown({ kind: 'failing' })
      }
      this.later(AGAIN_MS)
    } else if (answer === 'forbidden' || answer === 'missing') {
      this.mirror = emptyMirror()
      this.isShown = false
      this.shown({ kind: answer })
    } else {
      const row = { version: answer.alert.version, row: answer }
      this.take({ kind: 'snapshot', rows: new Map([[this.id, row]]) })
    }
  }

  private async snapshot(): Promise<AlertDetail | 'forbidden' | 'missing' | 'again'> {
    const { data, response } = await this.api.GET('/api/alerts/{id}', { params: { path: { id: this.id } } })
    if (data === undefined) {
      return response.status === 403 ? 'forbidden' : response.status === 404 ? 'missing' : 'again'
    }
    if (data.guest === true) {
      // Guests read no history: that is the command center's own.
      return { alert: data, tasks: data.tasks ?? [], timeline: [] }
    }
    const timeline: TimelineEntry[] = []
    let cursor: string | undefined
    do {
      const page = await this.page(cursor)
      if (page === undefined) {
        return 'again'
      }
      timeline.push(...page.items.map((entry) => entry as TimelineEntry))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    return upToDate(data, timeline)
  }

  private async page(cursor: string | undefined) {
    const { data } = await this.api.GET('/api/alerts/{id}/timeline', {
      params: {
        path: { id: this.id },
        query: { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
      },
    })
    return data
  }
}

/** The history is read after the alert, and may be further: what the alert lacks is done to it. */
function upToDate(alert: AlertView, timeline: readonly TimelineEntry[]): AlertDetail {
  const known = timeline.filter((entry) => entry.version <= alert.version)
  const newer = timeline.filter((entry) => entry.version > alert.version)
  return newer.reduce(follow, { alert, tasks: alert.tasks ?? [], timeline: known })
}
