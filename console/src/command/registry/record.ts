import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Desk } from '../desk'

/** How one entry stands that is looked at. */
export type RecordState = 'loading' | 'shown' | 'forbidden' | 'gone' | 'failed'

interface Versioned {
  readonly version: number
}

export interface Entry<Row extends Versioned> {
  readonly row: ShallowRef<Row | null>
  readonly state: ShallowRef<RecordState>
  /** Somebody has changed it since it was read. */
  readonly isOld: ComputedRef<boolean>
  readonly reload: () => Promise<void>
  /** What an answer to a change has said. */
  readonly set: (row: Row) => void
  readonly remove: () => void
}

/**
 * One team or volunteer. It is read once, since some reads are recorded; the stream tells of what happens to it
 * meanwhile, and somebody reads it anew by hand.
 *
 * @param ended the beginning of the events after which there is none any more, such as `team.disbanded.`
 */
export function useEntry<Row extends Versioned>(
  desk: Desk,
  id: string,
  read: () => Promise<{ data?: unknown; response: Response }>,
  ended: string,
): Entry<Row> {
  const row: ShallowRef<Row | null> = shallowRef(null)
  const state = shallowRef<RecordState>('loading')
  const newest = shallowRef(0)
  let asked = 0

  async function reload(): Promise<void> {
    const mine = ++asked
    const answer = await read().catch(() => null)
    if (mine !== asked) {
      return
    }
    if (answer?.data !== undefined) {
      set(answer.data as Row)
    } else if (answer?.response.status === 404) {
      state.value = 'gone'
    } else {
      state.value = answer?.response.status === 403 ? 'forbidden' : 'failed'
    }
  }

  function set(now: Row): void {
    row.value = now
    state.value = 'shown'
  }

  desk.follow({
    events: (events) => {
      for (const event of events) {
        if (event.topic === 'volunteer.events' && event.key === id) {
          newest.value = Math.max(newest.value, event.version ?? 0)
          if (event.type.startsWith(ended)) {
            state.value = 'gone'
          }
        }
      }
    },
    clear: () => {
      row.value = null
      state.value = 'loading'
    },
  })
  onScopeDispose(() => {
    asked++
  })
  return {
    row,
    state,
    isOld: computed(() => row.value !== null && newest.value > row.value.version),
    reload,
    set,
    remove: () => {
      state.value = 'gone'
    },
  }
}

/** How many of a list's kind have changed since it was read: rows don't move by themselves. */
export function useChanges(desk: Desk, beginning: string): { count: ShallowRef<number>; forget: () => void } {
  const count = shallowRef(0)
  desk.follow({
    events: (events) => {
      count.value += events.filter(({ type }) => type.startsWith(beginning)).length
    },
  })
  return {
    count,
    forget: () => {
      count.value = 0
    },
  }
}
