import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import { deskOf, listDesks } from '../../api/desks'
import type { Alarm } from '../../alarm/alarm'
import { ownAlarms } from '../../alarm/own'
import { deskChanged, deskGone, desksKnown, NOBODY_PRESENT, type Presence } from '../../alarm/presence'
import { useWaitingReports } from '../triage/waiting-reports'
import type { Desk } from '../desk'

/** Which desks are open in the scope: whose lead is gone, and who hears an alarm. */
export function presence(desk: Desk): ShallowRef<Presence> {
  const present = shallowRef(NOBODY_PRESENT)
  let asked = 0

  desk.follow({
    events: (events) => {
      for (const event of events) {
        const said = deskOf(event)
        if (said !== null) {
          present.value =
            said.desk === 'gone'
              ? deskGone(present.value, said.deskId, desk.now.value)
              : deskChanged(present.value, said.desk)
        }
      }
    },
    restart: () => {
      const mine = ++asked
      void listDesks(desk.api).then((desks) => {
        if (desks !== null && mine === asked) {
          present.value = desksKnown(present.value, desks, desk.now.value)
        }
      })
    },
    clear: () => {
      asked++
      present.value = NOBODY_PRESENT
    },
  })
  return present
}

/**
 * What this page finds by itself. Changes only when something begins or ends, and not with each second.
 *
 * @param known what the service has raised
 */
export function ownFindings(desk: Desk, known: () => Iterable<Alarm>): ShallowRef<readonly Alarm[]> {
  const present = desk.share(presence)
  const { reports } = useWaitingReports()
  const now = computed(() =>
    ownAlarms({
      now: desk.now.value,
      jurisdiction: desk.who.session?.jurisdiction ?? '',
      lostSince: lostSince(desk),
      alerts: (desk.alerts.value ?? []).map(({ id, number, jurisdiction, lead }) => ({
        id,
        number,
        jurisdiction,
        lead: lead === null ? null : { account: lead.account, since: Date.parse(lead.since) },
      })),
      reports: (reports.value ?? []).map(({ id, jurisdiction, submittedAt }) => ({
        id,
        jurisdiction,
        submittedAt: Date.parse(submittedAt),
      })),
      presence: present.value,
      standing: known(),
    }),
  )
  const found = shallowRef<readonly Alarm[]>([])
  watch(
    now,
    (next) => {
      if (signature(next) !== signature(found.value)) {
        found.value = next
      }
    },
    { immediate: true },
  )
  return found
}

function lostSince(desk: Desk): number | null {
  const { link, lostSince: since } = desk.stream.value
  return desk.who.session !== null && desk.who.signedOut === null && link === 'lost' ? since : null
}

function signature(found: readonly Alarm[]): string {
  return found
    .map(({ id, since }) => `${id}@${since}`)
    .sort()
    .join()
}
