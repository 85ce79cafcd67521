import { computed, nextTick, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Datum } from '../../map/datum'
import { keyOf } from '../../ui/keys'
import type { Desk } from '../desk'
import { jurisdictions } from '../registry/jurisdictions'
import type { Issuing } from './issuing'
import { choose, searchPlaces, type Found, type SearchResult } from './search'

/** So long nothing is typed before it is searched. */
const PAUSE_MS = 250

/** The field that places are searched in, and the list below it: a combobox. */
export interface PlaceSearch {
  readonly text: Ref<string>
  /** Of typed numbers that do not say theirs. */
  readonly datum: Ref<Datum>
  readonly result: Ref<SearchResult | null>
  readonly found: ComputedRef<readonly Found[]>
  readonly isOpen: Ref<boolean>
  readonly isSearching: Ref<boolean>
  readonly hasFailed: Ref<boolean>
  /** Which of those found the keys are at. */
  readonly at: Ref<number>
  readonly search: () => Promise<void>
  readonly take: (one: Found) => Promise<void>
  readonly pressed: (event: KeyboardEvent) => void
}

export function usePlaceSearch(desk: Desk, issuing: Issuing): PlaceSearch {
  const tree = desk.share(jurisdictions)
  const text = ref('')
  const datum = ref<Datum>('WGS84')
  const result = ref<SearchResult | null>(null)
  const isOpen = ref(false)
  const isSearching = ref(false)
  const hasFailed = ref(false)
  const at = ref(0)
  const found = computed(() => result.value?.found ?? [])

  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  watch(text, () => {
    clearTimeout(timer)
    running?.abort()
    isOpen.value = false
    timer = setTimeout(() => void search(), PAUSE_MS)
  })
  watch(
    issuing.search,
    async (said) => {
      if (said !== '') {
        text.value = said
        // What the watcher above has begun is done at once: a line is whole when it comes.
        await nextTick()
        clearTimeout(timer)
        await search()
        const first = found.value[0]
        if (first !== undefined) {
          await take(first)
        }
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  async function search(): Promise<void> {
    const mine = new AbortController()
    running?.abort()
    running = mine
    isSearching.value = text.value.trim() !== ''
    hasFailed.value = false
    const answer = await searchPlaces(desk.api, text.value, mine.signal).catch(() => null)
    if (running !== mine) {
      return
    }
    isSearching.value = false
    result.value = answer
    at.value = 0
    isOpen.value = text.value.trim() !== ''
  }

  async function take(one: Found): Promise<void> {
    const chosen = await choose(desk.api, tree, one, datum.value)
    hasFailed.value = chosen === null
    if (chosen !== null) {
      isOpen.value = false
      issuing.choose(chosen)
    }
  }

  function pressed(event: KeyboardEvent): void {
    const last = found.value.length - 1
    // Null while an input method composes; Ctrl+Enter sends, and is not this field's.
    switch (keyOf(event)) {
      case 'ArrowDown':
        move(1)
        break
      case 'ArrowUp':
        move(-1)
        break
      case 'Enter': {
        // Takes the place, and never sends.
        const one = found.value[at.value]
        if (isOpen.value && one !== undefined) {
          void take(one)
        }
        break
      }
      case 'Esc':
        if (!isOpen.value) {
          return
        }
        isOpen.value = false
        event.stopPropagation()
        break
      default:
        return
    }
    event.preventDefault()

    function move(by: 1 | -1): void {
      isOpen.value = last >= 0
      at.value = Math.min(last, Math.max(0, at.value + by))
    }
  }

  return { text, datum, result, found, isOpen, isSearching, hasFailed, at, search, take, pressed }
}
