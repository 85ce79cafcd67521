import { shallowRef, type ShallowRef } from 'vue'

/** How a list stands that is read page by page. */
export type ListState = 'loading' | 'shown' | 'forbidden' | 'failed'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
}

export interface Paged<Item> {
  readonly items: ShallowRef<readonly Item[]>
  readonly state: ShallowRef<ListState>
  /** Whether there is more to be read. */
  readonly hasMore: ShallowRef<boolean>
  /** From the beginning; what is shown stays until the answer is here. */
  readonly reload: () => Promise<void>
  readonly more: () => Promise<void>
}

/** A list of a service, a page at a time: by hand, as some may be long and some reads are recorded. */
export function usePaged<Item>(
  read: (cursor: string | undefined) => Promise<{ data?: unknown; response: Response }>,
): Paged<Item> {
  const items = shallowRef<readonly Item[]>([])
  const state = shallowRef<ListState>('loading')
  const hasMore = shallowRef(false)
  let cursor: string | undefined
  let asked = 0

  async function load(isFirst: boolean): Promise<void> {
    const mine = ++asked
    if (isFirst && state.value !== 'shown') {
      state.value = 'loading'
    }
    const answer = await read(isFirst ? undefined : cursor).catch(() => null)
    if (mine !== asked) {
      return
    }
    if (answer?.data === undefined) {
      state.value = answer?.response.status === 403 ? 'forbidden' : 'failed'
      return
    }
    const page = answer.data as Page<Item>
    items.value = isFirst ? page.items : [...items.value, ...page.items]
    cursor = page.nextCursor
    hasMore.value = cursor !== undefined
    state.value = 'shown'
  }

  return { items, state, hasMore, reload: () => load(true), more: () => load(false) }
}
