import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { CanvasOptions, MapCanvas, MapView, TeamSeen } from '../../map/canvas'
import { metresBetween } from '../issue/geometry'
import { fromWgs84, placeAt, type Coordinates } from '../../map/datum'
import type { MarkCollection } from '../../map/marks'
import { streamEvent } from '../../stream/world'
import { speak, texts } from '../../text'
import { goLive, tryDesk, type DeskTrial } from '../desk-trial'
import { isPicking, picked } from '../issue/where'
import { go, place } from '../place'
import MapPane from './MapPane.vue'

const NOW = Date.parse('2022-03-12T01:20:00Z')
const XIZHU = { latitude: 34.29247, longitude: 117.33915 }

/** A map that says what it was told to draw. */
class FakeCanvas implements MapCanvas {
  marks: MarkCollection = { type: 'FeatureCollection', features: [] }
  fitted: (readonly Coordinates[])[] = []
  shown: MapView[] = []
  palettes = 0
  draws = 0
  closed = false
  teams: TeamSeen[] = []

  constructor(readonly options: CanvasOptions) {}

  setMarks = (marks: MarkCollection): void => {
    this.marks = marks
    this.draws++
  }
  setPalette = (): void => {
    this.palettes++
  }
  setLanguage = (): void => undefined
  show = (view: MapView): void => {
    this.shown.push(view)
  }
  fit = (places: readonly Coordinates[]): void => {
    this.fitted.push(places)
  }
  view = (): MapView => this.options.view
  seen = (): readonly TeamSeen[] => this.teams
  resize = (): void => undefined
  close = (): void => {
    this.closed = true
  }

  of(kind: string): MarkCollection['features'] {
    return this.marks.features.filter(({ properties }) => properties['kind'] === kind)
  }
}

const alertView = {
  id: 'a1',
  number: 40317,
  status: 'CALLING',
  category: 'THEFT',
  severity: 'MINOR',
  headline: 'Red e-bike <script>',
  description: '',
  address: 'shop',
  location: { ...XIZHU, crs: 'WGS84' },
  jurisdiction: '320371003209',
  wave: 1,
  issuedAt: '2022-03-12T01:18:00Z',
  issuedBy: 'zhang',
  version: 1,
}

let trial: DeskTrial
let pane: VueWrapper
let canvas: FakeCanvas | undefined
let base: object
let alerts: object[]

async function open(canDraw = true): Promise<void> {
  goLive(trial)
  pane = mount(MapPane, {
    props: {
      open: (options: CanvasOptions) => {
        canvas = new FakeCanvas(options)
        return canDraw ? Promise.resolve(canvas) : Promise.reject(new Error('no WebGL'))
      },
    },
    global: { plugins: [texts], provide: trial.provide },
    attachTo: document.body,
  })
  await flushPromises()
  await nextTick()
}

function drawn(): FakeCanvas {
  if (canvas === undefined) {
    throw new Error('Nothing is drawn')
  }
  return canvas
}

function press(target: Element, key: string): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

beforeEach(() => {
  speak('en')
  history.replaceState(null, '', '/')
  go({ page: 'command', alert: '', report: '', doing: '' })
  isPicking.value = false
  picked.value = null
  base = { kind: 'none' }
  alerts = [alertView]
  canvas = undefined
  vi.stubGlobal('fetch', (request: Request) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    if (pathname.startsWith('/api/alerts/')) {
      return Promise.resolve(Response.json({}, { status: 404 }))
    }
    return Promise.resolve(
      Response.json(
        pathname === '/api/map/base'
          ? base
          : pathname === '/api/jurisdictions/outlines'
            ? { features: [] }
            : { items: pathname === '/api/alerts' ? alerts : [] },
      ),
    )
  })
  trial = tryDesk(NOW)
})

afterEach(() => {
  pane.unmount()
  trial.close()
  vi.unstubAllGlobals()
})

