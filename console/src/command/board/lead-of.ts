import { isOver } from './alert-steps'
import { knownEntry, type AlertDetail } from './entries'

/** Who leads an alert; of one that is over, who led it last: the lead itself ends with the alert. */
export function leadOf({ alert, timeline }: AlertDetail): { readonly name: string } | undefined {
  if (alert.lead !== undefined || !isOver(alert)) {
    return alert.lead
  }
  for (const entry of [...timeline].reverse()) {
    const known = knownEntry(entry)
    if (known?.type === 'alert.lead-taken.v1') {
      return { name: known.event.name }
    }
  }
  return undefined
}
