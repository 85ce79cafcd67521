import { shallowRef, type ShallowRef } from 'vue'
import { claimAfter, type Claim } from '../../api/claims'
import type { Api } from '../../api/client'
import type { StreamEvent } from '../../api/events'
import { emptyMirror, step, type Mirror, type MirrorInput, type Versioned } from '../../stream/mirror'
import { useDesk, type Desk } from '../desk'
import { inOrder } from './clock'
import { reportRowOf, reportRules, type ReportRow } from './reports'

const PAGE = 200

/** After a fetch that failed; the stream tells nothing that would make it succeed sooner. */
const AGAIN_MS = 3_000

/** Reports that wait for a decision, by snapshot and stream: whoever waits longest first. */
export class WaitingReports {
  /** Null until they have been read. */
  readonly reports = shallowRef<readonly ReportRow[] | null>(null)
  /** `failed`: tried again by itself; `refused`: the account may see none. */
  readonly state = shallowRef<'reading' | 'there' | 'failed' | 'refused'>('reading')

  private mirror: Mirror<ReportRow, StreamEvent> = emptyMirror()
  private readonly fetching = new Set<string>()
  /** Claims that were told without a version: what the rows say is older. */
  private readonly claims = new Map<string, Claim | null>()
  private filling = 0

  constructor(
    private readonly api: Api,
    private readonly later: (run: () => void, milliseconds: number) => void = (run, milliseconds) =>
      void setTimeout(run, milliseconds),
  ) {}

  /** Whatever is known is fetched anew: at the beginning, and when the place in the stream was lost. */
  restart(): void {
    this.take({ kind: 'restart' })
    this.state.value = this.reports.value === null ? 'reading' : 'there'
    void this.fill(++this.filling)
  }

  /** Somebody else is logged in: nothing may stay. */
  clear(): void {
    this.filling++
    this.mirror = emptyMirror()
    this.claims.clear()
    this.fetching.clear()
    this.reports.value = null
    this.state.value = 'reading'
  }

  add(events: readonly StreamEvent[]): void {
    for (const event of events) {
      const claim = event.version === undefined ? claimAfter(event) : undefined
      if (claim !== undefined && event.key !== undefined) {
        this.claims.set(event.key, claim)
      }
    }
    this.take({ kind: 'events', events })
  }

  private take(input: MirrorInput<ReportRow, StreamEvent>): void {
    const { mirror, holes } = step(this.mirror, input, reportRules)
    this.mirror = mirror
    holes.forEach((key) => {
      void this.fetch(key)
    })
    if (this.reports.value !== null || mirror.isFilled) {
      this.show()
    }
  }

  private show(): void {
    for (const id of this.claims.keys()) {
      if (!this.mirror.rows.has(id)) {
        this.claims.delete(id)
      }
    }
    const rows = [...this.mirror.rows.values()].map(({ row }) => {
      const claim = this.claims.get(row.id)
      return claim === undefined ? row : { ...row, claim }
    })
    this.reports.value = inOrder(rows)
    if (this.mirror.isFilled) {
      this.state.value = 'there'
    }
  }

  private async fill(filling: number): Promise<void> {
    const rows = new Map<string, Versioned<ReportRow>>()
    let cursor: string | undefined
    do {
      const page = await this.list(cursor)
      if (filling !== this.filling) {
        return
      }
      if (page === 'refused') {
        this.state.value = 'refused'
        return
      }
      if (page === null) {
        this.state.value = 'failed'
        this.later(() => {
          if (filling === this.filling) {
            void this.fill(filling)
          }
        }, AGAIN_MS)
        return
      }
      for (const view of page.items) {
        const row = reportRowOf(view)
        if (row !== null) {
          rows.set(view.id, row)
        }
      }
      cursor = page.nextCursor
    } while (cursor !== undefined)
    this.claims.clear()
    this.take({ kind: 'snapshot', rows })
  }

  /** `refused` where the account may not see any; null where it has to be tried again. */
  private async list(cursor: string | undefined) {
    try {
      const { data, response } = await this.api.GET('/api/reports', {
        params: {
          query: { status: ['SUBMITTED'], limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        },
      })
      return data ?? (response.status === 403 ? 'refused' : null)
    } catch {
      return null
    }
  }

  private async fetch(key: string): Promise<void> {
    if (this.fetching.has(key)) {
      return
    }
    this.fetching.add(key)
    const filling = this.filling
    const answer = await this.get(key)
    if (filling !== this.filling) {
      this.fetching.delete(key)
      return
    }
    this.fetching.delete(key)
    if (answer === 'again') {
      this.later(() => {
        if (filling === this.filling) {
          void this.fetch(key)
        }
      }, AGAIN_MS)
      return
    }
    this.take({ kind: 'row', key, row: answer })
  }

  private async get(id: string): Promise<Versioned<ReportRow> | null | 'again'> {
    try {
      const { data, response } = await this.api.GET('/api/reports/{id}', { params: { path: { id } } })
      if (data !== undefined) {
        return reportRowOf(data)
      }
      return response.status === 404 || response.status === 403 ? null : 'again'
    } catch {
      return 'again'
    }
  }
}

/** For `desk.share`: once for the desk, whoever looks. */
function waitingReports(desk: Desk): WaitingReports {
  const store = new WaitingReports(desk.api)
  desk.follow({
    events: (events) => {
      store.add(events)
    },
    restart: () => {
      store.restart()
    },
    clear: () => {
      store.clear()
    },
  })
  return store
}

export function useWaitingReports(): {
  readonly reports: ShallowRef<readonly ReportRow[] | null>
  readonly state: WaitingReports['state']
  /** Now, and not only when it is tried again by itself. */
  readonly readAgain: () => void
} {
  const store = useDesk().share(waitingReports)
  return {
    reports: store.reports,
    state: store.state,
    readAgain: () => {
      store.restart()
    },
  }
}
