import { shallowRef } from 'vue'
import type { Category } from '../../api/events'

/** What somebody has already said of an alert that is to be issued, in the line of commands or on the phone. */
export interface Prefill {
  readonly category?: Category
  readonly teamsNeeded?: number
  /** Words for the place, to be looked for as if they were typed there. */
  readonly place?: string
  /** Words for what happened. */
  readonly headline?: string
}

const waiting = shallowRef<Prefill | null>(null)

/** For the form that opens next, or that is open. */
export function prefill(given: Prefill): void {
  waiting.value = given
}

/** What waits for the form; null where nothing does. A form that is open watches `prefilled`. */
export const prefilled: Readonly<typeof waiting> = waiting

/** The form takes it, once. */
export function takePrefill(): Prefill | null {
  const given = waiting.value
  waiting.value = null
  return given
}
