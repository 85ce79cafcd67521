import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { DESKS_TOPIC } from '../../api/desks'
import { streamEvent } from '../../stream/world'
import { tryDesk, goLive, type DeskTrial } from '../desk-trial'
import { go, openAlert, place } from '../place'
import { AlarmTally } from './alarm-tally'
import { colleagues } from './colleagues'
import { deskId } from './desk-id'
import { mountDuty } from './duty-trial'
import { tellColleagues } from './heartbeat'
import { addressOf, joinWindows, openWindow, partOf } from './windows'

const NOON = Date.parse('2022-03-12T04:00:00Z')
const OTHER = '11111111-1111-4111-8111-111111111111'

let trial: DeskTrial
let asked: Request[]
let desks: () => Response

function said(deskId: string, type: string, event: Record<string, unknown> = {}) {
  return streamEvent({ topic: DESKS_TOPIC, type, key: deskId, event })
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(NOON)
  history.replaceState(null, '', '/')
  go({ page: 'command', alert: '', report: '', doing: '' })
  asked = []
  desks = () => Response.json({ items: [] })
  vi.stubGlobal('fetch', (request: Request | string, init?: RequestInit) => {
    const sent = new Request(typeof request === 'string' ? `http://localhost${request}` : request, init)
    asked.push(sent)
    return Promise.resolve(sent.url.endsWith('/api/desks') ? desks() : Response.json({ items: [] }))
  })
  trial = tryDesk(NOON)
})

afterEach(() => {
  trial.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the windows of a browser', () => {
  it('say what they are, and when they can sound', async () => {
    const canSound = ref(false)
    trial.run(() => {
      joinWindows(trial.desk, canSound)
    })
    canSound.value = true
    await nextTick()
    go({ page: 'map' })
    await nextTick()
    go({ page: 'wall' })
    await nextTick()
    expect(trial.sent).toEqual([
      { kind: 'window', part: 'leads', canSound: false },
      { kind: 'window', part: 'leads', canSound: true },
      { kind: 'window', part: 'follows', canSound: true },
      { kind: 'window', part: 'apart', canSound: true },
    ])
  })

  it('tell each other what is looked at, and follow without a step for "back"', async () => {
    trial.run(() => {
      joinWindows(trial.desk, ref(false))
    })
    openAlert('417')
    await nextTick()
    expect(trial.sent.at(-1)).toEqual({ kind: 'selected', selection: { alert: '417', report: '' } })
    const steps = history.length
    trial.tell({ kind: 'selection', selection: { alert: '', report: 'R-1' } })
    expect(place).toMatchObject({ alert: '', report: 'R-1' })
    expect(location.search).toBe('?report=R-1')
    expect(history.length).toBe(steps)
  })

  it('open with what is looked at here; where that is refused the link opens a tab', () => {
    openAlert('417')
    expect(addressOf('board')).toBe('/?page=board&alert=417')
    expect(addressOf('wall')).toBe('/?page=wall')
    const opened = vi.spyOn(window, 'open').mockReturnValueOnce(window).mockReturnValueOnce(null)
    const first = new MouseEvent('click', { cancelable: true })
    openWindow(first, 'map', addressOf('map'))
    expect(opened).toHaveBeenCalledWith('/?page=map&alert=417', 'muster-map', expect.any(String))
    expect(first.defaultPrevented).toBe(true)
    const second = new MouseEvent('click', { cancelable: true })
    openWindow(second, 'map', addressOf('map'))
    expect(second.defaultPrevented).toBe(false)
    opened.mockRestore()
  })

  it('of which the wall belongs to no desk', () => {
    expect(partOf('wall')).toBe('apart')
    expect(partOf('registry')).toBe('leads')
    expect(partOf('events', '')).toBe('leads')
    expect(partOf('events', 'muster-events')).toBe('follows')
  })
})

