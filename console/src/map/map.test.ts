// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { MapBase, Outline } from '../api/map-base'
import { metresBetween } from '../command/issue/geometry'
import { FAINTEST, minutesOf, strengthAt } from './age'
import { shapeOf } from './alarm-icons'
import { pan, readView, writeView, zoomBy, type TeamSeen } from './canvas'
import { fromWgs84, placeAt } from './datum'
import { listOf } from './list'
import { featuresOf, type Mark, type MarkFeature } from './marks'
import { isDark, MAP_TOKENS, readPalette, type Palette } from './palette'
import { seenOf } from './seen'
import { boundsOf, circle } from './shapes'
import { layersOf, styleOf } from './styles'

const NOW = Date.parse('2022-03-12T01:20:00Z')
const XIZHU = { latitude: 34.29247, longitude: 117.33915 }
const NORTH = { latitude: 34.30147, longitude: 117.33915 }

/** Each token is its own name: so a colour that is none of them is found. */
const palette = Object.fromEntries(MAP_TOKENS.map((token) => [token, `token-${token}`])) as Palette
const words = { age: (minutes: number) => `${minutes} min`, wave: (wave: number) => `wave ${wave}` }

const alert: Mark = {
  kind: 'alert',
  id: 'a1',
  place: XIZHU,
  label: '417',
  name: 'Red e-bike',
  wave: 2,
  isOpened: true,
  alarm: 1,
  since: NOW - 47_000,
}
const report: Mark = {
  kind: 'report',
  id: 'r1',
  place: NORTH,
  name: 'smoke',
  isOpened: false,
  since: NOW - 240_000,
}
function team(id: string, coming: 'comes' | 'unreached'): Mark {
  return { kind: 'team', id, place: NORTH, name: id, coming, within: 80 }
}
const wave: Mark = { kind: 'wave', id: 'a1-1', place: XIZHU, metres: 1500, wave: 1 }
const all: readonly Mark[] = [alert, report, team('t1', 'comes'), team('t2', 'unreached'), wave]

function ofKind(kind: string, map: 'WGS84' | 'GCJ02' = 'WGS84'): MarkFeature[] {
  return featuresOf(all, map, NOW, words).features.filter(({ properties }) => properties['kind'] === kind)
}

describe('marks', () => {
  it('are where the map’s datum has them', () => {
    for (const map of ['WGS84', 'GCJ02'] as const) {
      const [feature] = ofKind('alert', map)
      const position = feature?.geometry.coordinates as [number, number]
      expect(metresBetween(placeAt(position, map), XIZHU)).toBeLessThan(1)
      const shifted = fromWgs84(XIZHU, map)
      expect(position).toEqual([shifted.longitude, shifted.latitude])
    }
  })

  it('of an alert say its number and wave, and its alarm on top', () => {
    expect(ofKind('alert')[0]?.properties).toMatchObject({ label: '417', wave: 2, isOpened: true })
    expect(ofKind('alarm')[0]?.properties).toMatchObject({ id: 'a1', priority: 1, label: '1' })
  })

  it('of called teams have a line to the alert, by whether they come', () => {
    expect(ofKind('line').map(({ properties }) => properties['coming'])).toEqual(['comes', 'unreached'])
    const [line] = ofKind('line')
    expect(line?.geometry.coordinates).toEqual([
      [NORTH.longitude, NORTH.latitude],
      [XIZHU.longitude, XIZHU.latitude],
    ])
    const alone = featuresOf([team('t1', 'comes')], 'WGS84', NOW, words).features
    expect(alone.some(({ properties }) => properties['kind'] === 'line')).toBe(false)
  })

  it('that are somewhere within some metres are discs of that size', () => {
    const [disc] = ofKind('disc')
    const ring = (disc?.geometry.coordinates as [number, number][][])[0] ?? []
    for (const position of ring) {
      expect(metresBetween(placeAt(position, 'WGS84'), NORTH)).toBeCloseTo(80, 0)
    }
    expect(ring[0]).toEqual(ring.at(-1))
  })

  it('of reports fade with their age, and say it', () => {
    expect(ofKind('report')[0]?.properties).toMatchObject({ age: '4 min', strength: strengthAt(240_000) })
  })

  it('of a wave are a ring of its metres, on a shifted map, too', () => {
    const ring = circle(XIZHU, 1500, 'GCJ02')
    for (const position of ring) {
      expect(Math.abs(metresBetween(placeAt(position, 'GCJ02'), XIZHU) - 1500)).toBeLessThan(5)
    }
    expect(ofKind('wave')[0]?.properties).toMatchObject({ label: 'wave 1' })
  })
})

it('what is old is fainter, and never invisible', () => {
  expect([0, 30_000, 60_000].map(strengthAt)).toEqual([1, 1, 1])
  expect(strengthAt(600_000)).toBeLessThan(strengthAt(300_000))
  expect(strengthAt(86_400_000)).toBe(FAINTEST)
  expect([-5_000, 59_999, 60_000, 240_000].map(minutesOf)).toEqual([0, 0, 1, 4])
})

