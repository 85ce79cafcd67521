import type {
  FilterSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import type { MapBase, Outline } from '../api/map-base'
import { baseLayers } from './base-styles'
import type { Datum } from './datum'
import type { Palette } from './palette'

/** What teams are drawn from, deepest zoom of the service's tiles. */
const DEEPEST_TEAMS = 16

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

/** Everything of a map but the marks, which come afterwards. */
export interface Drawn {
  readonly base: MapBase
  readonly datum: Datum
  readonly outlines: readonly Outline[]
  readonly palette: Palette
  readonly language: string
  /** The page's: tiles are fetched by a worker, which knows no relative addresses. */
  readonly origin: string
}

export function styleOf(drawn: Drawn): StyleSpecification {
  return { version: 8, sources: sourcesOf(drawn), layers: layersOf(drawn) }
}

function sourcesOf({ base, datum, outlines, origin }: Drawn): Record<string, SourceSpecification> {
  return {
    ...(base.kind === 'none'
      ? {}
      : {
          base: {
            type: base.kind,
            tiles: [new URL(base.url, origin).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
            minzoom: base.minZoom,
            maxzoom: base.maxZoom,
            ...(base.kind === 'raster' ? { tileSize: 256 } : {}),
          },
        }),
    outlines: { type: 'geojson', data: { ...EMPTY, features: outlines.filter(isDrawn) as never } },
    // Names on a source of their own: an outline of several parts would be named once for each.
    names: { type: 'geojson', data: { ...EMPTY, features: outlines.flatMap(nameOf) as never } },
    teams: {
      type: 'vector',
      tiles: [`${origin}/api/map/teams/{z}/{x}/{y}.mvt?crs=${datum}`],
      minzoom: 0,
      maxzoom: DEEPEST_TEAMS,
    },
    marks: { type: 'geojson', data: EMPTY },
  }
}

function isDrawn({ geometry }: Outline): boolean {
  return geometry !== null && geometry.type !== 'Point'
}

function nameOf({ properties: { code, name, center } }: Outline): object[] {
  return center === null
    ? []
    : [{ type: 'Feature', properties: { code, name }, geometry: { type: 'Point', coordinates: center } }]
}

/** From the bottom to the top: borders, people and teams on duty, reports, waves, alerts, tasked teams, alarms. */
export function layersOf({
  base,
  palette,
  language,
}: Pick<Drawn, 'base' | 'palette' | 'language'>): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
    ...baseLayers(base, palette, language),
    ...borders(base, palette),
    ...onDuty(palette),
    ...reports(palette),
    ...waves(palette),
    ...alerts(palette),
    ...taskedTeams(palette),
    ...alarmsAndPicked(palette),
  ]
}

type Is = readonly [property: string, value: string | number | boolean]

function only(kind: string, ...others: readonly Is[]): FilterSpecification {
  return [
    'all',
    ['==', ['get', 'kind'], kind],
    ...others.map(([name, value]) => ['==', ['get', name], value]),
  ] as never
}

function halo(palette: Palette): object {
  return { 'text-halo-color': palette.pane, 'text-halo-width': 1.5 }
}

/** The jurisdiction is a ground of its own where there is no other: it would cover a base. */
function borders(base: MapBase, palette: Palette): LayerSpecification[] {
  const ground: LayerSpecification[] =
    base.kind === 'none'
      ? [{ id: 'county', type: 'fill', source: 'outlines', paint: { 'fill-color': palette.pane } }]
      : []
  return [
    ...ground,
    {
      id: 'border',
      type: 'line',
      source: 'outlines',
      paint: { 'line-color': palette.edge, 'line-width': 1 },
    },
    {
      id: 'county-name',
      type: 'symbol',
      source: 'names',
      layout: { 'text-field': ['get', 'name'], 'text-size': 13 },
      paint: { 'text-color': palette.ink3, ...halo(palette) },
    },
  ]
}

