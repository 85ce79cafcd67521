import { computed, shallowRef, watch, type ShallowRef } from 'vue'
import type { Alarm } from '../../alarm/alarm'
import { ownAlarms } from '../../alarm/own'
import { openDesks } from '../shell/open-desks'
import { useWaitingReports } from '../triage/waiting-reports'
import type { Desk } from '../desk'

/**
 * What this page finds by itself. Changes only when something begins or ends, and not with each second.
 *
 * @param known what the service has raised
 */
export function ownFindings(desk: Desk, known: () => Iterable<Alarm>): ShallowRef<readonly Alarm[]> {
  const { presence } = desk.share(openDesks)
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
      presence: presence.value,
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
