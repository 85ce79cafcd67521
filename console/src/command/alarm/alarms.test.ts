import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AlarmView } from '../../api/alarms'
import type { StreamEvent } from '../../api/events'
import { NOTHING_YET } from '../../stream/messages'
import { speak, texts } from '../../text'
import { goLive, tryDesk, type DeskTrial } from '../desk-trial'
import { place } from '../place'
import AlarmLine from './AlarmLine.vue'
import { NOW, alarmEvent, alarmView as view } from './examples-for-tests'

const played: string[] = []
const said: { sentence: string; urgency: string }[] = []
vi.mock('../../ui/announce', () => ({
  announce: (sentence: string, urgency = 'polite') => said.push({ sentence, urgency }),
}))
vi.mock('../../alarm/sound', () => ({
  play: (kind: string) => {
    played.push(kind)
    return true
  },
}))

let trial: DeskTrial
let line: VueWrapper
let items: AlarmView[] | 403
let waiting: object[]
let requests: { method: string; path: string; body: unknown; key: string | null }[]
let answer: (path: string) => Response | undefined

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url, 'http://localhost')
  const path = decodeURIComponent(pathname)
  if (request.method !== 'GET') {
    const text = await request.text()
    requests.push({
      method: request.method,
      path,
      body: text === '' ? null : JSON.parse(text),
      key: request.headers.get('Idempotency-Key'),
    })
    return answer(path) ?? Response.json({}, { status: 500 })
  }
  if (path === '/api/alarms') {
    return items === 403 ? Response.json({}, { status: 403 }) : Response.json({ items })
  }
  return Response.json({ items: path === '/api/reports' ? waiting : [] })
}

async function open(): Promise<void> {
  goLive(trial)
  line = mount(AlarmLine, {
    global: { plugins: [texts], provide: trial.provide },
    attachTo: document.body,
  })
  await flushPromises()
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    trial.now.value += 1000
    trial.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'live', heardAt: trial.now.value } })
    await nextTick()
  }
}

function frame(type: string, version: number, of: AlarmView, event: object = {}): StreamEvent {
  return alarmEvent(type, version, of, trial.now.value, event)
}

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

beforeEach(() => {
  speak('en')
  sessionStorage.clear()
  played.length = 0
  requests = []
  items = []
  waiting = []
  answer = () => undefined
  said.length = 0
  vi.stubGlobal('fetch', (input: Request) => serve(input))
  trial = tryDesk(NOW)
})

afterEach(() => {
  line.unmount()
  trial.close()
  vi.unstubAllGlobals()
})

