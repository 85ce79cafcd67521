/** The map library, in a chunk of its own that is fetched when somebody sees a map. */
import 'maplibre-gl/dist/maplibre-gl.css'
import {
  AJAXError,
  AttributionControl,
  Map as LibraryMap,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Priority } from '../alarm/alarm'
import { drawIcon, ICON_RATIO } from './alarm-icons'
import { LEAST_ZOOM, MOST_ZOOM, type CanvasOptions, type Hit, type MapCanvas, type MapView } from './canvas'
import { placeAt, positionOn } from './datum'
import type { Palette } from './palette'
import { seenOf } from './seen'
import { boundsOf } from './shapes'
import { ALARM_ICONS, layersOf, styleOf } from './styles'

const CLICKABLE = ['alarms', 'alerts', 'reports', 'tasked', 'teams']
const SEEN = ['teams', 'clusters', 'people']

/** Fingers and shaking hands hit beside it. */
const HIT_PIXELS = 8

export function openMapLibre(options: CanvasOptions): Promise<MapCanvas> {
  setWorkerUrl(workerUrl)
  const { container, base, datum, events } = options
  let { palette, language } = options
  const map = new LibraryMap({
    container,
    style: styleOf({ ...options, origin: location.origin }),
    center: positionOn(options.view.center, datum),
    zoom: options.view.zoom,
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    // North is up, as on every map that somebody describes a place by.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // The page has keys of its own, which readers of the screen are told of.
    keyboard: false,
    attributionControl: false,
    fadeDuration: 0,
    localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
  })
  // Named and focused as a whole by the page: within it the library's own canvas is a picture.
  const drawn = map.getCanvas()
  for (const name of ['role', 'aria-label', 'tabindex']) {
    drawn.removeAttribute(name)
  }
  drawn.setAttribute('aria-hidden', 'true')
  map.on('error', ({ error }) => {
    // A tile that did not come is asked for again when it is looked at; the light tells of a network that is away.
    if (!(error instanceof AJAXError)) {
      console.error(error)
    }
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left')
  if (base.kind !== 'none') {
    const approval = base.approval === undefined ? [] : [base.approval]
    map.addControl(
      new AttributionControl({
        compact: false,
        customAttribution: [base.attribution, ...approval].map(asText),
      }),
    )
  }

  function drawIcons(): void {
    for (const priority of [1, 2, 3] as const satisfies readonly Priority[]) {
      const image = drawIcon(priority, palette)
      if (image !== null) {
        const name = ALARM_ICONS[priority]
        if (map.hasImage(name)) {
          map.updateImage(name, image)
        } else {
          map.addImage(name, image, { pixelRatio: ICON_RATIO })
        }
      }
    }
  }

  /** Paint and texts alone: sources and what they hold stay. */
  function repaint(): void {
    for (const layer of layersOf({ base, palette, language })) {
      Object.entries(layer.paint ?? {}).forEach(([name, value]) => {
        map.setPaintProperty(layer.id, name as never, value as never)
      })
      if (layer.type === 'symbol' && layer.layout?.['text-field'] !== undefined) {
        map.setLayoutProperty(layer.id, 'text-field', layer.layout['text-field'])
      }
    }
    drawIcons()
  }

  function view(): MapView {
    const { lng, lat } = map.getCenter()
    return { center: placeAt([lng, lat], datum), zoom: map.getZoom() }
  }

  function listen(): void {
    map.on('click', ({ point, lngLat }) => {
      const around: [[number, number], [number, number]] = [
        [point.x - HIT_PIXELS, point.y - HIT_PIXELS],
        [point.x + HIT_PIXELS, point.y + HIT_PIXELS],
      ]
      const [top] = map.queryRenderedFeatures(around, { layers: CLICKABLE })
      events.clicked(placeAt([lngLat.lng, lngLat.lat], datum), hitOf(top?.properties))
    })
    map.on('moveend', (event) => {
      events.moved(view(), (event as { originalEvent?: unknown }).originalEvent !== undefined)
    })
    map.on('idle', events.idle)
    map.on('webglcontextlost', events.lost)
  }

  const canvas: MapCanvas = {
    setMarks: (marks) => {
      void map.getSource<GeoJSONSource>('marks')?.setData(marks)
    },
    setPalette: (next: Palette) => {
      palette = next
      repaint()
    },
    setLanguage: (next) => {
      language = next
      repaint()
    },
    show: ({ center, zoom }) => {
      map.jumpTo({ center: positionOn(center, datum), zoom })
    },
    fit: (places) => {
      const bounds = boundsOf(places, datum)
      if (bounds !== null) {
        map.fitBounds(bounds, { animate: false, padding: 48, maxZoom: 16 })
      }
    },
    view,
    seen: () => seenOf(map.queryRenderedFeatures({ layers: SEEN }), datum),
    resize: () => {
      map.resize()
    },
    close: () => {
      map.remove()
    },
  }
  return new Promise((resolve) => {
    void map.once('load', () => {
      drawIcons()
      listen()
      // For stories, which count what is drawn instead of comparing pixels.
      Object.assign(container, { drawnMap: map })
      resolve(canvas)
    })
  })
}

function hitOf(properties: Readonly<Record<string, unknown>> | undefined): Hit | null {
  if (properties === undefined) {
    return null
  }
  const kind = properties['kind'] === 'alarm' ? 'alert' : (properties['kind'] ?? 'team')
  return { kind: kind as Hit['kind'], id: String(properties['id']) }
}

/** The control takes HTML: what comes from a server's settings is text. */
function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
