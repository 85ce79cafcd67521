import { texts } from '../../text'
import { announce } from '../../ui/announce'
import type { Desk } from '../desk'

/** What came longer ago is not new to anybody, though the page hears of it only now. */
const NEW_MS = 60_000

/** Tells readers of the screen of new reports, whatever the page shows. */
export function tellNewReports(desk: Desk): void {
  const { t } = texts.global
  desk.follow({
    events: (events) => {
      for (const event of events) {
        if (event.type === 'report.submitted.v1' && desk.now.value - Date.parse(event.at) < NEW_MS) {
          announce(t('triage.new', { category: t(`category.${String(event.event['category'])}`) }))
        }
      }
    },
  })
}
