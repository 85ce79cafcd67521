import { computed, type ComputedRef } from 'vue'
import type { TeamSeen } from '../../map/canvas'
import { toWgs84, type Coordinates } from '../../map/datum'
import type { Mark } from '../../map/marks'
import { useAlarms } from '../alarm/alarms'
import { useShownDetail } from '../board/alert-detail'
import type { Desk } from '../desk'
import { picked } from '../issue/where'
import { place } from '../place'
import { useWaitingReports } from '../triage/waiting-reports'
import { marksOf } from './page-marks'
import { useTeamPlaces } from './team-places'

const PRIORITIES = { HIGH: 1, MEDIUM: 2, LOW: 3 } as const

export interface ShownMarks {
  readonly marks: ComputedRef<readonly Mark[]>
  /** From where things are near: what is opened, else what is pointed at, else the view's own. */
  readonly middle: (ofView: Coordinates) => Coordinates
  /** Where the map has seen teams: a picture knows no more of where they are. */
  readonly saw: (seen: readonly TeamSeen[]) => void
}

/** All that the map shows of what this page knows. */
export function useShownMarks(desk: Desk): ShownMarks {
  const { ofAlert } = useAlarms()
  const { reports } = useWaitingReports()
  const detail = useShownDetail(() => place.alert)
  const { places, saw } = useTeamPlaces(desk, () => detail.value)

  // The same for as long as they say the same: what they are of goes on each second, and the map draws what is new.
  const marks = computed((before?: readonly Mark[]) => {
    const now = marksOf({
      alerts: desk.alerts.value ?? [],
      reports: reports.value ?? [],
      detail: detail.value,
      openedAlert: place.alert,
      openedReport: place.report,
      alarmOf: (id) => {
        const alarm = ofAlert(id)
        return alarm === undefined || alarm.goneAt !== null ? null : PRIORITIES[alarm.priority]
      },
      picked: picked.value,
      teamPlaces: places.value,
    })
    return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now
  })
  function middle(ofView: Coordinates): Coordinates {
    const opened = marks.value.find((mark) => 'isOpened' in mark && mark.isOpened)
    if (opened !== undefined) {
      return opened.place
    }
    return picked.value === null ? ofView : toWgs84(picked.value, picked.value.datum)
  }

  return { marks, middle, saw }
}
