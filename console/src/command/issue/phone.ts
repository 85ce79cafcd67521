import type { Category } from '../../api/events'
import type { components } from '../../api/generated/report-service'
import { noteOf } from './notes'

/** What somebody writes down while the other one is still on the phone. */
export interface PhoneDraft {
  number: string
  words: string
  address: string
  category: Category
  /** When the call came, ISO 8601; empty until something is written. */
  at: string
  sent: { readonly key: string; readonly body: string } | null
}

export function emptyPhoneDraft(): PhoneDraft {
  return { number: '', words: '', address: '', category: 'OTHER', at: '', sent: null }
}

/** Longer a report's text cannot be, with who has rung up. */
export const LONGEST_WORDS = 3_800

/** As a report: what was said, and below it who has rung up and when. */
export function reportRequest(draft: PhoneDraft): components['schemas']['SubmitRequest'] | null {
  const words = draft.words.trim()
  if (words === '') {
    return null
  }
  const address = draft.address.trim()
  return {
    category: draft.category,
    text: `${words}\n${noteOf(draft, '')}`,
    ...(address === '' ? {} : { address }),
  }
}
