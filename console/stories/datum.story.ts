import { mkdir, rm, writeFile } from 'node:fs/promises'
import type { Map as DrawnMap } from 'maplibre-gl'
import type { Page } from '@playwright/test'
import { metresBetween } from '../src/command/issue/geometry'
import { fromWgs84, placeAt, positionOn, written, type Coordinates } from '../src/map/datum'
import { cancel, formTeams, issueAlert } from './command-center'
import { stack } from './stack'
import { expect, logIn, picture, test } from './story'

/** In Xizhu, where no other story has a team; of three digits, as the map tells of teams that have no task. */
const KNOWN = { latitude: 34.292, longitude: 117.339 }
const ZOOM = 18
/** A base is made of tiles of 256 pixels where the map counts by 512: of the next zoom. */
const TILE_ZOOM = ZOOM + 1
/** A PNG of one pixel, which the map stretches. */
const GREY = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mPYAAAAsgCx+IKSpwAAAABJRU5ErkJggg==',
  'base64',
)
const TILES = `${import.meta.dirname}/../target/dist/tiles`

test.afterAll(async () => {
  await stack.restart('gateway', { MUSTER_MAP_BASE_KIND: 'none' })
  await rm(TILES, { recursive: true })
})

for (const datum of ['WGS84', 'GCJ02'] as const) {
  test.describe(`on a base in ${datum}`, () => {
    test.use({ locale: 'zh-CN', colorScheme: 'light' })

    test.beforeAll(async () => {
      await layTile(positionOn(KNOWN, datum))
      await stack.restart('gateway', {
        MUSTER_MAP_BASE_KIND: 'raster',
        MUSTER_MAP_BASE_URL: '/tiles/{z}/{x}/{y}.png',
        MUSTER_MAP_BASE_DATUM: datum,
        MUSTER_MAP_BASE_ATTRIBUTION: 'Story',
        MUSTER_MAP_BASE_MAXZOOM: String(TILE_ZOOM),
      })
    })

    test('a known place is where the base has it: marks, tiles, clicks and what is typed', async ({
      page,
    }) => {
      await formTeams([`基准 ${datum}`], { ...KNOWN, crs: 'WGS84' })
      const alert = await issueAlert({ location: { ...KNOWN, crs: 'WGS84' }, outside: false })
      const laid = tileOf(positionOn(KNOWN, datum))
      const base = page.waitForResponse((answer) => answer.url().endsWith(`/tiles/${laid.join('/')}.png`))
      await logIn(page)
      await page.goto(`/?map=${KNOWN.latitude},${KNOWN.longitude},${ZOOM}`)
      await expect(page.locator('[data-map=drawn]')).toBeVisible({ timeout: 20_000 })
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
      expect((await base).headers()['content-type']).toBe('image/png')

      // What a service tells of, and what comes in the server's own tiles, which are drawn in the base's datum.
      for (const [layer, of] of [
        ['alerts', alert.id],
        ['teams', ''],
      ] as const) {
        await expect
          .poll(async () => farthestOf(await marks(page, layer, of), datum), { timeout: 30_000 })
          .toBeLessThan(1)
      }
      await picture(page, `datum-${datum}`)
      await cancel(alert)
      await expect.poll(() => marks(page, 'alerts', alert.id)).toEqual([])

      // From the screen to the form and back.
      const clicked = { latitude: KNOWN.latitude + 0.0004, longitude: KNOWN.longitude + 0.0003 }
      await page.keyboard.press('F2')
      const [x, y] = await onScreen(page, positionOn(clicked, datum))
      await page.mouse.click(x, y)
      const chosen = page.locator('[data-chosen]')
      await expect(chosen).toContainText('WGS-84')
      expect(metresBetween(placeIn(await chosen.innerText()), clicked)).toBeLessThan(1)
      await expect
        .poll(async () => farthestFrom(clicked, await marks(page, 'picked', ''), datum))
        .toBeLessThan(1)

      const typed = { latitude: KNOWN.latitude - 0.0004, longitude: KNOWN.longitude - 0.0003 }
      await page
        .getByRole('combobox')
        .first()
        .fill(written(fromWgs84(typed, 'GCJ02'), 'GCJ02'))
      await page.getByRole('listbox').getByRole('option').first().click()
      await expect(chosen).toContainText('GCJ-02')
      await expect
        .poll(async () => farthestFrom(typed, await marks(page, 'picked', ''), datum))
        .toBeLessThan(1)
    })
  })
}

type Position = [longitude: number, latitude: number]

/** What is drawn of a layer, as the map itself says, in the numbers of its base. */
async function marks(page: Page, layer: string, id: string): Promise<Position[]> {
  return page.locator('[role=application]').evaluate(
    (element, [of, wanted]) => {
      const { drawnMap } = element as HTMLElement & { drawnMap?: DrawnMap }
      return (drawnMap?.queryRenderedFeatures({ layers: [String(of)] }) ?? [])
        .filter(({ properties }) => wanted === '' || properties['id'] === wanted)
        .map(({ geometry }) => (geometry as { coordinates: unknown }).coordinates as Position)
    },
    [layer, id],
  )
}

function farthestOf(found: readonly Position[], datum: 'WGS84' | 'GCJ02'): number {
  return farthestFrom(KNOWN, found, datum)
}

/** Infinite where there is none. */
function farthestFrom(place: Coordinates, found: readonly Position[], datum: 'WGS84' | 'GCJ02'): number {
  return found.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.max(...found.map((position) => metresBetween(placeAt(position, datum), place)))
}

async function onScreen(page: Page, position: Position): Promise<Position> {
  return page.locator('[role=application]').evaluate((element, on) => {
    const { drawnMap } = element as HTMLElement & { drawnMap?: DrawnMap }
    if (drawnMap === undefined) {
      throw new Error('Nothing is drawn')
    }
    const { x, y } = drawnMap.project(on)
    const { left, top } = drawnMap.getCanvas().getBoundingClientRect()
    return [left + x, top + y] satisfies Position
  }, position)
}

function placeIn(text: string): Coordinates {
  const [, latitude, longitude] = /(-?\d+\.\d{5}), (-?\d+\.\d{5})/.exec(text) ?? []
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

/** Of Web Mercator, as all map servers count them. */
function tileOf([longitude, latitude]: Position): [zoom: number, x: number, y: number] {
  const count = 2 ** TILE_ZOOM
  const phi = (latitude * Math.PI) / 180
  return [
    TILE_ZOOM,
    Math.floor(((longitude + 180) / 360) * count),
    Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * count),
  ]
}

/** The one tile in which the known place is, in a base that has no other. */
async function layTile(position: Position): Promise<void> {
  const [zoom, x, y] = tileOf(position)
  await mkdir(`${TILES}/${zoom}/${x}`, { recursive: true })
  await writeFile(`${TILES}/${zoom}/${x}/${y}.png`, GREY)
}
