import type { Api } from '../../api/client'
import type { components } from '../../api/generated/dispatch-service'
import { texts } from '../../text'
import { timeOfDay } from '../../text/formats'
import { telephone } from '../../text/distances'
import type { Caller } from './draft'

/** Writes something down about an alert, for the command center. */
export function noteRequest(api: Api, alertId: string, text: string) {
  return api.POST('/api/alerts/{id}/notes', {
    params: { path: { id: alertId }, query: { tasks: false } },
    // The description has the note as it is read for the one that is written.
    body: { text } as components['schemas']['Note'],
  })
}

/** What somebody on the phone has said, with their number. */
export function noteOf({ number, at }: Caller, words: string): string {
  const { t } = texts.global
  const time = timeOfDay(Date.parse(at), Date.parse(at))
  const from = number.trim() === '' ? t('issue.callerUnknown') : telephone(number.trim())
  return words.trim() === ''
    ? t('issue.callerNote', { time, from })
    : t('issue.callerSaid', { time, from, words: words.trim() })
}
