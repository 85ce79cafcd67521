import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StreamEvent } from '../../api/events'
import { goldenEvent } from '../../stream/golden'
import { speak } from '../../text'
import { polite } from '../../ui/announce'
import { forgetDrafts } from '../../ui/drafts'
import { forgetUndos, undos } from '../../ui/undo'
import { NOON, OFFICER, Services, testDesk, type TestDesk } from '../issue/services'
import { waitingPrefill } from '../issue/prefill'
import { go, place } from '../place'
import ReportDesk from './ReportDesk.vue'

const ID = '017f7bb0-97c0-7001-8007-9e3779b97f4b'

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

function claimEvent(by: string, name: string, version: number, more: Partial<StreamEvent> = {}): StreamEvent {
  return {
    type: 'report.claimed.v1',
    at: ago(0),
    eventId: `claim ${version}`,
    topic: 'report.events',
    key: ID,
    version,
    event: { reportId: ID, at: new Date(at.clock.value).toISOString(), by, name },
    ...more,
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
  polite.value = ''
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

describe('one report', () => {
  async function open(): Promise<void> {
    page = mount(ReportDesk, { props: { id: ID }, global: at.global, attachTo: document.body })
    await flushPromises()
  }

  function button(words: string) {
    const found = page.findAll('button').find((one) => one.text().startsWith(words))
    if (found === undefined) {
      throw new Error(`No button says ${words}`)
    }
    return found
  }

  it('says what, by whom, where, what is near, and how long it has waited', async () => {
    services.on('GET /api/teams', {
      items: [
        {
          id: 't1',
          name: 'Mazhuang 1',
          base: { latitude: 34.291, longitude: 117.332, crs: 'WGS84' },
          onDuty: true,
        },
      ],
    })
    services.on(
      `GET /api/reports/${ID}`,
      view(ID, {
        nearby: [{ id: 'a9', number: 412, headline: 'fire', distanceMeters: 300, issuedAt: ago(60) }],
        additions: [{ id: 'x', addedAt: ago(10), text: 'more smoke' }],
      }),
    )
    await open()
    expect(page.get('.clock').text()).toContain('2:10 of 5:00')
    expect(page.get('blockquote').text()).toContain('<script>alert(1)</script>')
    expect(page.find('script').exists()).toBe(false)
    expect(page.text()).toContain('more smoke')
    expect(page.text()).toContain('resident-zhu')
    expect(page.text()).toContain('140 m north-east of Xizhu')
    expect(page.text()).toContain('412 fire, 300 m')
    expect(page.text()).toContain('1 with their base within 1.0 km')
    expect(page.text()).toContain('Mazhuang 1')
    expect(services.of('GET', '/api/teams')[0]?.path).toContain('jurisdiction=320371003&onDuty=true')
  })

  it.each([
    [403, 'outside your scope'],
    [404, 'no such report'],
    [503, 'could not be read'],
  ])('that answers %d says so', async (status, words) => {
    services.refuse(`GET /api/reports/${ID}`, status)
    await open()
    expect(page.text()).toContain(words)
    expect(services.of('POST', `/api/reports/${ID}/claim`)).toEqual([])
  })

  describe('is claimed', () => {
    it('by opening it, renewed by doing something, and given back by leaving', async () => {
      await open()
      const asked = () => services.of('POST', `/api/reports/${ID}/claim`).length
      expect(page.get('[data-claim]').text()).toContain('You decide, since 0:00')
      await pass(10)
      await page.get('section').trigger('pointerdown')
      expect(asked()).toBe(1)
      await pass(15)
      await page.get('section').trigger('pointerdown')
      await flushPromises()
      expect(asked()).toBe(2)
      page.unmount()
      await flushPromises()
      expect(services.of('DELETE', `/api/reports/${ID}/claim`)).toHaveLength(1)
    })

    it('for a minute in which nothing is done, and again as soon as something is', async () => {
      await open()
      await pass(60)
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('nobody')
      await page.get('section').trigger('pointerdown')
      await flushPromises()
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('mine')
    })

    it('by somebody else, who is named, and can be taken over from', async () => {
      services.refuse(`POST /api/reports/${ID}/claim`, 409, {
        reason: 'CLAIMED',
        account: 'li.officer',
        name: 'Li',
        since: ago(12),
      })
      await open()
      expect(page.get('[data-claim]').text()).toContain('Li decides since 0:12.')
      services.on(`POST /api/reports/${ID}/claim`, () => Response.json(mine()))
      await button('Take over').trigger('click')
      await flushPromises()
      expect(services.of('POST', `/api/reports/${ID}/claim`).at(-1)?.body).toEqual({ takeOver: true })
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('mine')
    })

    it('until somebody else takes it over, which both see; nobody is locked out', async () => {
      await open()
      await pass(5)
      at.hear(claimEvent('li.officer', 'Li', 2))
      await flushPromises()
      expect(page.get('[data-claim]').text()).toContain('Li has taken it over')
      expect(button('Answer').attributes('disabled')).toBeUndefined()
      at.hear(claimEvent('', '', 3, { type: 'report.claim-ended.v1' }))
      await flushPromises()
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('nobody')
    })

    it('by nobody whom the page knows where the service does not answer: it can be decided all the same', async () => {
      services.refuse(`POST /api/reports/${ID}/claim`, 404)
      await open()
      expect(page.get('[data-claim]').text()).toContain('You can decide all the same')
    })

    it('and given back by hand, which can be undone', async () => {
      await open()
      await button('Give back').trigger('click')
      await flushPromises()
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('nobody')
      undos.value[0]?.takeBack()
      await flushPromises()
      expect(page.get('[data-claim]').attributes('data-claim')).toBe('mine')
    })
  })

  describe('is decided', () => {
    const triage = () => services.of('POST', `/api/reports/${ID}/triage`)

    function decidedAs(status: string, part: object = {}): void {
      const decided = view(ID, { status, triagedBy: 'chen.officer', triagedAt: ago(0), version: 3, ...part })
      services.on(`POST /api/reports/${ID}/triage`, decided)
    }

    it('by an answer, and then says what has become of it', async () => {
      decidedAs('ANSWERED', { answer: 'It was towed' })
      await open()
      await press('a')
      const text = page.get<HTMLTextAreaElement>('textarea')
      expect(document.activeElement).toBe(text.element)
      await text.setValue('It was towed')
      await press('Enter')
      await press('Enter', { ctrlKey: true, isComposing: true })
      expect(triage()).toEqual([])
      await press('Enter', { ctrlKey: true })
      expect(triage()[0]?.body).toEqual({ decision: 'ANSWER', answer: 'It was towed' })
      expect(page.get('[data-decided]').text()).toContain('Chen answered it 0:00 ago: It was towed')
      expect(page.find('[data-doing]').exists()).toBe(false)
      expect(services.of('DELETE', `/api/reports/${ID}/claim`)).toHaveLength(1)
    })

    it('by a rejection, whose reason its reporter reads', async () => {
      decidedAs('ANSWERED')
      await open()
      await press('X')
      expect(button('Reject').exists()).toBe(true)
      await button('It is known already').trigger('click')
      await press('Enter', { ctrlKey: true })
      expect(triage()[0]?.body).toEqual({
        decision: 'ANSWER',
        answer: 'Not taken up: It is known already and being dealt with.',
      })
    })

    it('by a link to the alert nearby, or to one by its number', async () => {
      services.on(
        `GET /api/reports/${ID}`,
        view(ID, {
          nearby: [{ id: 'a9', number: 40412, headline: 'fire', distanceMeters: 300, issuedAt: ago(60) }],
        }),
      )
      services.refuse(`POST /api/reports/${ID}/triage`, 404, { detail: 'There is no such alert.' })
      await open()
      await press('L')
      await page.get('input').setValue('4041')
      expect(
        page
          .findAll('button')
          .find((one) => one.text() === 'LinkCtrl+Enter')
          ?.attributes('disabled'),
      ).toBe('')
      await page.get('input').setValue('40411')
      await press('Enter', { ctrlKey: true })
      expect(triage()[0]?.body).toEqual({ decision: 'LINK', alert: '40411' })
      expect(page.get('[data-sent=refused]').text()).toContain('There is no such alert.')
      decidedAs('LINKED', { alertId: 'a9', alert: { id: 'a9', number: 40412, status: 'RUNNING' } })
      await page.get('[data-link=a9]').trigger('click')
      await flushPromises()
      expect(triage()[1]?.body).toEqual({ decision: 'LINK', alert: 'a9' })
      expect(page.get('[data-decided]').text()).toContain('linked it to alert 40412')
      await button('Open the alert').trigger('click')
      expect(place.alert).toBe('a9')
    })

    it('by an alert, whose form has what is known', async () => {
      await open()
      await press('R')
      expect(place).toMatchObject({ doing: 'new', report: ID })
      expect(waitingPrefill.value).toMatchObject({
        report: ID,
        category: 'FIRE_HAZARD',
        jurisdiction: '320371003209',
        jurisdictionName: 'Xizhu',
        address: 'behind the clinic',
        place: { latitude: 34.2909, longitude: 117.3311, datum: 'WGS84' },
      })
    })

    it('by somebody who was faster: what they did is told, and the own text is kept', async () => {
      await open()
      await press('A')
      await page.get('textarea').setValue('my answer')
      services.refuse(`POST /api/reports/${ID}/triage`, 409, { type: '/problems/already-triaged' })
      services.on(
        `GET /api/reports/${ID}`,
        view(ID, {
          status: 'ANSWERED',
          answer: 'theirs',
          triagedBy: 'li.officer',
          triagedAt: ago(8),
          version: 2,
        }),
      )
      await press('Enter', { ctrlKey: true })
      await flushPromises()
      expect(page.get('[data-decided]').text()).toContain('li.officer answered it 0:08 ago: theirs')
      expect(page.get('[data-conflict]').text()).toContain('Nothing of yours was sent')
      expect(page.get<HTMLTextAreaElement>('textarea[readonly]').element.value).toBe('my answer')
    })

    it('elsewhere, which the stream tells of', async () => {
      await open()
      services.on(
        `GET /api/reports/${ID}`,
        view(ID, {
          status: 'ANSWERED',
          answer: 'theirs',
          triagedBy: 'li.officer',
          triagedAt: ago(1),
          version: 2,
        }),
      )
      at.hear(goldenEvent('report.answered.v1', 2, { topic: 'report.events', key: ID }))
      await flushPromises()
      expect(page.get('[data-decided]').text()).toContain('li.officer answered it')
      expect(page.find('.actions').exists()).toBe(false)
    })
  })

  it('keeps an answer that was begun over a reload', async () => {
    await open()
    await press('A')
    await page.get('textarea').setValue('half an ans')
    page.unmount()
    at = testDesk()
    await open()
    await press('A')
    expect(page.get<HTMLTextAreaElement>('textarea').element.value).toBe('half an ans')
  })

  it('is still open when only its answer was closed by Esc', async () => {
    go({ report: ID })
    page = mount(ReportDesk, { props: { id: ID }, global: at.global, attachTo: document.body })
    await flushPromises()
    await press('a')
    expect(page.find('[data-doing=answer]').exists()).toBe(true)
    await press('Escape')
    expect(page.find('[data-doing]').exists()).toBe(false)
    expect(place.report).toBe(ID)
  })
})
