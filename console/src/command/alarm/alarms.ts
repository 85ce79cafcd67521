import { computed, type ComputedRef } from 'vue'
import type { Alarm as Standing } from '../../alarm/alarm'

export interface Alarm extends Omit<Standing, 'priority'> {
  readonly priority: 'HIGH' | 'MEDIUM' | 'LOW'
  readonly raisedAt: string
}

export function useAlarms(): {
  readonly shown: ComputedRef<readonly Alarm[]>
  readonly ofAlert: (id: string) => Alarm | undefined
} {
  return { shown: computed(() => []), ofAlert: () => undefined }
}
