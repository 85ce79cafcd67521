import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { goldenEvent } from '../../stream/golden'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { forgetUndos } from '../../ui/undo'
import { NOON, OFFICER, Services, testDesk, type TestDesk } from '../issue/services'
import { waitingPrefill } from '../issue/prefill'
import { go, place } from '../place'
import ReportQueue from './ReportQueue.vue'

const ID = '017f7bb0-97c0-7001-8007-9e3779b97f4b'
const OTHER = '017f7bb0-97c0-7001-8007-9e3779b97f4c'

let services: Services
let at: TestDesk
let page: VueWrapper

function ago(seconds: number): string {
  return new Date(NOON - seconds * 1_000).toISOString()
}

function view(id = ID, part: object = {}) {
  return {
    id,
    status: 'SUBMITTED',
    category: 'FIRE_HAZARD',
    jurisdiction: '320371003209',
    text: 'smoke from the bike shed <script>alert(1)</script>',
    address: 'behind the clinic',
    location: { latitude: 34.2909, longitude: 117.3311, crs: 'WGS84' },
    submittedAt: ago(130),
    submittedBy: 'resident-zhu',
    additions: [],
    nearby: [],
    version: 1,
    ...part,
  }
}

function mine() {
  return { account: OFFICER.subject, name: OFFICER.name, since: new Date(at.clock.value).toISOString() }
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  ;(document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  await flushPromises()
}

async function pass(seconds: number): Promise<void> {
  at.clock.value += seconds * 1_000
  await flushPromises()
}

beforeEach(() => {
  speak('en')
  forgetDrafts()
  forgetUndos()
  waitingPrefill.value = null
  go({ page: 'command', alert: '', report: '', doing: '' })
  services = new Services()
  vi.stubGlobal('fetch', services.fetch)
  services.on(`GET /api/reports/${ID}`, view())
  services.on(`POST /api/reports/${ID}/claim`, () => Response.json(mine()))
  services.on(`DELETE /api/reports/${ID}/claim`, () => new Response(null, { status: 204 }))
  services.on('GET /api/jurisdictions/320371003209', {
    code: '320371003209',
    name: 'Xizhu',
    level: 'VILLAGE',
    version: 1,
    location: { latitude: 34.29, longitude: 117.33, crs: 'WGS84' },
  })
  at = testDesk()
})

afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
})

describe('the list of reports', () => {
  async function open(...items: object[]): Promise<void> {
    services.on('GET /api/reports', { items })
    at = testDesk()
    page = mount(ReportQueue, { global: at.global, attachTo: document.body })
    await flushPromises()
  }

  function shown(): string[] {
    return page.findAll('[data-report]').map((row) => row.attributes('data-report')?.slice(-1) ?? '')
  }

  it('has whoever waits longest first, with a clock that says when it is overdue', async () => {
    await open(view(ID), view(OTHER, { submittedAt: ago(301), category: 'BRAWL' }))
    expect(shown()).toEqual(['c', 'b'])
    expect(page.get('h2').text()).toContain('2 waiting')
    const [first, second] = page.findAll('[data-report]')
    expect(first?.attributes('data-level')).toBe('over')
    expect(first?.text()).toContain('5:01')
    expect(first?.text()).toContain('OVERDUE')
    expect(second?.text()).toContain('2:10')
    expect(second?.get('button').attributes('aria-label')).toBe('fire hazard, behind the clinic, waits 2 min')
    await pass(110)
    expect(second?.attributes('data-level')).toBe('soon')
  })

  it('says that there are none, in both languages', async () => {
    await open()
    expect(page.text()).toContain('No reports waiting.')
    speak('zh-CN')
    await nextTick()
    expect(page.text()).toContain('暂无待研判信息。')
  })

  it('says that it could not be read, and lets nobody wait; nor who may not see them hope', async () => {
    services.refuse('GET /api/reports', 503)
    at = testDesk()
    page = mount(ReportQueue, { global: at.global, attachTo: document.body })
    await flushPromises()
    expect(page.text()).toContain('could not be read')
    services.refuse('GET /api/reports', 403)
    await page.get('button').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('Your role may not see reports.')
    expect(page.text()).not.toContain('No reports waiting')
  })

  it('says of what one decides oneself that one has it, and all of what it may have to cut', async () => {
    await open(view(ID, { claim: { account: OFFICER.subject, name: 'Me', since: ago(12) } }))
    const row = page.get('[data-report] button')
    expect(row.attributes('aria-label')).toMatch(/, you have it$/)
    expect(row.attributes('title')).toBe('fire hazard: behind the clinic')
    expect(row.get('.where').element.parentElement).toBe(row.element)
  })

  it('opens a report, and names who decides', async () => {
    await open(view(ID, { claim: { account: 'li.officer', name: 'Li', since: ago(12) } }))
    expect(page.get('[data-report]').text()).toContain('Li')
    expect(page.get('[data-report] button').attributes('aria-label')).toContain('Li decides')
    await page.get('[data-report] button').trigger('click')
    expect(place.report).toBe(ID)
    await nextTick()
    expect(page.get('[data-report] button').attributes('aria-current')).toBe('true')
  })

  it('stands still under the pointer and the focus, until somebody wants the new ones', async () => {
    await open(view(ID))
    await page.get('ol').trigger('pointerenter')
    const submitted = goldenEvent('report.submitted.v1', 1, {
      topic: 'report.events',
      key: OTHER,
      eventId: 'new',
    })
    at.hear({ ...submitted, event: { ...submitted.event, reportId: OTHER } })
    at.hear(goldenEvent('report.answered.v1', 2, { topic: 'report.events', key: ID, eventId: 'gone' }))
    await nextTick()
    expect(shown()).toEqual(['b'])
    expect(page.get('[data-report]').text()).toContain('decided')
    page.get<HTMLElement>('[data-report] button').element.focus()
    await page.get('ol').trigger('pointerleave')
    expect(shown()).toEqual(['b'])
    await press('.')
    expect(shown()).toEqual(['c'])
  })

  it('is walked through by J and K', async () => {
    await open(view(ID), view(OTHER))
    const buttons = page.findAll<HTMLElement>('[data-report] button')
    buttons[0]?.element.focus()
    await press('j')
    expect(document.activeElement).toBe(buttons[1]?.element)
    await press('ArrowUp')
    expect(document.activeElement).toBe(buttons[0]?.element)
  })
})