describe('the map', () => {
  it('shows what runs, and says that there are outlines alone', async () => {
    await open()
    expect(pane.get('[data-map]').attributes('data-map')).toBe('drawn')
    expect(
      drawn()
        .of('alert')
        .map(({ properties }) => properties['label']),
    ).toEqual(['40317'])
    expect(drawn().options.outlines).toEqual([])
    expect(pane.text()).toContain('Outlines only')
    pane.unmount()
    expect(drawn().closed).toBe(true)
  })

  it('opens the alert that is pointed at, and picks nothing', async () => {
    await open()
    drawn().options.events.clicked(XIZHU, { kind: 'alert', id: 'a1' })
    expect(place.alert).toBe('a1')
    expect(picked.value).toBeNull()
  })

  it('says in the line that is there anyhow that a click is a place, so that nothing moves', async () => {
    await open()
    const before = pane.get('.map').element.children.length
    isPicking.value = true
    await nextTick()
    expect(pane.get('.tools .picking').text()).not.toBe('')
    expect(pane.get('.map').element.children.length).toBe(before)
  })

  it('gives the form the place that was pointed at, in WGS-84 also on a shifted base', async () => {
    base = {
      kind: 'raster',
      url: '/t/{z}/{x}/{y}',
      datum: 'GCJ02',
      attribution: 'A',
      minZoom: 3,
      maxZoom: 18,
    }
    await open()
    expect(drawn().options.datum).toBe('GCJ02')
    const mark = drawn().of('alert')[0]?.geometry.coordinates as [number, number]
    const shifted = fromWgs84(XIZHU, 'GCJ02')
    expect(mark).toEqual([shifted.longitude, shifted.latitude])
    isPicking.value = true
    // As maplibre.ts does with where the pointer was.
    drawn().options.events.clicked(placeAt(mark, 'GCJ02'), null)
    expect(picked.value?.datum).toBe('WGS84')
    expect(metresBetween(picked.value ?? { latitude: 0, longitude: 0 }, XIZHU)).toBeLessThan(1)
    await nextTick()
    expect(drawn().of('picked')).toHaveLength(1)
  })

  it('follows what is opened, and stays where it is once it was moved by hand', async () => {
    await open()
    const before = drawn().fitted.length
    go({ alert: 'a1' })
    await nextTick()
    expect(drawn().fitted.length).toBe(before + 1)
    drawn().options.events.moved({ center: XIZHU, zoom: 12 }, true)
    await nextTick()
    expect(location.search).toContain('map=34.29247')
    go({ alert: '' })
    go({ alert: 'a1' })
    await nextTick()
    for (let minute = 0; minute < 3; minute++) {
      trial.now.value += 60_000
      await nextTick()
    }
    expect(drawn().fitted.length).toBe(before + 1)
    expect(drawn().shown).toEqual([])
    const letGo = pane.findAll('button').find((button) => button.text() === 'Follow again')
    await letGo?.trigger('click')
    expect(drawn().fitted.length).toBe(before + 2)
    expect(location.search).not.toContain('map=')
  })

  it('is drawn again when something changes, and not because time goes on', async () => {
    await open()
    go({ alert: 'a1' })
    await flushPromises()
    const before = drawn().draws
    for (let second = 0; second < 5; second++) {
      trial.now.value += 1_000
      await nextTick()
    }
    expect(drawn().draws).toBe(before)
    trial.now.value += 60_000
    await nextTick()
    expect(drawn().draws).toBe(before + 1)
  })

  it('is moved by nothing else that happens', async () => {
    await open()
    const before = drawn().fitted.length
    const { issuedAt, jurisdiction, category } = alertView
    const issued = { alertId: 'a2', at: issuedAt, number: 40318, jurisdiction, category, details: alertView }
    trial.tell({
      kind: 'events',
      events: [streamEvent({ type: 'alert.issued.v1', key: 'a2', alertId: 'a2', version: 1, event: issued })],
    })
    for (let minute = 0; minute < 3; minute++) {
      trial.now.value += 60_000
      await nextTick()
    }
    expect(drawn().of('alert')).toHaveLength(2)
    expect(drawn().fitted.length).toBe(before)
  })

  it('begins where the address says', async () => {
    history.replaceState(null, '', '/?map=34.10000,117.20000,12.0')
    await open()
    expect(drawn().options.view).toEqual({ center: { latitude: 34.1, longitude: 117.2 }, zoom: 12 })
    expect(drawn().fitted).toEqual([])
  })

  it('is moved by keys while it has the focus, and only then', async () => {
    await open()
    press(document.body, 'ArrowLeft')
    expect(drawn().shown).toEqual([])
    const element = pane.get<HTMLElement>('[role=application]').element
    element.focus()
    press(element, 'ArrowRight')
    press(element, '+')
    expect(drawn().shown).toHaveLength(2)
    expect(drawn().shown[1]?.zoom).toBe(drawn().options.view.zoom + 1)
    expect(drawn().shown[0]?.center.longitude).toBeGreaterThan(drawn().options.view.center.longitude)
  })

  it('takes the colours anew when the theme changes', async () => {
    await open()
    document.documentElement.dataset['theme'] = 'light'
    await flushPromises()
    await vi.waitFor(() => {
      expect(drawn().palettes).toBeGreaterThan(0)
    })
    delete document.documentElement.dataset['theme']
  })

  it('stops at its marks by Tab, nearest first, and goes there', async () => {
    alerts = [
      { ...alertView, id: 'far', number: 2, location: { latitude: 34.4, longitude: 117.4, crs: 'WGS84' } },
      alertView,
    ]
    await open()
    go({ alert: 'a1' })
    await nextTick()
    const stops = pane.findAll('[data-stop]')
    expect(stops.map((stop) => stop.attributes('data-stop'))).toEqual(['alert:a1', 'alert:far'])
    await stops[1]?.trigger('focus')
    expect(drawn().shown.at(-1)?.center).toEqual({ latitude: 34.4, longitude: 117.4 })
    await stops[1]?.trigger('click')
    expect(place.alert).toBe('far')
  })

  it('says how old it is while the stream is lost', async () => {
    await open()
    trial.tell({
      kind: 'state',
      state: { link: 'lost', heardAt: NOW, lostSince: NOW, retryAt: null, back: null, skew: null },
    })
    await nextTick()
    expect(pane.get('.stale').text()).toContain('As of 09:20:00')
  })
})

