import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { goldenEvent } from '../../stream/golden'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { forgetUndos, undos } from '../../ui/undo'
import { go, place } from '../place'
import IssueForm from './IssueForm.vue'
import { prefill, waitingPrefill } from './prefill'
import { PAUSE_MS } from './preview'
import { NOON, Services, testDesk, type TestDesk } from './services'
import { picked, pickOnMap } from './where'

const ISSUED = { id: 'alert-1', number: 40317, version: 1 }
const NEARBY = {
  id: 'alert-9',
  number: 40412,
  headline: 'Red e-bike',
  distanceMeters: 310,
  issuedAt: new Date(NOON - 61_000).toISOString(),
  status: 'CALLING',
}
const PREVIEW = {
  picks: [
    {
      wave: 1,
      teamId: 't1',
      teamName: '马庄 1',
      reason: {
        rank: 1,
        distanceMeters: 852,
        etaSeconds: 170,
        from: 'POSITION',
        positionAgeSeconds: 47,
        membersOnDuty: 3,
      },
    },
  ],
  waves: [
    { wave: 1, radiusMeters: 1_500, shortfalls: [{ cause: 'OFF_DUTY', teams: 2 }] },
    { wave: 2, radiusMeters: 3_000, shortfalls: [{ cause: 'ON_OTHER_TASK', teams: 2 }] },
  ],
  shortfalls: [],
  nearby: [],
}

let services: Services
let at: TestDesk
let form: VueWrapper

function open(): void {
  form = mount(IssueForm, { global: at.global, attachTo: document.body })
}

/** Longer than any pause of the form. */
async function pause(milliseconds = PAUSE_MS + 50): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await flushPromises()
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  ;(document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  await nextTick()
}

function field(label: string) {
  const found = form.findAll('label').find((one) => one.text() === label)
  return form.get(`#${found?.attributes('for') ?? 'none'}`)
}

beforeEach(() => {
  vi.useFakeTimers()
  speak('en')
  forgetDrafts()
  forgetUndos()
  go({ page: 'command', alert: '', report: '', doing: 'new' })
  picked.value = null
  waitingPrefill.value = null
  services = new Services()
  vi.stubGlobal('fetch', services.fetch)
  services.on('GET /api/search/jurisdictions', {
    items: [
      {
        code: '320371003209',
        name: 'Xizhu',
        level: 'VILLAGE',
        location: { latitude: 34.292, longitude: 117.339, crs: 'WGS84' },
      },
    ],
  })
  for (const kind of ['teams', 'alerts', 'reports']) {
    services.on(`GET /api/search/${kind}`, { items: [] })
  }
  services.on('GET /api/jurisdictions/320371', { code: '320371', name: 'zone', level: 'COUNTY', version: 1 })
  services.on('POST /api/alerts/preview', PREVIEW)
  services.on('POST /api/alerts', () => Response.json(ISSUED, { status: 201 }))
  at = testDesk()
})

