import { onScopeDispose, watch } from 'vue'
import { closeDesk, sayDesk, type DeskSays } from '../../api/desks'
import type { Desk } from '../desk'
import { useAlarms } from '../alarm/alarms'
import { place } from '../place'
import { AlarmTally } from './alarm-tally'
import { deskId } from './desk-id'

/** The desk is gone for its colleagues after a minute without a word. */
const EACH_MS = 20_000

/** Who goes through a list with the arrow keys does not look at each. */
const SETTLED_MS = 500

/**
 * Tells the colleagues that somebody is at this desk, and what is looked at: by one of the windows, at the stream's
 * beats, as hidden windows' own clocks are slowed.
 */
export function tellColleagues(desk: Desk): void {
  const tally = new AlarmTally()
  const { shown } = useAlarms()
  let speaks = false
  let saidAt = 0
  let settling: ReturnType<typeof setTimeout> | undefined

  watch(shown, (now) => {
    tally.see(now, desk.now.value)
  })

  function mayTell(): boolean {
    return desk.who.session !== null && desk.who.signedOut === null && desk.stream.value.link !== 'refused'
  }

  function tell(): void {
    clearTimeout(settling)
    if (!mayTell()) {
      return
    }
    saidAt = Date.now()
    const says: DeskSays = {
      ...(place.alert === '' ? {} : { alertId: place.alert }),
      ...(place.report === '' ? {} : { reportId: place.report }),
      sound: desk.windows.value.isHeard,
      alarms: tally.raised(desk.now.value),
    }
    void sayDesk(desk.api, deskId(), says)
  }

  desk.follow({
    beat: (speaksNow) => {
      const isNew = speaksNow && !speaks
      speaks = speaksNow
      // A tenth earlier, so that no beat is missed by a moment.
      if (speaks && (isNew || Date.now() - saidAt >= EACH_MS * 0.9)) {
        tell()
      }
    },
  })
  watch([() => place.alert, () => place.report, () => desk.windows.value.isHeard], () => {
    clearTimeout(settling)
    if (speaks) {
      settling = setTimeout(tell, SETTLED_MS)
    }
  })

  function close(): void {
    if (desk.windows.value.isLast && speaks && mayTell()) {
      void closeDesk(deskId())
    }
  }
  window.addEventListener('pagehide', close)
  onScopeDispose(() => {
    clearTimeout(settling)
    window.removeEventListener('pagehide', close)
  })
}