/** Rings without a fill: what is on duty is there, and calls nobody. */
function onDuty(palette: Palette): LayerSpecification[] {
  const counted = (id: string, layer: string, figure: string, radius: number): LayerSpecification[] => [
    {
      id,
      type: 'circle',
      source: 'teams',
      'source-layer': layer,
      paint: {
        'circle-radius': radius,
        'circle-color': palette.pane,
        'circle-stroke-color': palette.edge,
        'circle-stroke-width': 1,
      },
    },
    {
      id: `${id}-count`,
      type: 'symbol',
      source: 'teams',
      'source-layer': layer,
      layout: { 'text-field': ['to-string', ['get', figure]], 'text-size': 12, 'text-allow-overlap': true },
      paint: { 'text-color': palette.ink2 },
    },
  ]
  return [
    ...counted('people', 'people', 'people', 9),
    ...counted('clusters', 'clusters', 'teams', 13),
    {
      id: 'teams',
      type: 'circle',
      source: 'teams',
      'source-layer': 'teams',
      paint: {
        'circle-radius': 5,
        'circle-color': ['match', ['get', 'state'], 'TASKED', palette.go, palette.pane],
        'circle-stroke-color': ['match', ['get', 'state'], 'TASKED', palette.go, palette.ink2],
        'circle-stroke-width': 2,
        // Of whom nobody is on duty cannot be called.
        'circle-opacity': ['case', ['>', ['get', 'onDuty'], 0], 1, 0.5],
        'circle-stroke-opacity': ['case', ['>', ['get', 'onDuty'], 0], 1, 0.5],
      },
    },
    {
      id: 'team-names',
      type: 'symbol',
      source: 'teams',
      'source-layer': 'teams',
      minzoom: 13,
      layout: {
        'text-field': ['get', 'name'],
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.6],
      },
      paint: { 'text-color': palette.ink2, ...halo(palette) },
    },
  ]
}

function reports(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'reports',
      type: 'circle',
      source: 'marks',
      filter: only('report'),
      paint: {
        'circle-radius': ['case', ['get', 'isOpened'], 10, 7],
        'circle-color': palette.raised,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
        'circle-opacity': ['get', 'strength'],
        'circle-stroke-opacity': ['get', 'strength'],
      },
    },
    {
      id: 'report-ages',
      type: 'symbol',
      source: 'marks',
      filter: only('report'),
      layout: {
        'text-field': ['get', 'age'],
        'text-size': 12,
        'text-anchor': 'left',
        'text-offset': [0.9, 0],
      },
      paint: { 'text-color': palette.ink2, 'text-opacity': ['get', 'strength'], ...halo(palette) },
    },
  ]
}

/** How far each wave has looked: a ring of metres. */
function waves(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'discs',
      type: 'fill',
      source: 'marks',
      filter: only('disc'),
      paint: { 'fill-color': palette.ink3, 'fill-opacity': 0.2 },
    },
    {
      id: 'waves',
      type: 'line',
      source: 'marks',
      filter: only('wave'),
      paint: { 'line-color': palette.ink2, 'line-width': 1.5 },
    },
    {
      id: 'wave-names',
      type: 'symbol',
      source: 'marks',
      filter: only('wave'),
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'label'], 'text-size': 12 },
      paint: { 'text-color': palette.ink2, ...halo(palette) },
    },
  ]
}

const ALERT_RADIUS = 12

/** A label goes where nothing else is said: below its mark, else beside or above it. */
const BESIDE: { 'text-variable-anchor': ('top' | 'left' | 'right' | 'bottom')[]; 'text-justify': 'auto' } = {
  'text-variable-anchor': ['top', 'left', 'right', 'bottom'],
  'text-justify': 'auto',
}

