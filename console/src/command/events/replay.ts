import { onScopeDispose, shallowReactive, type ShallowRef } from 'vue'
import type { StreamEvent } from '../../api/events'
import { EventRows, type KeptEvent } from './kept-events'
import { PART, readPart, type Asked, type ReplayStart } from './replay-source'

export const SPEEDS = [1, 4, 16] as const
export type Speed = (typeof SPEEDS)[number]

const STEP_MS = 200

/** A window that was hidden is called late; what it slept through is not played at once. */
const LONGEST_STEP_MS = 1_000

const AGAIN_MS = 2_000

export interface ReplayState {
  /** Null: what is shown is live. */
  start: ReplayStart | null
  /** The moment that is shown. */
  clock: number
  speed: Speed
  isPaused: boolean
  /** The events to come are not here yet. */
  isReading: boolean
  /** All has been played that had happened when it was begun. */
  isOver: boolean
  /** Why the service gives none; null where it does. */
  refused: number | null
  /** When the next event happened; null where none is known. */
  next: number | null
}

export interface Replay {
  readonly state: Readonly<ReplayState>
  /** What has been played, oldest first. */
  readonly rows: ShallowRef<readonly KeptEvent[]>
  readonly begin: (from: number) => void
  readonly setSpeed: (speed: Speed) => void
  readonly pause: (isPaused: boolean) => void
  /** Over the silence, to the next event. */
  readonly skip: () => void
  /** Back to what is live. */
  readonly end: () => void
}

type Read = (start: ReplayStart, after: string | null, signal: AbortSignal) => Promise<Asked>

/**
 * The past, as the stream has it, at the pace at which it happened or faster.
 *
 * @param now by the jurisdiction's clock, in milliseconds
 */
export function useReplay(
  now: () => number,
  read: Read = (start, after, signal) => readPart(start, after, undefined, signal),
): Replay {
  const played = new EventRows()
  const state = shallowReactive<ReplayState>(atRest())
  let coming: readonly StreamEvent[] = []
  let after: string | null = null
  let isAllRead = false
  let reading: AbortController | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let steppedAt = 0

  function begin(from: number): void {
    end()
    Object.assign(state, { ...atRest(), start: { from, until: now() }, clock: from, speed: state.speed })
    steppedAt = Date.now()
    timer = setInterval(step, STEP_MS)
    void more()
  }

  function end(): void {
    clearInterval(timer)
    reading?.abort()
    reading = null
    coming = []
    after = null
    isAllRead = false
    played.clear()
    Object.assign(state, { ...atRest(), speed: state.speed })
  }

  async function more(): Promise<void> {
    const { start } = state
    if (start === null || isAllRead || reading !== null) {
      return
    }
    const mine = new AbortController()
    reading = mine
    state.isReading = true
    const asked = await untilKnown(start, mine.signal)
    if (asked === null || mine.signal.aborted) {
      return
    }
    reading = null
    state.isReading = false
    if (asked.kind === 'refused') {
      state.refused = asked.status
      isAllRead = true
    } else {
      coming = [...coming, ...asked.part.events].sort((one, other) => timeOf(one) - timeOf(other))
      after = asked.part.next
      isAllRead = after === null
    }
    look()
  }

  /** Null when it is not wanted any more. */
  async function untilKnown(
    start: ReplayStart,
    signal: AbortSignal,
  ): Promise<Exclude<Asked, { kind: 'again' }> | null> {
    while (!signal.aborted) {
      const asked = await read(start, after, signal)
      if (asked.kind !== 'again') {
        return asked
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
    return null
  }

  function step(): void {
    const passed = Math.min(LONGEST_STEP_MS, Date.now() - steppedAt)
    steppedAt = Date.now()
    // While nothing is here to be played, nobody knows whether there was silence.
    if (!state.isPaused && !state.isOver && (coming.length > 0 || isAllRead)) {
      goTo(state.clock + passed * state.speed)
    }
  }

  function goTo(clock: number): void {
    state.clock = Math.min(clock, state.start?.until ?? clock)
    const due = coming.findIndex((event) => timeOf(event) > state.clock)
    const count = due < 0 ? coming.length : due
    played.add(coming.slice(0, count))
    coming = coming.slice(count)
    look()
    if (coming.length < PART / 2) {
      void more()
    }
  }

  function look(): void {
    const first = coming[0]
    state.next = first === undefined ? null : timeOf(first)
    state.isOver = coming.length === 0 && isAllRead
  }

  onScopeDispose(end)
  return {
    state,
    rows: played.rows,
    begin,
    setSpeed: (speed) => {
      state.speed = speed
    },
    pause: (isPaused) => {
      state.isPaused = isPaused
    },
    skip: () => {
      if (state.next !== null) {
        goTo(state.next)
      }
    },
    end,
  }
}

function atRest(): ReplayState {
  return {
    start: null,
    clock: 0,
    speed: 1,
    isPaused: false,
    isReading: false,
    isOver: false,
    refused: null,
    next: null,
  }
}

function timeOf(event: StreamEvent): number {
  return Date.parse(event.at)
}
