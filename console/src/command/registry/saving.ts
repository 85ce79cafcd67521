import { shallowRef, type ShallowRef } from 'vue'
import type { Problem, Sent } from '../../api/send'
import { useSending, type Sending } from '../../ui/sending'

/** What stands between somebody's text and its being saved. */
export type Trouble =
  | { readonly kind: 'none' }
  /** Another desk has changed it since it was read; what is typed is kept. */
  | { readonly kind: 'conflict'; readonly fields: readonly string[] }
  /** It is not there any more; what is typed is kept. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }

export interface FieldError {
  readonly field: string
  readonly message: string
}

export interface Saving<Row> {
  readonly sending: Sending
  readonly trouble: ShallowRef<Trouble>
  /** Null where it was not saved. */
  readonly save: (request: Parameters<Sending['send']>[0]) => Promise<Row | null>
  readonly clear: () => void
}

/**
 * Saves an entry by the version that was read, so that nobody's change is lost unseen.
 *
 * @param changedFields reads it anew, and says in what it differs from what was read before
 */
export function useSaving<Row>(changedFields: () => Promise<readonly string[]>): Saving<Row> {
  const sending = useSending()
  const trouble = shallowRef<Trouble>({ kind: 'none' })

  async function save(request: Parameters<Sending['send']>[0]): Promise<Row | null> {
    trouble.value = { kind: 'none' }
    const sent = (await sending.send(request)) as Sent<Row>
    if (sent.kind === 'done') {
      return sent.answer
    }
    const { status, problem } = sent
    if (status === 409 && problem['reason'] === 'OTHER_VERSION') {
      trouble.value = { kind: 'conflict', fields: await changedFields() }
    } else if (status === 404 || problem['reason'] === 'ERASED') {
      trouble.value = { kind: 'gone' }
    } else if (fieldErrors(problem).length > 0) {
      trouble.value = { kind: 'invalid', errors: fieldErrors(problem) }
    }
    return null
  }

  return {
    sending,
    trouble,
    save,
    clear: () => {
      trouble.value = { kind: 'none' }
      sending.clear()
    },
  }
}

export function fieldErrors(problem: Problem): readonly FieldError[] {
  const errors = Array.isArray(problem['errors']) ? (problem['errors'] as unknown[]) : []
  return errors.flatMap((error) => {
    const { field, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
      string,
      unknown
    >
    return typeof message === 'string' ? [{ field: typeof field === 'string' ? field : '', message }] : []
  })
}

/** The names of the fields in which two drafts of one thing differ. */
export function differences<Draft extends object>(
  one: Draft,
  other: Draft,
): readonly (keyof Draft & string)[] {
  return (Object.keys(one) as (keyof Draft & string)[]).filter(
    (field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]),
  )
}

/** An id that nobody else has: what is sent again under it is made once. */
export function freshId(): string {
  return crypto.randomUUID()
}

/** Of something new: there is one of that id already, which can only be what was sent before without an answer. */
export function isMadeAlready(sent: { readonly status: number; readonly problem: Problem }): boolean {
  return sent.status === 409 && sent.problem['reason'] === 'EXISTS'
}
