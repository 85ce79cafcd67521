import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

/** What waits longer is shown all the same. */
export const LONGEST_HOLD_MS = 10_000

export interface Held<Row> {
  readonly shown: ShallowRef<readonly Row[]>
  /** How many have come since. */
  readonly waiting: ComputedRef<number>
  /** The list is pointed at, or the focus has come into it: for `pointerenter` and `focusin`. */
  readonly hold: (event?: Event) => void
  /** One of both has left it, for `pointerleave` and `focusout`: it is let go when both have. */
  readonly letGo: (event?: Event) => void
  readonly showNew: () => void
}

/** Nothing moves under the pointer or the focus: a list that is held shows what it showed. */
export function useHeld<Row>(newest: () => readonly Row[]): Held<Row> {
  const shown = shallowRef<readonly Row[]>(newest())
  const holders = new Set<'pointer' | 'focus'>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function showNew(): void {
    clearTimeout(timer)
    timer = undefined
    shown.value = newest()
  }

  watch(newest, () => {
    if (holders.size === 0) {
      showNew()
    } else {
      timer ??= setTimeout(showNew, LONGEST_HOLD_MS)
    }
  })
  onScopeDispose(() => {
    clearTimeout(timer)
  })
  return {
    shown,
    waiting: computed(() => {
      const seen = new Set(shown.value)
      return newest().filter((row) => !seen.has(row)).length
    }),
    hold: (event) => {
      holders.add(holderOf(event))
    },
    letGo: (event) => {
      if (!staysWithin(event)) {
        holders.delete(holderOf(event))
        if (holders.size === 0) {
          showNew()
        }
      }
    },
    showNew,
  }
}

function holderOf(event: Event | undefined): 'pointer' | 'focus' {
  return event instanceof FocusEvent ? 'focus' : 'pointer'
}

/** The focus goes from row to row. */
function staysWithin(event: Event | undefined): boolean {
  return (
    event instanceof FocusEvent &&
    event.relatedTarget instanceof Node &&
    event.currentTarget instanceof Node &&
    event.currentTarget.contains(event.relatedTarget)
  )
}
