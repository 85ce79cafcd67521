import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

/** What waits longer is shown all the same. */
export const LONGEST_HOLD_MS = 10_000

export interface Held<Row> {
  readonly shown: ShallowRef<readonly Row[]>
  /** How many have come since. */
  readonly waiting: ComputedRef<number>
  /** The list is pointed at, or the focus is in it. */
  readonly hold: () => void
  /** It is left alone. */
  readonly letGo: () => void
  readonly showNew: () => void
}

/** Nothing moves under the pointer or the focus: a list that is held shows what it showed. */
export function useHeld<Row>(newest: () => readonly Row[]): Held<Row> {
  const shown = shallowRef<readonly Row[]>(newest())
  const isHeld = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function showNew(): void {
    clearTimeout(timer)
    timer = undefined
    shown.value = newest()
  }

  watch(newest, () => {
    if (!isHeld.value) {
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
    hold: () => {
      isHeld.value = true
    },
    letGo: () => {
      isHeld.value = false
      showNew()
    },
    showNew,
  }
}