afterEach(() => {
  form.unmount()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('what is typed', () => {
  async function written(): Promise<void> {
    open()
    pickOnMap(34.29, 117.33)
    ;(document.activeElement as HTMLElement).blur()
    await press('2')
    await field('Headline').setValue('Brawl at the shop')
    await pause()
  }

  it('survives a reload', async () => {
    await written()
    form.unmount()
    at = testDesk()
    open()
    await pause()
    expect((field('Headline').element as HTMLInputElement).value).toBe('Brawl at the shop')
    expect(form.get('[data-chosen]').text()).toContain('34.29000, 117.33000 WGS-84')
    expect(picked.value).toMatchObject({ latitude: 34.29 })
  })

  it('is sent under one number until it is known what became of it, also over a reload', async () => {
    await written()
    services.refuse('POST /api/alerts', 503)
    await press('Enter', { ctrlKey: true })
    await pause(1_500)
    expect(form.get('[data-sent]').text()).toContain('No answer yet')
    form.unmount()
    at = testDesk()
    open()
    await pause()
    await press('Enter', { ctrlKey: true })
    await pause(3_000)
    const keys = services.of('POST', '/api/alerts').map(({ key }) => key)
    expect(keys.length).toBeGreaterThan(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('is kept where it was refused, and the field is named', async () => {
    await written()
    services.refuse('POST /api/alerts', 400, {
      type: '/problems/validation',
      detail: 'headline is too long.',
      errors: [
        { field: 'headline', message: 'is too long' },
        { field: 'location', message: 'is 90 km away; send outside: true if it is meant' },
      ],
    })
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    expect(form.get('.foot').text()).toContain('Headline: is too long')
    expect(field('Headline').attributes('aria-invalid')).toBe('true')
    expect(form.text()).toContain('more than 20 km')
    expect((field('Headline').element as HTMLInputElement).value).toBe('Brawl at the shop')
    services.on('POST /api/alerts', () => Response.json(ISSUED, { status: 201 }))
    await form
      .findAll('label')
      .find((one) => one.text() === 'It is meant all the same')
      ?.get('input')
      .setValue(true)
    expect(form.find('[data-sent]').exists()).toBe(false)
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    const [first, second] = services.of('POST', '/api/alerts')
    expect(second?.body).toMatchObject({ outside: true })
    expect(second?.key).not.toBe(first?.key)
  })

  it('is put aside for a line of the palette, and can be taken back', async () => {
    await written()
    prefill({ search: 'xizhu', category: 'THEFT', teams: 2 })
    await pause()
    expect(form.get('[data-chosen]').text()).toContain('Xizhu')
    expect((field('How many').element as HTMLInputElement).value).toBe('2')
    expect((field('Headline').element as HTMLInputElement).value).toBe('Xizhu: theft')
    undos.value[0]?.takeBack()
    await nextTick()
    expect((field('Headline').element as HTMLInputElement).value).toBe('Brawl at the shop')
  })

  it('leaves nothing to somebody else', async () => {
    await written()
    at.tell({
      kind: 'session',
      session: { subject: 'li', name: 'Li', roles: [], jurisdiction: '3203', expiresAt: '' },
    })
    await nextTick()
    expect((field('Headline').element as HTMLInputElement).value).toBe('')
    expect(form.get('[data-chosen]').text()).toContain('No place yet')
  })
})

describe('an alert from a report', () => {
  const REPORT = '017f7bb0-97c0-7001-8007-9e3779b97f4b'

  function fromReport(): void {
    prefill({
      report: REPORT,
      place: { latitude: 34.29, longitude: 117.33, datum: 'WGS84', name: 'shop' },
      jurisdiction: '320371003209',
      jurisdictionName: 'Xizhu',
      address: 'shop',
      category: 'THEFT',
      description: 'stolen',
    })
    open()
  }

  it('is a decision on it, and opens as soon as it is there', async () => {
    services.on(`POST /api/reports/${REPORT}/triage`, { id: REPORT, status: 'ALERT_REQUESTED' })
    fromReport()
    await pause()
    expect(form.get('h2').text()).toBe('Alert from a report')
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    expect(services.of('POST', `/api/reports/${REPORT}/triage`)[0]?.body).toMatchObject({
      decision: 'ALERT',
      headline: 'shop: theft',
      description: 'stolen',
    })
    expect(place.doing).toBe('new')
    at.hear(goldenEvent('report.alert-linked.v1', 3, { topic: 'report.events', key: REPORT }))
    await flushPromises()
    expect(place).toMatchObject({ alert: '017f7bb1-772e-7003-8015-daa66d2c7de1', report: '', doing: '' })
    expect(services.of('POST', '/api/alerts')).toEqual([])
  })

  it('is looked for where the stream does not tell of it in time', async () => {
    services.on(`POST /api/reports/${REPORT}/triage`, { id: REPORT, status: 'ALERT_REQUESTED' })
    services.on(`GET /api/reports/${REPORT}`, { id: REPORT, status: 'ALERTED', alertId: 'alert-7' })
    fromReport()
    await pause()
    await press('Enter', { ctrlKey: true })
    await pause(6_000)
    expect(place).toMatchObject({ alert: 'alert-7', doing: '' })
  })

  it('tells what the first did where somebody was faster, and keeps the text', async () => {
    services.refuse(`POST /api/reports/${REPORT}/triage`, 409, {
      type: '/problems/already-triaged',
      detail: 'Another decision has been taken: it is ANSWERED.',
    })
    services.on(`GET /api/reports/${REPORT}`, {
      id: REPORT,
      status: 'ANSWERED',
      answer: 'It was towed',
      triagedBy: 'li.officer',
      triagedAt: new Date(NOON - 8_000).toISOString(),
    })
    fromReport()
    await pause()
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    expect(form.get('[data-conflict]').text()).toBe(
      'li.officer answered it 0:08 ago: It was towed Your text is kept.',
    )
    expect((field('Description').element as HTMLTextAreaElement).value).toBe('stolen')
  })

  it('links the report to the one that runs instead', async () => {
    services.on('POST /api/alerts/preview', { ...PREVIEW, nearby: [NEARBY] })
    services.on(`POST /api/reports/${REPORT}/triage`, { id: REPORT, status: 'LINKED', alertId: 'alert-9' })
    fromReport()
    await pause()
    ;(document.activeElement as HTMLElement).blur()
    await press('L')
    await flushPromises()
    expect(services.of('POST', `/api/reports/${REPORT}/triage`)[0]?.body).toEqual({
      decision: 'LINK',
      alert: 'alert-9',
    })
    expect(place.alert).toBe('alert-9')
  })

  it('goes on where it was when it is opened again', async () => {
    fromReport()
    await field('Description').setValue('stolen, a child’s seat on it')
    go({ doing: '' })
    form.unmount()
    fromReport()
    await pause()
    expect((field('Description').element as HTMLTextAreaElement).value).toBe('stolen, a child’s seat on it')
  })
})