describe('the list', () => {
  const seen: readonly TeamSeen[] = [
    { kind: 'team', id: 't1', name: 't1', place: NORTH, state: 'TASKED', teams: null, people: 3, within: 8 },
    { kind: 'team', id: 't9', name: 't9', place: XIZHU, state: 'FREE', teams: null, people: 2, within: 80 },
    { kind: 'people', id: '1,2', name: '', place: NORTH, state: null, teams: null, people: 5, within: 500 },
  ]

  it('says all that the map says, nearest first, each team once', () => {
    const rows = listOf(all, seen, XIZHU, NOW)
    expect(rows.map(({ key }) => key)).toEqual([
      'alert:a1',
      'team:t9',
      'people:1,2',
      'report:r1',
      'team:t1',
      'team:t2',
    ])
    expect(rows[0]).toMatchObject({ metres: 0, direction: null, alarm: 1, wave: 2, label: '417', minutes: 0 })
    expect(rows.at(-1)).toMatchObject({ coming: 'unreached', direction: 'N' })
    expect(rows.at(-1)?.metres).toBeCloseTo(1000, -2)
    expect(rows[3]).toMatchObject({ minutes: 4 })
  })

  it('is empty where nothing is', () => {
    expect(listOf([], [], XIZHU, NOW)).toEqual([])
  })
})

