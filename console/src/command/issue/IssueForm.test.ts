import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { forgetUndos } from '../../ui/undo'
import { go, place } from '../place'
import IssueForm from './IssueForm.vue'
import { prefill, waitingPrefill } from './prefill'
import { PAUSE_MS } from './preview'
import { NOON, OFFICER, Services, testDesk, type TestDesk } from './services'
import { isPicking, picked, pickOnMap } from './where'

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

describe('a new alert', () => {
  it('has the key of a category between its own button and its word, not before the next one', () => {
    open()
    const [first] = form.findAll('.choices label')
    expect([...(first?.element.children ?? [])].map(({ tagName }) => tagName)).toEqual([
      'INPUT',
      'KBD',
      'SPAN',
    ])
    expect(first?.get('kbd').text()).toBe('1')
  })

  it('is an exercise on a stack for training, and elsewhere where that is chosen', () => {
    const box = () => form.get<HTMLInputElement>('input[type=checkbox]').element
    open()
    expect([box().checked, box().disabled]).toEqual([false, false])
    form.unmount()

    at = testDesk({ ...OFFICER, exercise: true })
    open()
    expect([box().checked, box().disabled]).toEqual([true, true])
  })

  it('takes three actions by the keyboard alone: where, what, send', async () => {
    open()
    expect(document.activeElement?.getAttribute('role')).toBe('combobox')
    await form.get('[role=combobox]').setValue('xizhu')
    await pause()
    expect(form.get('[role=option]').text()).toContain('Xizhu')
    await press('Enter')
    await flushPromises()
    expect(form.get('[data-chosen]').text()).toContain('Xizhu 320371003209')
    ;(document.activeElement as HTMLElement).blur()
    await press('1')
    await pause()
    expect(form.get('[data-preview]').attributes('data-preview')).toBe('shown')
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    const [sent] = services.of('POST', '/api/alerts')
    expect(sent?.body).toMatchObject({
      category: 'THEFT',
      severity: 'MINOR',
      headline: 'Xizhu: theft',
      jurisdiction: '320371003209',
      location: { latitude: 34.292, longitude: 117.339, crs: 'WGS84' },
    })
    expect(sent?.key).toMatch(/^[0-9a-f-]{36}$/)
    expect(place).toMatchObject({ alert: 'alert-1', doing: '' })
  })

  it('goes once where it is known in which jurisdiction it is, also sent before that', async () => {
    let answer: (found: Response) => void = () => undefined
    services.on(
      'GET /api/jurisdictions/320371',
      () =>
        new Promise<Response>((resolve) => {
          answer = resolve
        }),
    )
    open()
    pickOnMap(34.29, 117.33)
    ;(document.activeElement as HTMLElement).blur()
    await press('1')
    await press('Enter', { ctrlKey: true })
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    expect(services.of('POST', '/api/alerts')).toEqual([])
    expect(form.find('.wrong').exists()).toBe(false)
    answer(Response.json({ code: '320371', name: 'zone', level: 'COUNTY', version: 1 }))
    await pause()
    expect(services.of('POST', '/api/alerts')).toHaveLength(1)
    expect(services.of('POST', '/api/alerts')[0]?.body).toMatchObject({ jurisdiction: '320371' })
  })

  it('never goes by Enter, nor while an input method composes', async () => {
    open()
    pickOnMap(34.29, 117.33)
    await press('1')
    await pause()
    for (const label of ['Search a place', 'Address as it was said', 'Headline']) {
      ;(field(label).element as HTMLElement).focus()
      await press('Enter')
      await press('Enter', { ctrlKey: true, isComposing: true })
      await press('2', { isComposing: true })
    }
    await form.get('form').trigger('submit')
    await flushPromises()
    expect(services.of('POST', '/api/alerts')).toEqual([])
  })

  it('has no key that acts while somebody types', async () => {
    open()
    await press('2')
    expect(form.find('input[type=radio]:checked[aria-keyshortcuts]').exists()).toBe(false)
  })

  it('says what is missing when it is to be sent, and sends nothing', async () => {
    open()
    await press('Enter', { ctrlKey: true })
    await nextTick()
    expect(form.get('.foot').text()).toContain('No place yet')
    expect(form.get('.foot').text()).toContain('keys 1 to 8')
    expect(form.get('[role=combobox]').attributes('aria-invalid')).toBe('true')
    expect(services.of('POST', '/api/alerts')).toEqual([])
  })

  it('takes the place that is clicked on the map, in the jurisdiction that it lies in', async () => {
    open()
    expect(isPicking.value).toBe(true)
    pickOnMap(34.29247, 117.33915)
    await flushPromises()
    expect(form.get('[data-chosen]').text()).toContain('34.29247, 117.33915 WGS-84')
    expect(form.get('[data-chosen]').text()).toContain('zone 320371')
    form.unmount()
    expect(isPicking.value).toBe(false)
    expect(picked.value).toBeNull()
    open()
  })

  it('takes typed coordinates with the datum that is said', async () => {
    open()
    await form.get('[role=combobox]').setValue('34.29247, 117.33915')
    await pause()
    await field('Datum of these numbers').setValue('BD09')
    expect(form.get('[role=option]').text()).toContain('BD-09')
    await form.get('[role=option]').trigger('click')
    await flushPromises()
    expect(picked.value).toMatchObject({ datum: 'BD09', latitude: 34.29247 })
  })

  it('proposes its headline from what is said, until somebody writes one', async () => {
    open()
    pickOnMap(34.29, 117.33)
    ;(document.activeElement as HTMLElement).blur()
    await press('5')
    await field('Address as it was said').setValue('the shop')
    const headline = field('Headline').element as HTMLInputElement
    expect(headline.value).toBe('the shop: fire hazard')
    await field('Headline').setValue('Smoke')
    await field('Address as it was said').setValue('the school')
    expect(headline.value).toBe('Smoke')
    await field('Headline').setValue('')
    expect(headline.value).toBe('the school: fire hazard')
  })
})

