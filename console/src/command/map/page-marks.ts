import type { Priority } from '../../alarm/alarm'
import { toWgs84, type Coordinates } from '../../map/datum'
import type { Coming, Mark } from '../../map/marks'
import type { AlertRow } from '../../stream/alerts'
import type { AlertDetail, TaskState } from '../board/entries'
import type { Picked } from '../issue/where'
import type { ReportRow } from '../triage/reports'

const COMING: Readonly<Partial<Record<TaskState, Coming>>> = {
  ACKNOWLEDGED: 'comes',
  EN_ROUTE: 'comes',
  ON_SCENE: 'there',
  OFFERED: 'asked',
  STANDBY: 'asked',
  UNREACHED: 'unreached',
}

/** Where a team is, as far as is known. */
export interface TeamPlace {
  readonly place: Coordinates
  /** How far off it may be, in metres. */
  readonly within: number
}

export interface OnPage {
  readonly alerts: readonly AlertRow[]
  readonly reports: readonly ReportRow[]
  /** Of the alert that is looked at. */
  readonly detail: AlertDetail | null
  readonly openedAlert: string
  readonly openedReport: string
  readonly alarmOf: (alertId: string) => Priority | null
  readonly picked: Picked | null
  readonly teamPlaces: ReadonlyMap<string, TeamPlace>
}

/** All that the page has to show on a map, in WGS-84. */
export function marksOf(page: OnPage): readonly Mark[] {
  return [...reportsOf(page), ...alertsOf(page), ...openedOf(page), ...pickedOf(page)]
}

function reportsOf({ reports, openedReport }: OnPage): Mark[] {
  return reports.flatMap(({ id, location, text, submittedAt }) =>
    location === null
      ? []
      : [
          {
            kind: 'report',
            id,
            place: location,
            name: text,
            isOpened: id === openedReport,
            since: Date.parse(submittedAt),
          },
        ],
  )
}

function alertsOf({ alerts, detail, openedAlert, alarmOf }: OnPage): Mark[] {
  const mark = (
    alert: Pick<AlertRow, 'id' | 'headline' | 'wave' | 'issuedAt'>,
    number: number | null,
    place: Coordinates,
  ): Mark => ({
    kind: 'alert',
    id: alert.id,
    place,
    label: number === null ? '' : String(number),
    name: alert.headline,
    wave: alert.wave,
    isOpened: alert.id === openedAlert,
    alarm: alarmOf(alert.id),
    since: Date.parse(alert.issuedAt),
  })
  // One that is over, or a guest's, is on the map while somebody looks at it.
  const opened = detail === null || alerts.some(({ id }) => id === detail.alert.id) ? null : detail.alert
  return [
    ...alerts.map((alert) => mark(alert, alert.number, alert.location)),
    ...(opened === null ? [] : [mark(opened, opened.number ?? null, opened.location)]),
  ]
}

function openedOf({ detail, teamPlaces }: OnPage): Mark[] {
  if (detail === null) {
    return []
  }
  const { alert, tasks, timeline } = detail
  const waves = timeline.flatMap(({ type, event }): Mark[] => {
    const [wave, metres] = [event['wave'], event['radiusMeters']]
    return type.startsWith('wave.opened.') && typeof wave === 'number' && typeof metres === 'number'
      ? [{ kind: 'wave', id: `${alert.id}-${wave}`, place: alert.location, metres, wave }]
      : []
  })
  const teams = tasks.flatMap(({ teamId, teamName, state }): Mark[] => {
    const coming = COMING[state]
    const known = teamPlaces.get(teamId)
    return coming === undefined || known === undefined
      ? []
      : [{ kind: 'team', id: teamId, place: known.place, name: teamName, coming, within: known.within }]
  })
  return [...waves, ...teams]
}

function pickedOf({ picked }: OnPage): Mark[] {
  return picked === null
    ? []
    : [{ kind: 'picked', id: 'picked', place: toWgs84(picked, picked.datum), name: picked.name }]
}
