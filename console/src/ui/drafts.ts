import { ref, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue'

/**
 * What somebody has typed and not sent: it survives a reload, a session that ends and a conflict, in this window and
 * until it is closed. The one home of people's texts in the browser, and never of two people's at once.
 */
const PREFIX = 'muster.draft.'
const OWNER = 'muster.drafts-of'

export interface Draft<Value> {
  /** For `v-model`, also of its fields. */
  readonly value: Ref<Value>
  /** It was sent, or is not wanted any more. */
  readonly forget: () => void
}

/**
 * @param name of what is typed, with the id of what it is about: `note.<alert>`; where it changes, so does the draft
 * @param empty as long as it is like this, nothing is kept
 */
export function useDraft<Value>(name: MaybeRefOrGetter<string>, empty: () => Value): Draft<Value> {
  const value = ref(read(toValue(name)) ?? empty()) as Ref<Value>

  watch(
    () => toValue(name),
    (now) => {
      value.value = (read(now) as Value | undefined) ?? empty()
    },
    { flush: 'sync' },
  )
  // At once: a reload does not wait for the next tick.
  watch(
    value,
    (typed) => {
      write(toValue(name), JSON.stringify(typed) === JSON.stringify(empty()) ? null : typed)
    },
    { deep: true, flush: 'sync' },
  )
  return {
    value,
    forget: () => {
      value.value = empty()
    },
  }
}

/** Whether anything is typed and not sent. */
export function hasDrafts(): boolean {
  return draftKeys().length > 0
}

/** Of somebody else nothing is left. */
export function draftsBelongTo(subject: string): void {
  withStorage((storage) => {
    if (storage.getItem(OWNER) !== subject) {
      forgetDrafts()
      storage.setItem(OWNER, subject)
    }
  })
}

export function forgetDrafts(): void {
  withStorage((storage) => {
    for (const key of draftKeys()) {
      storage.removeItem(key)
    }
    storage.removeItem(OWNER)
  })
}

function draftKeys(): string[] {
  return withStorage((storage) => Object.keys(storage).filter((key) => key.startsWith(PREFIX))) ?? []
}

function read(name: string): unknown {
  return withStorage((storage) => {
    const kept = storage.getItem(PREFIX + name)
    return kept === null ? undefined : (JSON.parse(kept) as unknown)
  })
}

function write(name: string, typed: unknown): void {
  withStorage((storage) => {
    if (typed === null) {
      storage.removeItem(PREFIX + name)
    } else {
      storage.setItem(PREFIX + name, JSON.stringify(typed))
    }
  })
}

/** A browser that keeps nothing has no drafts. */
function withStorage<Answer>(use: (storage: Storage) => Answer): Answer | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined
  }
}