describe('the list', () => {
  it('says by M what the map says, and texts stay texts', async () => {
    await open()
    drawn().teams = [
      {
        kind: 'team',
        id: 't1',
        name: 'Xizhu 2',
        place: XIZHU,
        state: 'FREE',
        teams: null,
        people: 2,
        within: 80,
      },
    ]
    drawn().options.events.idle()
    press(document.body, 'm')
    await nextTick()
    const rows = pane.findAll('[data-mark]').map((row) => row.text().replace(/\s+/g, ' '))
    expect(rows.join('\n')).toContain('Alert 40317')
    expect(rows.join('\n')).toContain('Red e-bike <script>')
    expect(rows.join('\n')).toContain('wave 1')
    expect(rows.join('\n')).toContain('2 min')
    expect(rows.join('\n')).toContain('2 on duty')
    expect(pane.find('script').exists()).toBe(false)
    await pane.get('[data-mark="alert:a1"] button').trigger('click')
    expect(place.alert).toBe('a1')
    press(document.body, 'm')
    await nextTick()
    expect(pane.find('[data-mark]').exists()).toBe(false)
  })

  it('stands in for a map that this browser does not draw, and says so', async () => {
    await open(false)
    expect(pane.text()).toContain('This browser does not draw the map.')
    expect(pane.findAll('[data-mark]')).toHaveLength(1)
  })

  it('stands in for a map that the machine has taken away', async () => {
    await open()
    drawn().options.events.lost()
    await nextTick()
    expect(drawn().closed).toBe(true)
    expect(pane.findAll('[data-mark]')).toHaveLength(1)
  })

  it('says that nothing is there', async () => {
    alerts = []
    await open(false)
    expect(pane.text()).toContain('Nothing on the map.')
  })
})