describe('colleagues', () => {
  it('are the other desks that are open, as the stream says', async () => {
    desks = () =>
      Response.json({
        items: [
          { deskId: OTHER, account: 'li', name: 'Li', jurisdiction: '3203', alertId: '417', sound: true },
          { deskId: deskId(), account: 'zhang', name: 'Zhang', jurisdiction: '3203', sound: true },
        ],
      })
    goLive(trial)
    const { others, lookingAt } = trial.run(() => trial.desk.share(colleagues))
    await flushPromises()
    expect(others.value.map((desk) => desk.name)).toEqual(['Li'])
    expect(lookingAt('417').map((desk) => desk.name)).toEqual(['Li'])
    trial.tell({
      kind: 'events',
      events: [said(OTHER, 'desk.changed.v1', { account: 'li', name: 'Li', reportId: 'R-1', sound: true })],
    })
    expect(lookingAt('417')).toEqual([])
    expect(lookingAt('R-1')).toHaveLength(1)
    trial.tell({ kind: 'events', events: [said(OTHER, 'desk.gone.v1')] })
    expect(others.value).toEqual([])
    expect(trial.desk.events.value).toEqual([])
  })

  it('that the stream tells of while they are read are newer', async () => {
    let answer: (response: Response) => void = () => undefined
    vi.stubGlobal('fetch', (request: Request) =>
      request.url.endsWith('/api/desks')
        ? new Promise<Response>((resolve) => (answer = resolve))
        : Promise.resolve(Response.json({ items: [] })),
    )
    goLive(trial)
    const { others } = trial.run(() => trial.desk.share(colleagues))
    trial.tell({ kind: 'events', events: [said(OTHER, 'desk.gone.v1')] })
    answer(
      Response.json({
        items: [{ deskId: OTHER, account: 'li', name: 'Li', jurisdiction: '', sound: false }],
      }),
    )
    await flushPromises()
    expect(others.value).toEqual([])
  })
})

describe('the desk’s word', () => {
  async function begin(): Promise<void> {
    goLive(trial)
    await flushPromises()
    asked = []
  }

  function puts(): Request[] {
    return asked.filter((request) => request.method === 'PUT')
  }

  async function beat(speaks: boolean): Promise<void> {
    trial.tell({ kind: 'beat', speaks })
    await flushPromises()
  }

  it('is said by one window, each 20 s, and at once when something else is looked at', async () => {
    await begin()
    const duty = mountDuty(trial, () => {
      tellColleagues(trial.desk)
    })
    await beat(false)
    expect(puts()).toHaveLength(0)
    await beat(true)
    expect(puts()).toHaveLength(1)
    expect(puts()[0]?.url).toMatch(new RegExp(`/api/desks/${deskId()}$`))
    expect(await puts()[0]?.json()).toEqual({ sound: false, alarms: { high: 0, medium: 0, low: 0 } })
    vi.advanceTimersByTime(5_000)
    await beat(true)
    expect(puts()).toHaveLength(1)
    vi.advanceTimersByTime(15_000)
    await beat(true)
    expect(puts()).toHaveLength(2)
    openAlert('417')
    await vi.advanceTimersByTimeAsync(600)
    expect(await puts()[2]?.json()).toMatchObject({ alertId: '417' })
    duty.unmount()
  })

  it('is that it closes, when its last window does', async () => {
    await begin()
    const duty = mountDuty(trial, () => {
      tellColleagues(trial.desk)
    })
    await beat(true)
    trial.tell({ kind: 'windows', windows: { sounds: false, isHeard: false, isLast: false } })
    window.dispatchEvent(new Event('pagehide'))
    expect(asked.some((request) => request.method === 'DELETE')).toBe(false)
    trial.tell({ kind: 'windows', windows: { sounds: false, isHeard: false, isLast: true } })
    window.dispatchEvent(new Event('pagehide'))
    expect(asked.at(-1)?.method).toBe('DELETE')
    duty.unmount()
  })

  it('is not said by whoever may not see the events, or has logged out', async () => {
    await begin()
    const duty = mountDuty(trial, () => {
      tellColleagues(trial.desk)
    })
    trial.tell({ kind: 'signed-out', why: 'ended' })
    await beat(true)
    expect(puts()).toHaveLength(0)
    duty.unmount()
  })
})

describe('the tally of alarms', () => {
  it('counts each once, for an hour', () => {
    const tally = new AlarmTally()
    const high = { id: 'a', priority: 'HIGH', since: NOON } as const
    tally.see([high], NOON)
    tally.see([high, { id: 'b', priority: 'LOW', since: NOON + 60_000 }], NOON + 60_000)
    expect(tally.raised(NOON + 60_000)).toEqual({ high: 1, medium: 0, low: 1 })
    expect(tally.raised(NOON + 3_600_000)).toEqual({ high: 0, medium: 0, low: 1 })
  })
})