describe('the line of alarms', () => {
  it('says that it reads, that there is none, and that an account may see none', async () => {
    items = []
    await open()
    expect(line.text()).toContain('No alarms.')
    line.unmount()
    items = 403
    trial = tryDesk(NOW)
    await open()
    expect(line.text()).toContain('This account sees no alarms.')
  })

  it('says what, since when, how many of the same cause, and which key helps', async () => {
    items = [
      view(),
      view({ condition: 'WAVE_SHORT', priority: 'LOW', raisedAt: new Date(NOW - 5_000).toISOString() }),
    ]
    await open()
    const words = line.get('.words').text()
    expect(words).toContain('415 nobody reached')
    expect(words).toContain('0:35')
    expect(words).toContain('first of 2')
    expect(line.findAll('[data-remedy]').map((button) => button.text())).toEqual(['Next waveW', 'CaptainsP'])
    await line.get('[data-remedy=wave]').trigger('click')
    expect(place.alert).toBe('a415')
  })

  it('is acknowledged by F8, under one idempotency key, and then says who has it', async () => {
    items = [view()]
    await open()
    answer = () =>
      Response.json({
        ...view({ version: 2 }),
        acknowledgement: { account: 'zhang', name: 'Zhang', at: new Date(NOW).toISOString() },
      })
    press('F8')
    await flushPromises()
    expect(requests).toEqual([
      {
        method: 'POST',
        path: `/api/alarms/${view().id}/acknowledgement`,
        body: {},
        key: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    ])
    expect(line.get('.words').text()).toContain('Zhang has it')
    press('F8')
    await flushPromises()
    expect(requests).toHaveLength(1)
  })

  it('says why it was not acknowledged', async () => {
    items = [view()]
    await open()
    answer = () => Response.json({ detail: 'not yours' }, { status: 409 })
    press('F8')
    await flushPromises()
    expect(line.get('.said').text()).toContain('not yours')
  })

  it('follows what others do, by the stream', async () => {
    items = [view()]
    await open()
    trial.tell({ kind: 'events', events: [frame('acknowledged', 2, view())] })
    await nextTick()
    expect(line.get('.words').text()).toContain('Li has it')
    trial.tell({ kind: 'events', events: [frame('sounded-again', 3, view(), { level: 1 })] })
    await nextTick()
    expect(line.get('.words').text()).not.toContain('Li has it')
    trial.tell({ kind: 'events', events: [frame('gone', 4, view())] })
    await nextTick()
    expect(line.get('s').text()).toContain('415 nobody reached')
    expect(line.text()).toContain('over, not seen yet')
    trial.tell({ kind: 'events', events: [frame('acknowledged', 5, view())] })
    await nextTick()
    expect(line.text()).toContain('No alarms.')
  })

  it('shelves what is not high, for a time and a reason, and keeps it in sight', async () => {
    const late = view({ condition: 'NOT_MOVING', priority: 'MEDIUM' })
    items = [late]
    await open()
    press('F9')
    await nextTick()
    const dialog = line.get('dialog')
    expect(dialog.text()).toContain('415 accepted, not moving')
    expect(dialog.get<HTMLButtonElement>('button.primary').element.disabled).toBe(true)
    await dialog.get('input[type=radio][value="15"]').setValue()
    await dialog.get('input[type=text]').setValue(' radio works ')
    answer = () =>
      Response.json({
        ...late,
        version: 2,
        shelving: {
          account: 'zhang',
          name: 'Zhang',
          at: new Date(NOW).toISOString(),
          until: new Date(NOW + 900_000).toISOString(),
          reason: 'radio works',
        },
      })
    await dialog.get('button.primary').trigger('click')
    await flushPromises()
    expect(requests[0]).toMatchObject({ method: 'POST', body: { minutes: 15, reason: 'radio works' } })
    expect(line.text()).toContain('No alarms.')
    expect(line.text()).toContain('1 shelved')
    await line.get('[aria-expanded]').trigger('click')
    expect(line.get('[data-shelved]').text()).toContain('Zhang: radio works')
  })

  it('offers no shelving of a high one', async () => {
    items = [view()]
    await open()
    expect(line.text()).not.toContain('Shelve')
    press('F9')
    await nextTick()
    expect(line.find('dialog').exists()).toBe(false)
  })

  it('tells the service of what it has found, so that every desk knows who has it', async () => {
    const reportId = '01a219c9-6828-7774-a6e7-a0710e2e916f'
    const at = new Date(NOW).toISOString()
    waiting = [
      {
        id: reportId,
        version: 1,
        status: 'SUBMITTED',
        category: 'OTHER',
        jurisdiction: '320371',
        text: '',
        address: '',
        submittedBy: 'zhu',
        submittedAt: new Date(NOW - 400_000).toISOString(),
        additions: [],
      },
    ]
    const id = `REPORT_OVERDUE:${reportId}:${reportId.slice(0, 24)}${(NOW - 100_000).toString(16).padStart(12, '0')}`
    answer = () =>
      Response.json(
        view({
          id,
          condition: 'REPORT_OVERDUE',
          priority: 'MEDIUM',
          subject: reportId,
          reportId,
          acknowledgement: { account: 'zhang.dispatcher', name: 'Zhang', at },
        }),
      )
    await open()
    expect(line.get('.words').text()).toContain('report over its time')
    press('F8')
    await flushPromises()
    expect(requests).toMatchObject([
      { method: 'POST', path: `/api/alarms/${id}/acknowledgement`, body: { jurisdiction: '320371' } },
    ])
    expect(line.get('.words').text()).toContain('Zhang has it')
  })

  it('finds by itself that the stream is lost', async () => {
    await open()
    trial.tell({ kind: 'state', state: { ...NOTHING_YET, link: 'lost', lostSince: NOW } })
    trial.now.value = NOW + 10_000
    await nextTick()
    await nextTick()
    expect(line.get('.words').text()).toContain('connection lost')
    await line.get('[data-remedy=retry]').trigger('click')
    expect(trial.sent).toContainEqual({ kind: 'try-now' })
  })

  it('leaves nothing of it to somebody else', async () => {
    items = [view()]
    await open()
    items = []
    trial.tell({
      kind: 'session',
      session: { subject: 'li', name: 'Li', roles: ['operator'], jurisdiction: '3203', expiresAt: '' },
    })
    await nextTick()
    expect(line.text()).not.toContain('415')
  })
})

describe('what is heard', () => {
  function makeSound(sounds: boolean): void {
    trial.tell({ kind: 'windows', windows: { sounds, isHeard: true, isLast: true } })
  }

  it('is each 8 s in the one window that sounds, until it is acknowledged', async () => {
    items = [view()]
    await open()
    await pass(3)
    expect(played).toEqual([])
    makeSound(true)
    await pass(17)
    expect(played).toEqual(['high', 'high', 'high'])
    trial.tell({ kind: 'events', events: [frame('acknowledged', 2, view())] })
    await pass(20)
    expect(played).toHaveLength(3)
  })

  it('is two knocks for a report, but not for one of long ago', async () => {
    await open()
    makeSound(true)
    await pass(1)
    const report = {
      ...frame('x', 1, view()),
      type: 'report.submitted.v1',
      topic: 'report.events',
      key: 'r1',
    }
    const event = {
      category: 'THEFT',
      text: '',
      address: '',
      jurisdiction: '3203',
      by: 'zhu',
      reportId: 'r1',
    }
    trial.tell({ kind: 'events', events: [{ ...report, eventId: 'r1', event: { ...event, at: report.at } }] })
    await pass(2)
    expect(played).toEqual(['report'])
    const old = new Date(NOW - 60_000).toISOString()
    trial.tell({
      kind: 'events',
      events: [
        { ...report, key: 'r2', eventId: 'r2', at: old, event: { ...event, reportId: 'r2', at: old } },
      ],
    })
    await pass(2)
    expect(played).toEqual(['report'])
  })
})

describe('what is said', () => {
  it('is assertive for a high one alone, once, and polite for the others', async () => {
    items = [view()]
    await open()
    expect(said).toEqual([{ sentence: 'Alarm 1: 415 nobody reached, since 0:35.', urgency: 'assertive' }])
    const clue = view({ condition: 'CLUE', priority: 'LOW', alertId: 'a9', number: 9 })
    trial.tell({ kind: 'events', events: [frame('raised', 1, clue)] })
    await pass(9)
    expect(said.slice(1)).toEqual([
      { sentence: expect.stringContaining('Alarm 3: 9 new clue') as string, urgency: 'polite' },
    ])
  })
})

describe('the desktop', () => {
  const notices: { title: string; body: string }[] = []

  it('is told of 1 and 2 when no window is in front, without anything about people', async () => {
    class FakeNotification extends EventTarget {
      static readonly permission = 'granted'
      constructor(title: string, options: { body: string }) {
        super()
        notices.push({ title, body: options.body })
      }
      close(): void {
        notices.pop()
      }
    }
    vi.stubGlobal('Notification', FakeNotification)
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    items = []
    await open()
    trial.tell({ kind: 'windows', windows: { sounds: true, isHeard: true, isLast: true } })
    trial.tell({ kind: 'events', events: [frame('raised', 1, view(), { headline: 'Wang Fang is hurt' })] })
    await pass(1)
    await flushPromises()
    expect(notices).toEqual([
      { title: 'Muster: somebody must act', body: expect.stringContaining('415 nobody reached') as string },
    ])
    expect(notices[0]?.body).not.toContain('Wang')
    trial.tell({ kind: 'events', events: [frame('acknowledged', 2, view())] })
    await pass(1)
    expect(notices).toEqual([])
    vi.restoreAllMocks()
  })
})
