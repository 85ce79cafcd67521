import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { speak } from '../../text'
import { forgetDrafts } from '../../ui/drafts'
import { go, place } from '../place'
import PhoneNote from './PhoneNote.vue'
import { waitingPrefill } from './prefill'
import { NOON, Services, testDesk, type TestDesk } from './services'

let services: Services
let at: TestDesk
let note: VueWrapper

async function open(): Promise<void> {
  note = mount(PhoneNote, { global: at.global, attachTo: document.body })
  await flushPromises()
}

function field(label: string) {
  const found = note.findAll('label').find((one) => one.text() === label)
  return note.get(`#${found?.attributes('for') ?? 'none'}`)
}

function button(words: string) {
  const found = note.findAll('button').find((one) => one.text().startsWith(words))
  if (found === undefined) {
    throw new Error(`No button says ${words}`)
  }
  return found
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  ;(document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )
  await flushPromises()
}

beforeEach(() => {
  speak('en')
  forgetDrafts()
  waitingPrefill.value = null
  go({ page: 'command', alert: '', report: '', doing: 'phone' })
  services = new Services()
  vi.stubGlobal('fetch', services.fetch)
  services.on('GET /api/alerts', {
    items: [
      {
        id: 'alert-1',
        number: 40317,
        status: 'CALLING',
        category: 'THEFT',
        severity: 'MINOR',
        headline: 'Red e-bike',
        address: '',
        location: { latitude: 34.29, longitude: 117.33, crs: 'WGS84' },
        jurisdiction: '320371',
        wave: 1,
        issuedAt: '2022-03-12T03:50:00Z',
        version: 4,
      },
    ],
  })
  services.on('POST /api/reports', () => Response.json({ id: 'report-1' }, { status: 201 }))
  at = testDesk()
})

afterEach(() => {
  note.unmount()
  vi.unstubAllGlobals()
})

describe('a note on the phone', () => {
  it('becomes a report, with who has rung up and when it began', async () => {
    await open()
    expect(document.activeElement?.getAttribute('type')).toBe('tel')
    await field('Number').setValue('13800000000')
    at.clock.value = NOON + 95_000
    await field('What is said').setValue('smoke from the shed')
    await field('Address as it was said').setValue('behind the school')
    await field('What').setValue('FIRE_HAZARD')
    await press('Enter', { ctrlKey: true })
    const [sent] = services.of('POST', '/api/reports')
    expect(sent?.body).toEqual({
      category: 'FIRE_HAZARD',
      text: 'smoke from the shed\nRung up at 12:00:00: 138 0000 0000',
      address: 'behind the school',
    })
    expect(sent?.key).toMatch(/^[0-9a-f-]{36}$/)
    expect(place).toMatchObject({ report: 'report-1', doing: '' })
    note.unmount()
    await open()
    expect((field('What is said').element as HTMLTextAreaElement).value).toBe('')
  })

  it('sends nothing without words, nor by Enter, nor while an input method composes', async () => {
    await open()
    await press('Enter', { ctrlKey: true })
    expect(note.text()).toContain('Write down what is said.')
    await field('What is said').setValue('x')
    await press('Enter')
    await press('Enter', { ctrlKey: true, isComposing: true })
    await note.get('form').trigger('submit')
    expect(services.of('POST', '/api/reports')).toEqual([])
  })

  it('becomes an alert: what is said goes to the teams, the number does not', async () => {
    await open()
    await field('Number').setValue('13800000000')
    await field('What is said').setValue('smoke')
    await button('Make it an alert').trigger('click')
    expect(place.doing).toBe('new')
    expect(waitingPrefill.value).toMatchObject({
      description: 'smoke',
      caller: { number: '13800000000', at: new Date(NOON).toISOString() },
    })
    expect(JSON.stringify(waitingPrefill.value?.description)).not.toContain('138')
  })

  it('becomes a note on one that runs', async () => {
    services.on('POST /api/alerts/alert-1/notes', {})
    await open()
    await field('What is said').setValue('seen at the market')
    await field('Running alert').setValue('alert-1')
    expect(field('Running alert').text()).toContain('40317 theft Red e-bike')
    await button('Make it a note').trigger('click')
    await flushPromises()
    expect(services.of('POST', '/api/alerts/alert-1/notes')[0]?.body).toEqual({
      text: 'Rung up at 12:00:00, number unknown: seen at the market',
    })
    expect(place).toMatchObject({ alert: 'alert-1', doing: '' })
  })

  it('survives a reload, and a refusal', async () => {
    services.refuse('POST /api/reports', 429, { detail: 'Too many reports.' })
    await open()
    await field('What is said').setValue('smoke')
    services.refuse('POST /api/reports', 403, { detail: 'None of your roles allows this.' })
    await press('Enter', { ctrlKey: true })
    expect(note.get('[data-sent=refused]').text()).toContain('outside your scope')
    note.unmount()
    await open()
    expect((field('What is said').element as HTMLTextAreaElement).value).toBe('smoke')
  })

  it('leaves nothing to somebody else', async () => {
    await open()
    await field('What is said').setValue('smoke')
    at.tell({
      kind: 'session',
      session: { subject: 'li', name: 'Li', roles: [], jurisdiction: '3203', expiresAt: '' },
    })
    await nextTick()
    expect((field('What is said').element as HTMLTextAreaElement).value).toBe('')
  })
})