describe('the preview', () => {
  beforeEach(async () => {
    open()
    pickOnMap(34.29, 117.33)
    ;(document.activeElement as HTMLElement).blur()
    await press('1')
    await pause()
  })

  it('says who, how far, from where, which waves, what is short and why', () => {
    const text = form.get('[data-preview]').text()
    expect(text).toContain('as of 12:00:00')
    expect(text).not.toContain('Teams called')
    expect(form.get('.foot [data-sum]').text()).toBe('Teams called at once: 1, nearest 850 m.')
    expect(form.get('[data-wave="1"]').text()).toContain('马庄 1')
    expect(form.get('[data-wave="1"]').text()).toContain('850 m')
    expect(form.get('[data-wave="1"]').text()).toContain('3 min (12:02)')
    expect(form.get('[data-wave="1"]').text()).toContain('position 0:47 old')
    expect(form.get('[data-wave="1"]').text()).toContain('Short: 2 off duty.')
    expect(form.get('[data-wave="2"]').text()).toBe('No team to call within 3.0 km: 2 busy.')
  })

  it('is not asked for with each letter', async () => {
    expect(services.of('POST', '/api/alerts/preview')).toHaveLength(1)
    await field('Headline').setValue('S')
    await field('Description').setValue('red')
    await pause()
    expect(services.of('POST', '/api/alerts/preview')).toHaveLength(1)
    await field('What is counted').setValue('teams')
    await field('How many').setValue('3')
    await field('How many').trigger('change')
    await pause()
    expect(services.of('POST', '/api/alerts/preview')).toHaveLength(2)
    expect(services.of('POST', '/api/alerts/preview')[1]?.body).toMatchObject({ teamsNeeded: 3 })
  })

  it('that is refused says why, and holds nothing up', async () => {
    services.refuse('POST /api/alerts/preview', 429, {}, { 'Retry-After': '9' })
    await field('What is counted').setValue('people')
    await pause()
    expect(form.get('.foot [data-sum]').text()).toContain('Again in 9 s')
    await press('Enter', { ctrlKey: true })
    await flushPromises()
    expect(services.of('POST', '/api/alerts')).toHaveLength(1)
  })
})

describe('a running alert of the kind nearby', () => {
  beforeEach(() => {
    services.on('POST /api/alerts/preview', { ...PREVIEW, nearby: [NEARBY] })
  })

  it('is asked about first, and opened instead', async () => {
    open()
    pickOnMap(34.29, 117.33)
    ;(document.activeElement as HTMLElement).blur()
    await press('1')
    await pause()
    expect(form.get('[data-nearby]').text()).toContain('No. 40412 Red e-bike')
    expect(form.get('[data-nearby]').text()).toContain('310 m · calling · for 1:01')
    await press('l')
    await flushPromises()
    expect(place).toMatchObject({ alert: 'alert-9', doing: '' })
    expect(services.of('POST', '/api/alerts')).toEqual([])
  })

  it('gets what was said on the phone as a note, with the number', async () => {
    services.on('POST /api/alerts/alert-9/notes', {})
    prefill({
      description: 'a red one',
      place: { latitude: 34.29, longitude: 117.33, datum: 'WGS84', name: '' },
      jurisdiction: '320371',
      jurisdictionName: 'zone',
      category: 'THEFT',
      caller: { number: '13800000000', at: '2022-03-12T03:59:00Z' },
    })
    open()
    await pause()
    ;(document.activeElement as HTMLElement).blur()
    await press('L')
    await flushPromises()
    expect(services.of('POST', '/api/alerts/alert-9/notes')[0]?.body).toEqual({
      text: 'Rung up at 11:59:00, 138 0000 0000: a red one',
    })
    expect(place.alert).toBe('alert-9')
  })
})
