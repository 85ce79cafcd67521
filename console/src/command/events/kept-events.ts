import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { DESKS_TOPIC } from '../../api/desks'
import type { StreamEvent } from '../../api/events'
import type { Desk } from '../desk'

/** As many events stay in a window. */
export const ROWS_KEPT = 5_000

/** What comes within this time is shown at once together: 100 events a second are five changes of the page. */
const TOGETHER_MS = 200

/** An event as a list keeps it. */
export interface KeptEvent {
  /** Grows by one with each event of the list. */
  readonly seq: number
  /** When it happened, in milliseconds. */
  readonly at: number
  readonly event: StreamEvent
}

/** Events in the order in which they came, the last so many of them. */
export class EventRows {
  readonly rows = shallowRef<readonly KeptEvent[]>([])
  private count = 0

  constructor(private readonly most = ROWS_KEPT) {}

  add(events: readonly StreamEvent[]): void {
    if (events.length > 0) {
      this.rows.value = [...this.rows.value, ...events.map((event) => this.keep(event))].slice(-this.most)
    }
  }

  clear(): void {
    this.rows.value = []
  }

  private keep(event: StreamEvent): KeptEvent {
    this.count++
    return { seq: this.count, at: Date.parse(event.at), event }
  }
}

export interface KeptEvents {
  /** Oldest first. */
  readonly rows: ShallowRef<readonly KeptEvent[]>
  /** What teams are called, of those whose events have said it. */
  readonly teamNames: ReadonlyMap<string, string>
  /** When the place in the stream was lost: between what came before and after it, some may be missing. */
  readonly brokenAt: ShallowRef<number | null>
}

/** That a desk is still there is nothing that has happened. */
function isOfWork({ topic }: StreamEvent): boolean {
  return topic !== DESKS_TOPIC
}

/** For `desk.share`: begins with what the desk has, and keeps on while another page is looked at. */
export function makeKeptEvents(desk: Desk): KeptEvents {
  const kept = new EventRows()
  const brokenAt = shallowRef<number | null>(null)
  let waiting: StreamEvent[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const teamNames = new Map<string, string>()

  add([...desk.events.value].reverse().filter(isOfWork))
  let isFollowing = false
  desk.follow({
    events: (events) => {
      waiting.push(...events.filter(isOfWork))
      timer ??= setTimeout(show, TOGETHER_MS)
    },
    restart: () => {
      if (isFollowing && kept.rows.value.length > 0) {
        brokenAt.value = desk.now.value
      }
    },
    clear: () => {
      waiting = []
      kept.clear()
      teamNames.clear()
      brokenAt.value = null
    },
  })
  isFollowing = true

  function show(): void {
    timer = undefined
    add(waiting)
    waiting = []
  }

  function add(events: readonly StreamEvent[]): void {
    for (const { event } of events) {
      const { teamId, teamName, name } = event
      if (typeof teamId === 'string' && typeof (teamName ?? name) === 'string') {
        teamNames.set(teamId, String(teamName ?? name))
      }
    }
    kept.add(events)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return { rows: kept.rows, teamNames, brokenAt }
}
