import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OPENING, World, caughtUp, settle } from '../stream/world'
import { speak, texts } from '../text'
import App from './App.vue'
import { go } from './place'
import { deskId } from './shell/desk-id'

let world: World
let page: VueWrapper | undefined
let session: Record<string, unknown>
let asked: string[]

beforeEach(() => {
  speak('en')
  sessionStorage.clear()
  localStorage.removeItem('muster.shift')
  history.replaceState(null, '', '/')
  go({ page: 'command', alert: '', report: '', doing: '' })
  world = new World()
  asked = []
  session = {
    subject: 'zhang.dispatcher',
    name: 'Zhang',
    roles: ['dispatcher'],
    jurisdiction: '3203',
    expiresAt: '',
  }
  vi.stubGlobal('SharedWorker', undefined)
  vi.stubGlobal('fetch', (request: Request | string, init: RequestInit = {}) => {
    const path = typeof request === 'string' ? request : new URL(request.url).pathname
    asked.push(`${init.method ?? (typeof request === 'string' ? 'GET' : request.method)} ${path}`)
    if (path === '/api/session') {
      return Promise.resolve(Response.json(session))
    }
    if (path === '/api/stream/events') {
      return world.fetch(path, init)
    }
    if (path.startsWith('/api/jurisdictions/')) {
      return Promise.resolve(Response.json({ code: '3203', name: 'Xuzhou', level: 'CITY', version: 1 }))
    }
    return Promise.resolve(Response.json({ items: [] }))
  })
})

afterEach(() => {
  page?.unmount()
  window.dispatchEvent(new Event('pagehide'))
  vi.unstubAllGlobals()
})

async function open(): Promise<VueWrapper> {
  page = mount(App, { global: { plugins: [texts] }, attachTo: document.body })
  await settle()
  await world.streams.at(-1)?.say(OPENING, caughtUp('p0'))
  await flushPromises()
  await settle()
  return page
}

describe('the page', () => {
  it('has its landmarks, and comes to them by the keyboard in the order of what matters', async () => {
    const shown = await open()
    const stops = shown
      .findAll('.skip, [data-region]')
      .map((stop) => stop.attributes('data-region') ?? stop.attributes('href'))
    expect(stops).toEqual(['#content', 'alarms', 'reports', 'alerts', 'detail', 'map', 'banner'])
    expect(shown.findAll('main')).toHaveLength(1)
    expect(shown.findAll('h1')).toHaveLength(1)
    expect(shown.get('main').find('[data-region=alarms]').exists()).toBe(true)
    expect(shown.findAll('nav').map((nav) => nav.attributes('aria-label'))).toEqual([
      'Pages',
      'In windows of their own',
    ])
  })

  it('has two live regions, which are empty when it opens', async () => {
    const shown = await open()
    const regions = shown.findAll('[aria-live=polite], [aria-live=assertive]')
    expect(regions.map((region) => region.attributes('data-live'))).toEqual(['assertive', 'polite'])
    expect(regions.map((region) => region.text())).toEqual(['', ''])
  })

  it('says whose desk it is, what runs, and whether it can be heard', async () => {
    const shown = await open()
    const banner = shown.get('header')
    expect(banner.get('[data-jurisdiction]').text()).toBe('Xuzhou')
    expect(banner.get('[data-running]').text()).toBe('0 running')
    expect(banner.text()).toContain('Zhang')
    expect(banner.get('[data-link]').attributes('data-link')).toBe('live')
    expect(banner.get('[data-no-sound]').text()).toBe('NO SOUND')
    expect(banner.find('[data-exercise]').exists()).toBe(false)
    expect(document.title).toBe('Muster command center')
  })

  it('of a stack for training says so in both languages, in its title too', async () => {
    session = { ...session, exercise: true }
    const shown = await open()
    expect(shown.get('[data-exercise]').text()).toMatch(/^EXERCISE \p{Script=Han}+$/u)
    expect(document.title).toMatch(/^EXERCISE \p{Script=Han}+ · Muster command center$/u)
  })

  it('goes to other pages by links, which a new tab opens, too', async () => {
    const shown = await open()
    const link = shown.findAll('nav a').find((one) => one.text() === 'System')
    expect(link?.attributes('href')).toBe('/?page=system')
    let isBrowsers = false
    document.addEventListener(
      'click',
      (event) => {
        isBrowsers = !event.defaultPrevented
        event.preventDefault()
      },
      { once: true },
    )
    await link?.trigger('click', { ctrlKey: true })
    expect(isBrowsers).toBe(true)
    expect(location.search).toBe('')
    await link?.trigger('click')
    expect(location.search).toBe('?page=system')
    expect(document.title).toBe('System · Muster command center')
    expect(shown.get('[aria-current=page]').text()).toBe('System')
  })

  it('is a wall with nothing to press and nobody’s name', async () => {
    go({ page: 'wall' })
    const shown = await open()
    expect(shown.find('.wall').exists()).toBe(true)
    expect(shown.findAll('button, select, input')).toHaveLength(0)
    expect(shown.text()).not.toContain('Zhang')
    expect(shown.findAll('[data-count]').map((count) => count.text().replace(/\s+/g, ' '))).toEqual([
      '1 0',
      '2 0',
      '3 0',
    ])
  })

  it('is a pane alone in a window of its own', async () => {
    go({ page: 'board' })
    const shown = await open()
    expect(shown.findAll('[data-region]').map((region) => region.attributes('data-region'))).toEqual([
      'alarms',
      'detail',
      'banner',
    ])
    expect(shown.find('nav').exists()).toBe(false)
  })

  it('shows nothing to whose role may not see the events, but says so', async () => {
    world.refusal = new Response('{}', { status: 403 })
    const shown = await open()
    expect(shown.get('[data-stream-says]').text()).toBe('Your role may not see the event stream.')
    expect(shown.find('[data-region=alerts]').exists()).toBe(false)
    expect(shown.find('[data-no-sound]').exists()).toBe(false)
    expect(shown.get('header').text()).toContain('Log out')
  })

  it('is no desk any more for the colleagues before its account is logged out', async () => {
    const gone = vi.spyOn(location, 'assign').mockImplementation(() => undefined)
    const shown = await open()
    await shown
      .findAll('button')
      .find((one) => one.text() === 'Log out')
      ?.trigger('click')
    await settle()
    const said = asked.filter((one) => /^(DELETE|POST \/logout)/.test(one))
    expect(said).toEqual([`DELETE /api/desks/${deskId()}`, 'POST /logout'])
    expect(gone).toHaveBeenCalledWith('/')
    gone.mockRestore()
  })

  it('begins the shift with the test sound, and goes silent for nobody', async () => {
    const played: string[] = []
    vi.stubGlobal('AudioContext', fakeAudio(played))
    const shown = await open()
    await shown
      .findAll('button')
      .find((one) => one.text() === 'Begin shift')
      ?.trigger('click')
    await settle()
    expect(played).toEqual(['start'])
    expect(shown.find('[data-no-sound]').exists()).toBe(false)
    expect(localStorage.getItem('muster.shift')).toBe('begun')
  })
})

/** As much of Web Audio as a sound needs. */
function fakeAudio(played: string[]) {
  const node = () => ({
    connect: (next: unknown) => next,
    gain: { value: 1 },
    start: () => played.push('start'),
  })
  return class {
    state = 'suspended'
    sampleRate = 8_000
    destination = {}
    createBufferSource = node
    createGain = node
    createBuffer = () => ({ copyToChannel: () => undefined })
    addEventListener = () => undefined
    resume(): Promise<void> {
      this.state = 'running'
      return Promise.resolve()
    }
  }
}
