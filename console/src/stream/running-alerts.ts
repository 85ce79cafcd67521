import type { Api } from '../api/client'
import type { StreamEvent } from '../api/events'
import { alertRowOf, alertRules, type AlertRow } from './alerts'
import { emptyMirror, step, type Mirror, type MirrorInput, type Versioned } from './mirror'

const PAGE = 200

/** After a fetch that failed; the stream tells nothing that would make it succeed sooner. */
const AGAIN_MS = 3_000

/** The alerts that run, by snapshot and stream. */
export class RunningAlerts {
  private mirror: Mirror<AlertRow, StreamEvent> = emptyMirror()
  private readonly fetching = new Set<string>()
  private filling = 0
  private isKnown = false

  constructor(
    private readonly api: Api,
    private readonly shown: (rows: readonly AlertRow[]) => void,
    private readonly later: (run: () => void, milliseconds: number) => void = (run, milliseconds) =>
      void setTimeout(run, milliseconds),
  ) {}

  /** Whatever is known is fetched anew: at the beginning, and when the place in the stream was lost. */
  restart(): void {
    this.take({ kind: 'restart' })
    void this.fill(++this.filling)
  }

  /** Somebody else is logged in: nothing may stay. */
  clear(): void {
    this.filling++
    this.mirror = emptyMirror()
    this.isKnown = false
  }

  add(events: readonly StreamEvent[]): void {
    this.take({ kind: 'events', events })
  }

  private take(input: MirrorInput<AlertRow, StreamEvent>): void {
    const { mirror, holes } = step(this.mirror, input, alertRules)
    this.mirror = mirror
    holes.forEach((key) => {
      void this.fetch(key)
    })
    this.show()
  }

  private show(): void {
    this.isKnown ||= this.mirror.isFilled
    if (!this.isKnown) {
      return
    }
    const rows = [...this.mirror.rows.values()].map(({ row }) => row)
    this.shown(rows.sort((one, other) => other.issuedAt.localeCompare(one.issuedAt)))
  }

  private async fill(filling: number): Promise<void> {
    const rows = new Map<string, Versioned<AlertRow>>()
    let cursor: string | undefined
    do {
      const page = await this.list(cursor)
      if (filling !== this.filling) {
        return
      }
      if (page === 'refused') {
        return
      }
      if (page === null) {
        this.later(() => {
          if (filling === this.filling) {
            void this.fill(filling)
          }
        }, AGAIN_MS)
        return
      }
      for (const view of page.items) {
        const row = alertRowOf(view)
        if (row !== null) {
          rows.set(view.id, row)
        }
      }
      cursor = page.nextCursor
    } while (cursor !== undefined)
    this.take({ kind: 'snapshot', rows })
  }

  /** `refused` where the account may not see any; null where it has to be tried again. */
  private async list(cursor: string | undefined) {
    try {
      const { data, response } = await this.api.GET('/api/alerts', {
        params: {
          query: {
            status: ['OPEN'],
            guest: false,
            tasks: false,
            limit: PAGE,
            ...(cursor === undefined ? {} : { cursor }),
          },
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
    this.fetching.delete(key)
    if (filling !== this.filling) {
      return
    }
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

  private async get(id: string): Promise<Versioned<AlertRow> | null | 'again'> {
    try {
      const { data, response } = await this.api.GET('/api/alerts/{id}', { params: { path: { id } } })
      if (data !== undefined) {
        return data.guest === true ? null : alertRowOf(data)
      }
      return response.status === 404 || response.status === 403 ? null : 'again'
    } catch {
      return 'again'
    }
  }
}
