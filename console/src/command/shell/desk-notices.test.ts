import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { speak, texts } from '../../text'
import { keep } from '../../ui/kept'
import { goLive, tryDesk, type DeskTrial } from '../desk-trial'
import DeskNotices from './DeskNotices.vue'

let trial: DeskTrial

beforeEach(() => {
  speak('en')
  keep('notices-read', '')
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ items: [] })))
  trial = tryDesk(Date.parse('2022-03-12T04:00:00Z'))
  goLive(trial)
})

afterEach(() => {
  trial.close()
  keep('notices-read', '')
  vi.unstubAllGlobals()
})

it('what a desk should know of its machine is one line, until somebody has read it there', async () => {
  const global = { plugins: [texts], provide: trial.provide }
  const notices = mount(DeskNotices, { global })
  expect(notices.get('[data-notice=insecure]').text()).toContain('not on HTTPS')
  await notices.get('button').trigger('click')
  expect(notices.find('[data-notices]').exists()).toBe(false)
  expect(mount(DeskNotices, { global }).find('[data-notices]').exists()).toBe(false)
})
