// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { directionTo, metresBetween } from './geometry'

const SHOP = { latitude: 34.29247, longitude: 117.33915 }

describe('places among each other', () => {
  it('are as far as the crow flies', () => {
    expect(metresBetween(SHOP, SHOP)).toBe(0)
    // A thousandth of a degree of latitude is 111 m anywhere.
    expect(metresBetween(SHOP, { ...SHOP, latitude: 34.29347 })).toBeCloseTo(111.2, 0)
    // Of longitude it is less, away from the equator.
    expect(metresBetween(SHOP, { ...SHOP, longitude: 117.34015 })).toBeCloseTo(91.9, 0)
    expect(
      metresBetween({ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 }),
    ).toBeCloseTo(222.4, 0)
  })

  it.each([
    [0.001, 0, 'N'],
    [0.001, 0.0012, 'NE'],
    [0, 0.001, 'E'],
    [-0.001, 0.0012, 'SE'],
    [-0.001, 0, 'S'],
    [-0.001, -0.0012, 'SW'],
    [0, -0.001, 'W'],
    [0.001, -0.0012, 'NW'],
    // A little west of north is north.
    [0.001, -0.0001, 'N'],
  ] as const)('%d, %d is to the %s', (latitude, longitude, direction) => {
    const other = { latitude: SHOP.latitude + latitude, longitude: SHOP.longitude + longitude }
    expect(directionTo(SHOP, other)).toBe(direction)
  })
})
