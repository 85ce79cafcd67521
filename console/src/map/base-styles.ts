import type { LayerSpecification } from 'maplibre-gl'
import type { MapBase } from '../api/map-base'
import { isDark, type Palette } from './palette'

/** What all that matters is drawn on: without colours of its own. */
export function baseLayers(base: MapBase, palette: Palette, language: string): LayerSpecification[] {
  switch (base.kind) {
    case 'none':
      return []
    case 'raster':
      return [
        {
          id: 'base',
          type: 'raster',
          source: 'base',
          paint: {
            'raster-saturation': -0.85,
            'raster-fade-duration': 0,
            ...(isDark(palette) ? { 'raster-brightness-max': 0.45 } : { 'raster-contrast': -0.2 }),
          },
        },
      ]
    case 'vector':
      return vectorLayers(palette, language)
  }
}

/** Of tiles in the OpenMapTiles schema, as map servers of one's own make them. */
function vectorLayers(palette: Palette, language: string): LayerSpecification[] {
  const named = language.startsWith('zh')
    ? ['name:zh-Hans', 'name:zh', 'name']
    : ['name:en', 'name:latin', 'name']
  const from = (layer: string) => ({ source: 'base', 'source-layer': layer })
  return [
    { id: 'base-water', type: 'fill', ...from('water'), paint: { 'fill-color': palette.line } },
    {
      id: 'base-building',
      type: 'fill',
      ...from('building'),
      minzoom: 14,
      paint: { 'fill-color': palette.pane, 'fill-outline-color': palette.line },
    },
    {
      id: 'base-road',
      type: 'line',
      ...from('transportation'),
      paint: {
        'line-color': palette.line,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.5, 16, 5],
      },
    },
    {
      id: 'base-road-name',
      type: 'symbol',
      ...from('transportation_name'),
      minzoom: 14,
      layout: { 'symbol-placement': 'line', 'text-field': firstOf(named), 'text-size': 12 },
      paint: { 'text-color': palette.ink3, 'text-halo-color': palette.ground, 'text-halo-width': 1 },
    },
    {
      id: 'base-place',
      type: 'symbol',
      ...from('place'),
      layout: { 'text-field': firstOf(named), 'text-size': 13 },
      paint: { 'text-color': palette.ink3, 'text-halo-color': palette.ground, 'text-halo-width': 1.5 },
    },
  ]
}

function firstOf(names: readonly string[]): never {
  return ['coalesce', ...names.map((name) => ['get', name])] as never
}
