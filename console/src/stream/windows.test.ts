// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest'
import type { WindowPart, WindowsState } from './messages'
import { BEAT_MS, Windows } from './windows'
import { TestPage, World } from './world'

const THEFT = { alert: 'theft', report: '' }
const BRAWL = { alert: 'brawl', report: '' }

let world: World
let windows: Windows

beforeEach(() => {
  world = new World()
  windows = new Windows(world)
})

function open(part: WindowPart, canSound = false): TestPage {
  const page = new TestPage()
  windows.receive(page, { kind: 'window', part, canSound })
  return page
}

function stateOf(page: TestPage): WindowsState | undefined {
  return page.told.flatMap((message) => (message.kind === 'windows' ? [message.windows] : [])).at(-1)
}

function selections(page: TestPage): string[] {
  return page.told.flatMap((message) => (message.kind === 'selection' ? [message.selection.alert] : []))
}

/** Lets the beats go by, which only these windows answer. */
async function beats(count: number, ...there: TestPage[]): Promise<void> {
  for (let beat = 0; beat < count; beat++) {
    await world.pass(BEAT_MS)
    there.forEach((page) => {
      windows.receive(page, { kind: 'here' })
    })
  }
}

describe('the sound', () => {
  it('is made by nobody before somebody has touched a window', () => {
    const page = open('leads')
    expect(stateOf(page)).toEqual({ sounds: false, isHeard: false, isLast: true })
  })

  it('is made by exactly one of the windows that can, and all know that it is made', () => {
    const mute = open('leads')
    const first = open('leads', true)
    const second = open('follows', true)
    expect([mute, first, second].map((page) => stateOf(page)?.sounds)).toEqual([false, true, false])
    expect([mute, first, second].every((page) => stateOf(page)?.isHeard)).toBe(true)
  })

  it('is taken over when the window that makes it is closed', () => {
    const first = open('leads', true)
    const second = open('follows', true)
    windows.leave(first)
    expect(stateOf(second)).toEqual({ sounds: true, isHeard: true, isLast: true })
  })

  it('is taken over when that window has crashed, and not given back while the other one is there', async () => {
    const first = open('leads', true)
    const second = open('leads', true)
    await beats(1, second)
    expect(stateOf(second)?.sounds).toBe(false)
    await beats(1, second)
    expect(stateOf(second)?.sounds).toBe(true)
    windows.receive(first, { kind: 'here' })
    expect(stateOf(first)?.sounds).toBe(false)
    expect(stateOf(second)?.sounds).toBe(true)
  })

  it('is never the wall’s', () => {
    const wall = open('apart', true)
    expect(stateOf(wall)?.isHeard).toBe(false)
  })

  it('is missing as soon as the only window that made it can do so no more', () => {
    const page = open('leads', true)
    windows.receive(page, { kind: 'window', part: 'leads', canSound: false })
    expect(stateOf(page)?.isHeard).toBe(false)
  })
})

describe('what is looked at', () => {
  it('is followed by board and map in windows of their own, also by one that is opened later', () => {
    const command = open('leads')
    const map = open('follows')
    windows.receive(command, { kind: 'selected', selection: THEFT })
    const board = open('follows')
    expect(selections(map).at(-1)).toBe('theft')
    expect(selections(board)).toEqual(['theft'])
    expect(selections(command)).toEqual([])
  })

  it('is chosen on the map for the command page that was used last, and no other', () => {
    const other = open('leads')
    const command = open('leads')
    const map = open('follows')
    windows.receive(command, { kind: 'selected', selection: THEFT })
    windows.receive(map, { kind: 'selected', selection: BRAWL })
    expect(selections(command)).toEqual(['brawl'])
    expect(selections(other)).toEqual([])
  })

  it('does not go round in circles', () => {
    const command = open('leads')
    const map = open('follows')
    windows.receive(command, { kind: 'selected', selection: THEFT })
    windows.receive(map, { kind: 'selected', selection: THEFT })
    expect(selections(command)).toEqual([])
  })
})

describe('the desk', () => {
  it('is spoken for by one window, and by the next when that one is gone', async () => {
    const command = open('leads')
    const map = open('follows')
    const speaks = (page: TestPage) =>
      page.told.flatMap((message) => (message.kind === 'beat' ? [message.speaks] : [])).at(-1)
    await beats(1, command, map)
    expect([speaks(command), speaks(map)]).toEqual([true, false])
    windows.leave(command)
    await beats(1, map)
    expect(speaks(map)).toBe(true)
  })

  it('knows its last window, so that it can say that it closes', () => {
    const command = open('leads')
    const map = open('follows')
    open('apart')
    expect(stateOf(command)?.isLast).toBe(false)
    windows.leave(map)
    expect(stateOf(command)?.isLast).toBe(true)
  })
})
