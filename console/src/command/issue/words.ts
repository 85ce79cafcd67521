import type { Severity } from '../../api/events'
import type { Problem } from '../../api/send'
import { currentLanguage, texts } from '../../text'
import { distance } from '../../text/distances'
import type { Direction } from './geometry'
import type { Preview } from './preview'

type Shortfall = Preview['shortfalls'][number]

export const SEVERITY_TEXT: Readonly<Record<Severity, string>> = {
  EXTREME: 'issue.severityExtreme',
  SEVERE: 'issue.severitySevere',
  MODERATE: 'issue.severityModerate',
  MINOR: 'issue.severityMinor',
}

const CAUSE_TEXT: Readonly<Record<Shortfall['cause'], string>> = {
  NOBODY_IN_RADIUS: 'issue.causeNobody',
  OFF_DUTY: 'issue.causeOffDuty',
  ON_OTHER_TASK: 'issue.causeBusy',
  POSITION_STALE: 'issue.causeStale',
  CAPABILITY_MISSING: 'issue.causeCapability',
  ALREADY_CALLED: 'issue.causeCalled',
  SAME_PEOPLE: 'issue.causeSamePeople',
}

export const DIRECTION_TEXT: Readonly<Record<Direction, string>> = {
  N: 'issue.north',
  NE: 'issue.northEast',
  E: 'issue.east',
  SE: 'issue.southEast',
  S: 'issue.south',
  SW: 'issue.southWest',
  W: 'issue.west',
  NW: 'issue.northWest',
}

/** What a field of the request is called on the page. */
const FIELD_TEXT: Readonly<Record<string, string>> = {
  category: 'issue.what',
  severity: 'issue.severity',
  headline: 'issue.headline',
  description: 'issue.description',
  location: 'issue.where',
  address: 'issue.address',
  jurisdiction: 'issue.jurisdiction',
  teamsNeeded: 'issue.needed',
  peopleNeeded: 'issue.needed',
  text: 'issue.phoneWords',
}

/** Why teams are missing, each cause with its number: "2 busy, 1 off duty". */
export function causesOf(shortfalls: readonly Shortfall[]): string {
  const { t } = texts.global
  return listed(
    shortfalls.filter(({ teams }) => teams > 0).map(({ cause, teams }) => t(CAUSE_TEXT[cause], { teams })),
  )
}

/** One after the other, as the page's language parts them. */
export function listed(some: readonly string[]): string {
  return some.join(currentLanguage() === 'en' ? ', ' : '\uff0c')
}

/** Of a wave that calls nobody: within which radius, and why. */
export function nobodySentence(radiusMetres: number, shortfalls: readonly Shortfall[]): string {
  const { t } = texts.global
  // That there are none is what the sentence says already.
  const causes = causesOf(shortfalls.filter(({ cause }) => cause !== 'NOBODY_IN_RADIUS'))
  const where = { distance: distance(radiusMetres) }
  return causes === '' ? t('issue.nobody', where) : t('issue.nobodyFor', { ...where, causes })
}

/** What is short of all that would be called at once, and why; empty when nothing is. */
export function shortSentence({ picks, waves, shortfalls, escalatedTo }: Preview): string {
  const { t } = texts.global
  if (escalatedTo !== undefined) {
    return t('issue.escalates', { code: escalatedTo })
  }
  const last = waves.at(-1)
  if (picks.length === 0 && last !== undefined) {
    return nobodySentence(last.radiusMeters, shortfalls)
  }
  return shortfalls.length === 0 ? '' : t('issue.short', { causes: causesOf(shortfalls) })
}

/** What is wrong with a field of what was sent. */
export interface FieldError {
  /** As the page calls it. */
  readonly label: string
  readonly field: string
  readonly message: string
  /** That the place is far away: it may be meant. */
  readonly isFar: boolean
}

export function fieldErrors(problem: Problem): readonly FieldError[] {
  const errors = problem['errors']
  if (!Array.isArray(errors)) {
    return []
  }
  return errors.flatMap((error: unknown) => {
    const { field, message } = (error ?? {}) as Record<string, unknown>
    if (typeof field !== 'string' || typeof message !== 'string') {
      return []
    }
    const top = field.split('.')[0] ?? field
    const key = FIELD_TEXT[top]
    return [
      {
        label: key === undefined ? field : texts.global.t(key),
        field: top,
        message,
        isFar: top === 'location' && message.includes('outside'),
      },
    ]
  })
}
