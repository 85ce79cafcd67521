import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Desk } from '../desk'
import { withReading, type History, type SystemView } from './history'

/**
 * There is no stream of figures: they are no events, and each gateway gathers them anew every few seconds whether
 * anybody asks or not. So this is the one place of the console that asks by a timer, at this pace and only for as long
 * as the page is shown; else more seldom, so that the last hour is there when somebody comes to look.
 */
const SHOWN_MS = 10_000
const ELSEWHERE_MS = 60_000

/** A request that takes longer has no answer. */
const PATIENCE_MS = 8_000

/** Figures that are older say so. */
export const STALE_MS = 25_000

export type Reading = 'loading' | 'good' | 'forbidden' | 'no-answer'

export interface SystemFigures {
  readonly view: ShallowRef<SystemView | null>
  readonly history: ShallowRef<History>
  readonly reading: ShallowRef<Reading>
  /** When the last answer came, by the jurisdiction's clock; null before the first. */
  readonly readAt: ShallowRef<number | null>
  readonly refresh: () => Promise<void>
  /** For as long as a page shows them. */
  readonly show: () => () => void
}

/** For `desk.share`. */
export function makeSystemFigures(desk: Desk): SystemFigures {
  const view = shallowRef<SystemView | null>(null)
  const history = shallowRef<History>(new Map())
  const reading = shallowRef<Reading>('loading')
  const readAt = shallowRef<number | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let pages = 0
  let asked = 0

  async function refresh(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    const answer = await read()
    if (mine !== asked) {
      return
    }
    if (answer === 'forbidden' || answer === 'no-answer') {
      reading.value = answer
    } else {
      view.value = answer
      history.value = withReading(history.value, answer)
      reading.value = 'good'
      readAt.value = desk.now.value
    }
    plan()
  }

  function plan(): void {
    clearTimeout(timer)
    // Who may not see them is not asked for again before somebody else is here.
    if (reading.value !== 'forbidden') {
      timer = setTimeout(() => void refresh(), pages > 0 ? SHOWN_MS : ELSEWHERE_MS)
    }
  }

  async function read(): Promise<SystemView | 'forbidden' | 'no-answer'> {
    try {
      const { data, response } = await desk.api.GET('/api/system', {
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      return data ?? (response.status === 403 ? 'forbidden' : 'no-answer')
    } catch {
      return 'no-answer'
    }
  }

  desk.follow({
    clear: () => {
      view.value = null
      history.value = new Map()
      reading.value = 'loading'
      readAt.value = null
    },
    restart: () => void refresh(),
  })
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return {
    view,
    history,
    reading,
    readAt,
    refresh,
    show: () => {
      pages++
      void refresh()
      return () => {
        pages--
        plan()
      }
    },
  }
}
