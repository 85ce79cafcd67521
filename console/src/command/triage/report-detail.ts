import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Desk } from '../desk'
import type { ReportView } from './reports'

export type DetailState =
  | 'reading'
  | 'there'
  /** Tried again by itself; what is known is shown. */
  | 'failed'
  | 'forbidden'
  | 'gone'

export interface ReportDetail {
  readonly report: ShallowRef<ReportView | null>
  readonly state: ShallowRef<DetailState>
  readonly readAgain: () => void
  /** As a service has just answered it. */
  readonly meet: (report: ReportView) => void
}

const AGAIN_MS = 3_000

/** One report, read anew whenever the stream tells something of it: what lies near is in no event. */
export function useReport(desk: Desk, id: () => string): ReportDetail {
  const report = shallowRef<ReportView | null>(null)
  const state = shallowRef<DetailState>('reading')
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const mine = ++asked
    const of = id()
    clearTimeout(timer)
    const answer = await get(of)
    if (mine !== asked || of !== id()) {
      return
    }
    if (typeof answer !== 'string') {
      meet(answer)
      return
    }
    state.value = answer
    if (answer === 'failed') {
      timer = setTimeout(() => void read(), AGAIN_MS)
    } else {
      report.value = null
    }
  }

  async function get(of: string): Promise<ReportView | 'failed' | 'forbidden' | 'gone'> {
    try {
      const { data, response } = await desk.api.GET('/api/reports/{id}', { params: { path: { id: of } } })
      if (data !== undefined) {
        return data
      }
      return response.status === 403 ? 'forbidden' : [400, 404].includes(response.status) ? 'gone' : 'failed'
    } catch {
      return 'failed'
    }
  }

  function meet(read: ReportView): void {
    if (read.id === id() && (report.value === null || read.version >= report.value.version)) {
      report.value = read
      state.value = 'there'
    }
  }

  function begin(): void {
    report.value = null
    state.value = 'reading'
    void read()
  }

  watch(id, begin)
  desk.follow({
    restart: () => void read(),
    clear: begin,
    events: (events) => {
      const known = report.value?.version ?? 0
      if (events.some((event) => event.key === id() && (event.version ?? 0) > known)) {
        void read()
      }
    },
  })
  onScopeDispose(() => {
    asked++
    clearTimeout(timer)
  })
  return { report, state, readAgain: () => void read(), meet }
}