describe('the layers', () => {
  const drawn = {
    base: { kind: 'none' } as const,
    datum: 'GCJ02' as const,
    outlines: [],
    palette,
    language: 'zh-CN',
    origin: 'http://localhost:8080',
  }

  /** Texts of paint that are colours. */
  function colours(value: unknown): string[] {
    if (typeof value === 'string') {
      return /^(token-|#|rgb|hsl)/.test(value) ? [value] : []
    }
    return Array.isArray(value) ? value.flatMap(colours) : []
  }

  it('have no colour but the tokens', () => {
    for (const layer of layersOf(drawn)) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        if (name.endsWith('-color')) {
          expect(colours(value).length, `${layer.id} ${name}`).toBeGreaterThan(0)
        }
        for (const colour of colours(value)) {
          expect(colour, `${layer.id} ${name}`).toMatch(/^token-/)
        }
      }
    }
  })

  it('lie one on the other as the design has it, alarms on top', () => {
    const order = ['people', 'clusters', 'teams', 'reports', 'waves', 'alerts', 'tasked', 'alarms']
    const ids = layersOf(drawn).map(({ id }) => id)
    expect(ids.filter((id) => order.includes(id))).toEqual(order)
    expect(ids.at(-1)).toBe('alarms')
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('have the jurisdiction as their ground only where there is no base, which it would cover', () => {
    const grounds = (base: MapBase) =>
      layersOf({ ...drawn, base })
        .filter((layer) => 'source' in layer && layer.source === 'outlines' && layer.type === 'fill')
        .map(({ id }) => id)
    expect(grounds({ kind: 'none' })).toEqual(['county'])
    expect(
      grounds({
        kind: 'raster',
        url: '/t/{z}/{x}/{y}',
        datum: 'GCJ02',
        attribution: 'A',
        minZoom: 3,
        maxZoom: 18,
      }),
    ).toEqual([])
  })

  it('have a solid line to who comes and a dashed one to who is unreached', () => {
    const line = (id: string) => layersOf(drawn).find((layer) => layer.id === id)?.paint ?? {}
    expect(line('line-comes')).not.toHaveProperty('line-dasharray')
    expect(line('line-unreached')).toHaveProperty('line-dasharray')
    expect(line('line-unreached')).toMatchObject({ 'line-color': 'token-warn' })
  })

  it('take the teams’ tiles in the map’s datum, by a whole address', () => {
    expect(styleOf(drawn).sources['teams']).toMatchObject({
      tiles: ['http://localhost:8080/api/map/teams/{z}/{x}/{y}.mvt?crs=GCJ02'],
    })
    expect(styleOf(drawn)).not.toHaveProperty('glyphs')
  })

  it('name each outline once, and draw none that is only a point', () => {
    const outline = (code: string, type: string): Outline => ({
      type: 'Feature',
      properties: { code, name: code, center: [117, 34] },
      geometry: { type, coordinates: [] },
    })
    const { sources } = styleOf({ ...drawn, outlines: [outline('1', 'MultiPolygon'), outline('2', 'Point')] })
    expect(sources['outlines']).toMatchObject({ data: { features: [{ properties: { code: '1' } }] } })
    expect(sources['names']).toMatchObject({ data: { features: [{}, {}] } })
  })

  it('put a base of pictures under everything, without its colours', () => {
    const base = {
      kind: 'raster' as const,
      url: '/tiles/{z}/{x}/{y}.png',
      datum: 'GCJ02' as const,
      attribution: 'A',
      minZoom: 3,
      maxZoom: 18,
    }
    const style = styleOf({ ...drawn, base })
    expect(style.sources['base']).toMatchObject({
      type: 'raster',
      tiles: ['http://localhost:8080/tiles/{z}/{x}/{y}.png'],
      maxzoom: 18,
    })
    expect(style.layers[1]).toMatchObject({ id: 'base', type: 'raster' })
    const saturation = (style.layers[1]?.paint as Record<string, number>)['raster-saturation']
    expect(saturation).toBeLessThan(-0.5)
  })

  it('name streets of a vector base in the page’s language', () => {
    const base = {
      kind: 'vector' as const,
      url: '/v/{z}/{x}/{y}',
      datum: 'WGS84' as const,
      attribution: '',
      minZoom: 0,
      maxZoom: 14,
    }
    const names = (language: string) =>
      JSON.stringify(layersOf({ base, palette, language }).find(({ id }) => id === 'base-place')?.layout)
    expect(names('zh-CN')).toContain('name:zh-Hans')
    expect(names('en')).toContain('name:en')
  })

  it('have alarms’ shapes by their priority', () => {
    expect([1, 2, 3].map((priority) => shapeOf(priority as 1 | 2 | 3, palette).corners.length)).toEqual([
      8, 3, 0,
    ])
    expect(shapeOf(1, palette).fill).toBe('token-fill-alarm')
  })
})

describe('the palette', () => {
  it('is what the page’s tokens are', () => {
    const style = { getPropertyValue: (name: string) => ` ${name} ` } as CSSStyleDeclaration
    expect(readPalette(style)).toMatchObject({ ink: '--ink', 'fill-alarm': '--fill-alarm' })
  })

  it('knows dark from light', () => {
    expect(
      ['#0f1317', '#eaedf0', '#000', '#fff', ''].map((ground) => isDark({ ...palette, ground })),
    ).toEqual([true, false, true, false, false])
  })
})

describe('the view', () => {
  const view = { center: XIZHU, zoom: 14 }

  it('stands in the address, and nonsense there is none', () => {
    expect(writeView(view)).toBe('34.29247,117.33915,14.0')
    expect(readView('34.29247,117.33915,14.0')).toEqual(view)
    for (const text of ['', 'a,b,c', '34,117', '34,117,14,1', '95,117,14', '34,217,14', '34,117,99']) {
      expect(readView(text), text).toBeNull()
    }
  })

  it('goes by pixels, and back again', () => {
    const east = pan(view, 100, 0)
    expect(east.center.longitude).toBeGreaterThan(XIZHU.longitude)
    expect(east.center.latitude).toBeCloseTo(XIZHU.latitude, 9)
    expect(pan(view, 0, 100).center.latitude).toBeLessThan(XIZHU.latitude)
    expect(metresBetween(pan(pan(view, 100, -50), -100, 50).center, XIZHU)).toBeLessThan(0.01)
  })

  it('comes nearer as far as there are maps', () => {
    expect(zoomBy(view, 1).zoom).toBe(15)
    expect(zoomBy({ ...view, zoom: 18 }, 1).zoom).toBe(18)
    expect(zoomBy({ ...view, zoom: 3 }, -1).zoom).toBe(3)
  })

  it('has all places in it, and streets around a single one', () => {
    expect(boundsOf([], 'WGS84')).toBeNull()
    const [west, south, east, north] = boundsOf([XIZHU, NORTH], 'WGS84') ?? [0, 0, 0, 0]
    expect(west).toBeLessThan(XIZHU.longitude)
    expect(east).toBeGreaterThan(XIZHU.longitude)
    expect(south).toBeLessThan(XIZHU.latitude)
    expect(north).toBeGreaterThan(NORTH.latitude)
  })
})

it('what tiles show is told in WGS-84, once, and as uncertain as it is', () => {
  const shifted = fromWgs84(XIZHU, 'GCJ02')
  const geometry = { type: 'Point', coordinates: [shifted.longitude, shifted.latitude] }
  const properties = { id: 't1', name: 'Xizhu 2', state: 'TASKED', onDuty: 3 }
  const seen = seenOf(
    [
      { sourceLayer: 'teams', properties, geometry },
      { sourceLayer: 'teams', properties, geometry },
      { sourceLayer: 'people', properties: { people: 4, cellMeters: 500 }, geometry },
      { sourceLayer: 'clusters', properties: { teams: 12, onDuty: 40 }, geometry },
      { sourceLayer: 'unknown', properties: {}, geometry },
      { sourceLayer: 'teams', properties, geometry: { type: 'Polygon', coordinates: [] } },
    ],
    'GCJ02',
  )
  expect(seen.map(({ kind, people, teams, within }) => ({ kind, people, teams, within }))).toEqual([
    { kind: 'team', people: 3, teams: null, within: 8 },
    { kind: 'people', people: 4, teams: null, within: 500 },
    { kind: 'cluster', people: 40, teams: 12, within: 0 },
  ])
  expect(metresBetween(seen[0]?.place ?? NORTH, XIZHU)).toBeLessThan(1)
})
