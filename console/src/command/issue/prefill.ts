import { shallowRef } from 'vue'
import type { Category, Severity } from '../../api/events'
import { texts } from '../../text'
import { go } from '../place'
import { CATEGORIES, SEVERITIES, type Caller } from './draft'
import { parseLine, type Line, type LineWords } from './line'
import { SEVERITY_TEXT } from './words'
import type { Picked } from './where'

/** What somebody hands over to the form for a new alert; what is absent stays as it is there. */
export interface Prefill {
  /** What the place is looked for by, as if it were typed. */
  readonly search?: string
  readonly place?: Picked
  readonly jurisdiction?: string
  readonly jurisdictionName?: string
  readonly address?: string
  readonly category?: Category
  readonly severity?: Severity
  readonly headline?: string
  readonly description?: string
  readonly teams?: number
  readonly people?: number
  /** The report that the alert is made of. */
  readonly report?: string
  readonly caller?: Caller
}

/** What the form takes over as soon as it is there. */
export const waitingPrefill = shallowRef<Prefill | null>(null)

/** Opens the form for a new alert, with what is known. */
export function prefill(given: Prefill): void {
  waitingPrefill.value = given
  go({ page: 'command', alert: '', report: given.report ?? '', doing: 'new' })
}

/** Whether a line of the palette says an alert, such as `xizhu theft 2`. */
export function readLine(text: string): Line | null {
  return parseLine(text, lineWords())
}

/**
 * Of the palette: a line becomes a new alert.
 *
 * @returns false where it says none
 */
export function prefillLine(text: string): boolean {
  const line = readLine(text)
  if (line === null) {
    return false
  }
  prefill({
    search: line.where,
    category: line.category,
    ...(line.severity === null ? {} : { severity: line.severity }),
    ...(line.teams === null ? {} : { teams: line.teams }),
    ...(line.people === null ? {} : { people: line.people }),
  })
  return true
}

/** Of both languages: whoever reads Chinese may well type English. */
function lineWords(): LineWords {
  const { t } = texts.global
  const inBoth = (key: string): string[] => [t(key, {}, { locale: 'en' }), t(key, {}, { locale: 'zh-CN' })]
  return {
    categories: CATEGORIES.flatMap((category) =>
      inBoth(`category.${category}`).map((word) => [category, word] as const),
    ),
    severities: SEVERITIES.flatMap((severity) =>
      inBoth(SEVERITY_TEXT[severity]).map((word) => [severity, word] as const),
    ),
    teams: inBoth('issue.lineTeams'),
    people: inBoth('issue.linePeople'),
  }
}
