/** For tests: a component that does nothing but what it is given. */
import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { texts } from '../../text'
import type { DeskTrial } from '../desk-trial'

export function mountDuty(trial: DeskTrial, setUp: () => void): VueWrapper {
  const duty = defineComponent({
    setup: () => {
      setUp()
      return () => null
    },
  })
  return mount(duty, { global: { plugins: [texts], provide: trial.provide } })
}