/** The number in a disc, and a ring for each wave around it. */
function alerts(palette: Palette): LayerSpecification[] {
  const ring = (wave: number): LayerSpecification => ({
    id: `alert-ring-${wave}`,
    type: 'circle',
    source: 'marks',
    filter: ['all', ['==', ['get', 'kind'], 'alert'], ['>=', ['get', 'wave'], wave]],
    paint: {
      'circle-radius': ALERT_RADIUS + 4 * wave,
      'circle-opacity': 0,
      'circle-stroke-color': palette.ink,
      'circle-stroke-width': 1.5,
    },
  })
  return [
    ring(3),
    ring(2),
    ring(1),
    {
      id: 'alerts',
      type: 'circle',
      source: 'marks',
      filter: only('alert'),
      paint: {
        'circle-radius': ALERT_RADIUS,
        // The one that is looked at is turned round.
        'circle-color': ['case', ['get', 'isOpened'], palette.ink, palette.raised],
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'alert-numbers',
      type: 'symbol',
      source: 'marks',
      filter: only('alert'),
      layout: {
        'text-field': ['get', 'label'],
        'text-size': 13,
        ...BESIDE,
        // Outside of the rings.
        'text-radial-offset': ['+', 1.2, ['*', 0.3, ['min', 3, ['get', 'wave']]]],
        // Of many in one place those are named that there is room for, first the one that is looked at.
        'symbol-sort-key': ['case', ['get', 'isOpened'], 0, 1],
      },
      paint: { 'text-color': palette.ink, ...halo(palette) },
    },
  ]
}

function taskedTeams(palette: Palette): LayerSpecification[] {
  const line = (id: string, coming: string, color: string, dashes?: number[]): LayerSpecification => ({
    id,
    type: 'line',
    source: 'marks',
    filter: only('line', ['coming', coming]),
    paint: {
      'line-color': color,
      'line-width': 2,
      ...(dashes === undefined ? {} : { 'line-dasharray': dashes }),
    },
  })
  return [
    line('line-asked', 'asked', palette.ink2, [0.5, 2]),
    line('line-unreached', 'unreached', palette.warn, [3, 2]),
    line('line-comes', 'comes', palette.go),
    line('line-there', 'there', palette.there),
    {
      id: 'tasked',
      type: 'circle',
      source: 'marks',
      filter: only('team'),
      paint: {
        'circle-radius': 7,
        'circle-color': [
          'match',
          ['get', 'coming'],
          'comes',
          palette.go,
          'there',
          palette.there,
          palette.pane,
        ],
        'circle-stroke-color': ['match', ['get', 'coming'], 'unreached', palette.warn, palette.ink2],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'tasked-names',
      type: 'symbol',
      source: 'marks',
      filter: only('team'),
      layout: {
        // The shape's word, as colour alone says nothing.
        'text-field': [
          'case',
          ['==', ['get', 'coming'], 'unreached'],
          ['concat', '? ', ['get', 'name']],
          ['get', 'name'],
        ],
        'text-size': 13,
        ...BESIDE,
        'text-radial-offset': 0.9,
      },
      paint: { 'text-color': palette.ink, ...halo(palette) },
    },
  ]
}

/** An octagon, a triangle and a ring, each with its digit. */
export const ALARM_ICONS = { 1: 'alarm-1', 2: 'alarm-2', 3: 'alarm-3' } as const

function alarmsAndPicked(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'picked',
      type: 'circle',
      source: 'marks',
      filter: only('picked'),
      paint: {
        'circle-radius': 8,
        'circle-opacity': 0,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 4,
      },
    },
    {
      id: 'alarms',
      type: 'symbol',
      source: 'marks',
      filter: only('alarm'),
      layout: {
        'icon-image': ['concat', 'alarm-', ['to-string', ['get', 'priority']]],
        'icon-offset': [14, -14],
        'icon-allow-overlap': true,
        // No label is put beneath it.
        'icon-ignore-placement': false,
        // The most urgent is on top.
        'symbol-sort-key': ['-', 0, ['get', 'priority']],
      },
    },
  ]
}
