import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { speak, texts } from '../../text'
import type { Preview, PreviewState } from './preview'
import PreviewSum from './PreviewSum.vue'

function pick(teamId: string, distanceMeters: number): Preview['picks'][number] {
  return {
    wave: 1,
    teamId,
    teamName: teamId,
    reason: { rank: 1, distanceMeters, etaSeconds: 60, from: 'BASE', membersOnDuty: 2 },
  }
}

function preview(more: Partial<Preview>): Preview {
  return {
    picks: [],
    shortfalls: [],
    waves: [{ wave: 1, radiusMeters: 1_500, shortfalls: [] }],
    nearby: [],
    ...more,
  }
}

function sumOf(state: PreviewState) {
  return mount(PreviewSum, { props: { state }, global: { plugins: [texts] } })
}

const SHORT: Preview['shortfalls'] = [{ cause: 'ON_OTHER_TASK', teams: 2 }]
const SIX = [900, 180, 400, 600, 700, 800].map((metres, at) => pick(`t${at}`, metres))

describe('the preview in one line', () => {
  beforeEach(() => {
    speak('en')
  })

  it('says how many teams, and how near the nearest is', () => {
    const sum = sumOf({ kind: 'shown', preview: preview({ picks: SIX }), at: 0 })
    expect(sum.text()).toBe('Teams called at once: 6, nearest 180 m.')
    expect(sum.find('.short').exists()).toBe(false)
  })

  it('says what is short in the colour of a warning, all of it under the pointer', () => {
    const sum = sumOf({ kind: 'shown', preview: preview({ picks: SIX, shortfalls: SHORT }), at: 0 })
    expect(sum.get('.short').text()).toBe('Short: 2 busy.')
    expect(sum.attributes('title')).toBe('Teams called at once: 6, nearest 180 m. Short: 2 busy.')
  })

  it('says that nobody would be called, and who is asked instead', () => {
    const nobody = sumOf({ kind: 'shown', preview: preview({ shortfalls: SHORT }), at: 0 })
    expect(nobody.get('.short').text()).toBe('No team to call within 1.5 km: 2 busy.')
    const escalated = sumOf({ kind: 'shown', preview: preview({ escalatedTo: '3203' }), at: 0 })
    expect(escalated.get('.short').text()).toContain('escalated to 3203')
  })

  it('keeps what was known while it asks', () => {
    const before = { preview: preview({ picks: SIX }), at: 0 }
    const words = sumOf({ kind: 'asking', before }).text().replace(/\s+/g, ' ')
    expect(words).toBe('Teams called at once: 6, nearest 180 m. Reckoning …')
    expect(sumOf({ kind: 'asking', before: null }).text()).toBe('Reckoning …')
  })

  it.each<[PreviewState, string]>([
    [{ kind: 'none' }, 'Say where and what'],
    [{ kind: 'away' }, 'No preview now'],
    [{ kind: 'later', seconds: 9 }, 'Again in 9 s'],
    [{ kind: 'refused', status: 403, problem: { detail: 'outside' } }, 'No preview:'],
  ])('says why there is none: %o', (state, words) => {
    expect(sumOf(state).text()).toContain(words)
  })
})
