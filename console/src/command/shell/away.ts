import { shallowRef, watch, type ShallowRef } from 'vue'
import type { StreamEvent } from '../../api/events'
import { useDesk, type Desk } from '../desk'
import { place } from '../place'
import { isAway, lastInputAt } from './idle'

/** What has happened to alerts while nobody looked, until it is looked at. */
export interface Away {
  /**
   * By alert the types of its events, oldest first: a list marks these alerts. Not the events: nobody may be there for
   * hours.
   */
  readonly changes: ShallowRef<ReadonlyMap<string, readonly string[]>>
  /** Since when, by the jurisdiction's clock; null where nothing has happened. */
  readonly since: ShallowRef<number | null>
  readonly see: (alertId: string) => void
  readonly seeAll: () => void
}

export function useAway(): Away {
  return useDesk().share(away)
}

/** For the desk: nobody looks who has touched nothing for a minute, or is on the phone. */
export function away(desk: Desk): Away {
  const changes = shallowRef<ReadonlyMap<string, readonly string[]>>(new Map())
  const since = shallowRef<number | null>(null)

  function seeAll(): void {
    changes.value = new Map()
    since.value = null
  }

  function see(alertId: string): void {
    if (changes.value.has(alertId)) {
      changes.value = new Map([...changes.value].filter(([id]) => id !== alertId))
      if (changes.value.size === 0) {
        since.value = null
      }
    }
  }

  function mark(events: readonly StreamEvent[]): void {
    const now = Date.now()
    const changed = events.filter(isOfAnAlert)
    if (changed.length === 0 || !(isAway(now) || place.doing === 'phone')) {
      return
    }
    const marked = new Map(changes.value)
    for (const { alertId, type } of changed) {
      marked.set(alertId, [...(marked.get(alertId) ?? []), type])
    }
    changes.value = marked
    since.value ??= desk.now.value - (isAway(now) ? now - lastInputAt() : 0)
  }

  desk.follow({ events: mark, clear: seeAll })
  // Whoever opens it has seen it; one that lies open while nobody is there is not seen.
  watch(
    () => place.alert,
    (alertId) => {
      see(alertId)
    },
  )
  return { changes, since, see, seeAll }
}

function isOfAnAlert(event: StreamEvent): event is StreamEvent & { readonly alertId: string } {
  return event.topic === 'dispatch.events' && event.alertId !== undefined
}
