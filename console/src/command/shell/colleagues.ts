import { computed, shallowRef, type ComputedRef } from 'vue'
import { deskOf, listDesks, type DeskView } from '../../api/desks'
import type { StreamEvent } from '../../api/events'
import { useDesk, type Desk } from '../desk'
import { deskId } from './desk-id'

export interface Colleagues {
  /** The other desks of the scope that are open now, by name. */
  readonly others: ComputedRef<readonly DeskView[]>
  /** Who looks at an alert or a report at this moment, at other desks. */
  readonly lookingAt: (id: string) => readonly DeskView[]
}

export function useColleagues(): Colleagues {
  return useDesk().share(colleagues)
}

export function colleagues({ api, follow }: Desk): Colleagues {
  const desks = shallowRef<ReadonlyMap<string, DeskView>>(new Map())
  const others = computed(() =>
    [...desks.value.values()]
      .filter((desk) => desk.deskId !== deskId())
      .sort((one, other) => one.name.localeCompare(other.name)),
  )
  let filling = 0

  async function fill(): Promise<void> {
    const mine = ++filling
    // What the stream says meanwhile is newer.
    const told = new Map<string, DeskView | 'gone'>()
    during = told
    const list = await listDesks(api)
    if (mine !== filling) {
      return
    }
    during = null
    if (list !== null) {
      const next = new Map(list.map((desk) => [desk.deskId, desk]))
      told.forEach((desk, id) => {
        put(next, id, desk)
      })
      desks.value = next
    }
  }
  let during: Map<string, DeskView | 'gone'> | null = null

  function take(events: readonly StreamEvent[]): void {
    const next = new Map(desks.value)
    let isChanged = false
    for (const event of events) {
      const said = deskOf(event)
      if (said !== null) {
        put(next, said.deskId, said.desk)
        during?.set(said.deskId, said.desk)
        isChanged = true
      }
    }
    if (isChanged) {
      desks.value = next
    }
  }

  follow({
    events: take,
    restart: () => {
      void fill()
    },
    clear: () => {
      filling++
      desks.value = new Map()
    },
  })
  return {
    others,
    lookingAt: (id) => others.value.filter((desk) => desk.alertId === id || desk.reportId === id),
  }
}

function put(desks: Map<string, DeskView>, id: string, desk: DeskView | 'gone'): void {
  if (desk === 'gone') {
    desks.delete(id)
  } else {
    desks.set(id, desk)
  }
}
