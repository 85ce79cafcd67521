import { computed, type ComputedRef } from 'vue'
import { useAlarms } from '../alarm/alarms'
import type { Priority } from './row-order'

/** Of an alert's alarm, the highest that stands. */
export function usePriorities(): ComputedRef<(id: string) => Priority | undefined> {
  const alarms = useAlarms()
  return computed(() => {
    // What an alert's alarm is follows from those that are shown.
    const shown = new Set(alarms.shown.value.map(({ alertId }) => alertId))
    return (id: string) => {
      const alarm = shown.has(id) ? alarms.ofAlert(id) : undefined
      return alarm === undefined || alarm.goneAt !== null ? undefined : alarm.priority
    }
  })
}
