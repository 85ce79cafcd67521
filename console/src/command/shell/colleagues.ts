import { computed, type ComputedRef } from 'vue'
import type { DeskView } from '../../api/desks'
import { useDesk, type Desk } from '../desk'
import { deskId } from './desk-id'
import { openDesks } from './open-desks'

export interface Colleagues {
  /** The other desks of the scope that are open now, by name. */
  readonly others: ComputedRef<readonly DeskView[]>
  /** Who looks at an alert or a report at this moment, at other desks. */
  readonly lookingAt: (id: string) => readonly DeskView[]
}

export function useColleagues(): Colleagues {
  return useDesk().share(colleagues)
}

export function colleagues(desk: Desk): Colleagues {
  const { presence } = desk.share(openDesks)
  const others = computed(() =>
    [...presence.value.desks.values()]
      .filter((other) => other.deskId !== deskId())
      .sort((one, other) => one.name.localeCompare(other.name)),
  )
  return {
    others,
    lookingAt: (id) => others.value.filter((other) => other.alertId === id || other.reportId === id),
  }
}
