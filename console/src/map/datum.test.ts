// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { metresBetween } from '../command/issue/geometry'
import { between, DATUMS, fromWgs84, placeAt, positionOn, toWgs84, written, type Coordinates } from './datum'

const XIZHU = { latitude: 34.2921, longitude: 117.3392 }

/** Places in Xuzhou, and where China ends. */
const PLACES: readonly [string, Coordinates][] = [
  ['Xizhu', XIZHU],
  ['Quanshan', { latitude: 34.2443, longitude: 117.1937 }],
  ['Pizhou', { latitude: 34.4, longitude: 118.01 }],
  ['Peixian', { latitude: 34.7604, longitude: 116.9367 }],
  ['west, at the pass to the Pamir', { latitude: 39.3, longitude: 73.6 }],
  ['east, where Ussuri and Amur meet', { latitude: 48.4, longitude: 135.05 }],
  ['north, above Mohe', { latitude: 53.55, longitude: 123.3 }],
  ['south, at the strait of Hainan', { latitude: 18.2, longitude: 109.5 }],
  ['Yalu at Dandong', { latitude: 40.12, longitude: 124.39 }],
  ['Ruili', { latitude: 23.99, longitude: 97.85 }],
]

describe.each(DATUMS)('in %s', (datum) => {
  it.each(PLACES)('%s comes back within a metre, by whatever way', (_name, place) => {
    expect(metresBetween(toWgs84(fromWgs84(place, datum), datum), place)).toBeLessThan(1)
    expect(metresBetween(placeAt(positionOn(place, datum), datum), place)).toBeLessThan(1)
    for (const other of DATUMS) {
      const there = between(fromWgs84(place, datum), datum, other)
      expect(metresBetween(between(there, other, 'WGS84'), place)).toBeLessThan(1)
    }
  })

  it('any place of the country comes back within a metre', () => {
    for (let latitude = 18.2; latitude <= 53.5; latitude += 1.7) {
      for (let longitude = 73.6; longitude <= 135; longitude += 1.9) {
        const place = { latitude, longitude }
        expect(metresBetween(toWgs84(fromWgs84(place, datum), datum), place)).toBeLessThan(1)
      }
    }
  })

  it.each([
    [51.5007, -0.1246],
    [-33.8568, 151.2153],
    [35.6586, 139.7454],
    [40.6892, -74.0445],
  ])('outside China nothing is shifted: %f, %f', (latitude, longitude) => {
    expect(toWgs84({ latitude, longitude }, datum)).toEqual({ latitude, longitude })
    expect(fromWgs84({ latitude, longitude }, datum)).toEqual({ latitude, longitude })
  })
})

describe('the shift is the one of the services', () => {
  /** The same published values as contracts' CrsTest has. */
  it.each([
    ['Shanghai', 31.1774276, 121.5272106, 31.17530398364597, 121.531541859215],
    ['Shenzhen', 22.543847, 113.912316, 22.540796131694766, 113.9171764808363],
    ['Beijing', 39.911954, 116.377817, 39.91334545536069, 116.38404722455657],
  ])('%s', (_place, latitude, longitude, gcjLatitude, gcjLongitude) => {
    const wgs = { latitude, longitude }
    const gcj = { latitude: gcjLatitude, longitude: gcjLongitude }
    expect(metresBetween(fromWgs84(wgs, 'GCJ02'), gcj)).toBeLessThan(0.1)
    expect(metresBetween(toWgs84(gcj, 'GCJ02'), wgs)).toBeLessThan(0.1)
  })

  it('of Baidu, too, by its published example', () => {
    const baidu = { latitude: 39.915, longitude: 116.404 }
    const gcj = { latitude: 39.90865673957631, longitude: 116.39762729119315 }
    expect(metresBetween(between(baidu, 'BD09', 'GCJ02'), gcj)).toBeLessThan(0.5)
    expect(metresBetween(between(gcj, 'GCJ02', 'BD09'), baidu)).toBeLessThan(0.5)
  })

  it('a datum mistaken for another is an error of hundreds of metres', () => {
    const asGcj = metresBetween(toWgs84(XIZHU, 'GCJ02'), XIZHU)
    expect(asGcj).toBeGreaterThan(300)
    expect(asGcj).toBeLessThan(700)
    const asBaidu = metresBetween(toWgs84(XIZHU, 'BD09'), XIZHU)
    expect(asBaidu).toBeGreaterThan(700)
    expect(asBaidu).toBeLessThan(1500)
  })
})

it('coordinates are written with five digits and their datum', () => {
  expect(written({ latitude: 34.292471, longitude: 117.3391 }, 'WGS84')).toBe('34.29247, 117.33910 WGS-84')
  expect(written(XIZHU, 'GCJ02')).toBe('34.29210, 117.33920 GCJ-02')
})
