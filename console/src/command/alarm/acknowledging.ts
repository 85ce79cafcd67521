import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Alarm } from '../../alarm/alarm'
import type { Line } from '../../alarm/lines'
import { texts } from '../../text'
import { announce } from '../../ui/announce'
import { saidOf, type SendingState } from '../../ui/sending'
import { useAlarms } from './alarms'
import { matterOf } from './wording'

export interface Acknowledging {
  /** All alarms of a cause at once: they are one thing to act on. */
  readonly acknowledge: (line: Line) => Promise<void>
  readonly isBusy: ShallowRef<boolean>
  /** What became of the last one, where it is not simply done. */
  readonly said: ComputedRef<string>
}

export function useAcknowledging(): Acknowledging {
  const { acknowledge } = useAlarms()
  const isBusy = shallowRef(false)
  const state = shallowRef<SendingState>({ kind: 'idle' })

  async function all(line: Line): Promise<void> {
    const open = line.alarms.filter((alarm: Alarm) => alarm.acknowledged === null)
    isBusy.value = true
    state.value = { kind: 'sending' }
    const sent = await Promise.all(open.map((alarm) => acknowledge(alarm)))
    isBusy.value = false
    const refused = sent.find((one) => one.kind === 'refused')
    if (refused?.kind === 'refused') {
      state.value = refused
      announce(saidOf(refused), 'result')
    } else {
      state.value = { kind: 'idle' }
      announce(texts.global.t('alarm.acknowledged', { matter: matterOf(line.first) }), 'result')
    }
  }

  return { acknowledge: all, isBusy, said: computed(() => saidOf(state.value)) }
}
