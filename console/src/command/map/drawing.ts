import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { readMapBase, readOutlines, type MapBase } from '../../api/map-base'
import type { CanvasEvents, MapCanvas, MapView, OpenCanvas } from '../../map/canvas'
import type { Coordinates, Datum } from '../../map/datum'
import type { MarkCollection } from '../../map/marks'
import { onThemeChange, readPalette } from '../../map/palette'
import type { Desk } from '../desk'

/** `absent`: this browser cannot draw it, or has lost it; then there is the list. */
export type DrawingState = 'loading' | 'drawn' | 'absent'

export interface Drawing {
  readonly state: ShallowRef<DrawingState>
  readonly canvas: ShallowRef<MapCanvas | null>
  readonly datum: ShallowRef<Datum>
  readonly base: ShallowRef<MapBase>
}

export interface DrawingOptions {
  readonly container: () => HTMLElement | null
  readonly view: () => MapView
  readonly language: () => string
  /** In the map's datum. */
  readonly marks: (datum: Datum) => MarkCollection
  readonly events: Omit<CanvasEvents, 'lost'>
  readonly open: OpenCanvas
}

/** The drawn map in its element, for as long as the component lives. */
export function useDrawing(desk: Desk, options: DrawingOptions): Drawing {
  const state = shallowRef<DrawingState>('loading')
  const canvas = shallowRef<MapCanvas | null>(null)
  const datum = shallowRef<Datum>('WGS84')
  const base = shallowRef<MapBase>({ kind: 'none' })
  const life = new AbortController()

  function isOver(): boolean {
    return life.signal.aborted
  }

  async function draw(container: HTMLElement): Promise<void> {
    base.value = await readMapBase(desk.api)
    const crs = base.value.kind === 'none' ? 'WGS84' : base.value.datum
    const within = desk.who.session?.jurisdiction ?? ''
    const outlines = within === '' ? [] : await readOutlines(desk.api, within.slice(0, 4), 'COUNTY', crs)
    if (isOver()) {
      return
    }
    datum.value = crs
    try {
      const opened = await options.open({
        container,
        base: base.value,
        datum: crs,
        outlines,
        palette: readPalette(),
        language: options.language(),
        view: options.view(),
        events: { ...options.events, lost: giveUp },
      })
      if (isOver()) {
        opened.close()
        return
      }
      canvas.value = opened
      state.value = 'drawn'
    } catch {
      giveUp()
    }
  }

  function giveUp(): void {
    canvas.value?.close()
    canvas.value = null
    state.value = 'absent'
  }

  watch(
    options.container,
    (container) => {
      if (container !== null && state.value === 'loading' && canvas.value === null) {
        void draw(container)
      }
    },
    { immediate: true, flush: 'post' },
  )
  watch([() => canvas.value, () => options.marks(datum.value)], ([drawn, marks]) => {
    drawn?.setMarks(marks)
  })
  watch(options.language, (language) => {
    canvas.value?.setLanguage(language)
  })
  const endTheme = onThemeChange(() => {
    canvas.value?.setPalette(readPalette())
  })
  onScopeDispose(() => {
    life.abort()
    endTheme()
    canvas.value?.close()
  })
  return { state, canvas, datum, base }
}

/** Fetched when a map is seen for the first time. */
export const openLazily: OpenCanvas = async (options) => {
  const { openMapLibre } = await import('../../map/maplibre')
  return openMapLibre(options)
}

/** Before anybody has looked anywhere: the places that there are, else the jurisdiction's own part of the country. */
export function firstView(places: readonly Coordinates[]): MapView {
  const [first] = places
  return first === undefined
    ? { center: { latitude: 34.26, longitude: 117.2 }, zoom: 8.5 }
    : { center: first, zoom: 13 }
}
