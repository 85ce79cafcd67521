import { computed, shallowRef, type ComputedRef } from 'vue'
import { deskChanged, deskGone, desksKnown, NOBODY_PRESENT, type Presence } from '../../alarm/presence'
import { deskOf, listDesks, type DeskView } from '../../api/desks'
import type { Desk } from '../desk'

export interface OpenDesks {
  /** This desk is one of them. */
  readonly presence: ComputedRef<Presence<DeskView>>
  /** Whether the last reading had no answer; the stream goes on telling. */
  readonly hasFailed: ComputedRef<boolean>
  readonly reload: () => Promise<void>
}

type Said = NonNullable<ReturnType<typeof deskOf>>

/**
 * For `desk.share`: the desks of the scope that are open, as read once and told by the stream since. Who looks where,
 * whose lead is gone, who hears an alarm and how many each desk has are all read from here.
 */
export function openDesks(desk: Desk): OpenDesks {
  const presence = shallowRef<Presence<DeskView>>(NOBODY_PRESENT)
  const hasFailed = shallowRef(false)
  /** What the stream says while they are read is newer. */
  let meanwhile: Said[] = []
  let reading = 0

  function put({ deskId, desk: said }: Said): void {
    presence.value =
      said === 'gone' ? deskGone(presence.value, deskId, desk.now.value) : deskChanged(presence.value, said)
  }

  async function reload(): Promise<void> {
    const mine = ++reading
    meanwhile = []
    const desks = await listDesks(desk.api)
    if (mine !== reading) {
      return
    }
    hasFailed.value = desks === null
    if (desks !== null) {
      presence.value = desksKnown(presence.value, desks, desk.now.value)
      meanwhile.forEach(put)
    }
    meanwhile = []
  }

  desk.follow({
    events: (events) => {
      for (const event of events) {
        const said = deskOf(event)
        if (said !== null) {
          meanwhile.push(said)
          put(said)
        }
      }
    },
    restart: () => void reload(),
    clear: () => {
      reading++
      hasFailed.value = false
      presence.value = NOBODY_PRESENT
    },
  })
  return { presence: computed(() => presence.value), hasFailed: computed(() => hasFailed.value), reload }
}
