/**
 * What the numbers of a coordinate refer to. Chinese map products shift coordinates: the same numbers read in another
 * datum name a place 300 to 700 m away. So whatever comes to a map or from it goes through here: marks, clicks, tiles and
 * what somebody types.
 *
 * The formulas are those of contracts' `Crs`, to the last constant, so that the page and the services mean one place.
 */
export const DATUMS = ['WGS84', 'GCJ02', 'BD09'] as const
export type Datum = (typeof DATUMS)[number]

export interface Coordinates {
  readonly latitude: number
  readonly longitude: number
}

/** How people write them. */
export const DATUM_NAMES: Readonly<Record<Datum, string>> = {
  WGS84: 'WGS-84',
  GCJ02: 'GCJ-02',
  BD09: 'BD-09',
}

/** Krasovsky 1940, the ellipsoid that the shift is defined on. */
const SEMI_MAJOR_AXIS = 6_378_245
const ECCENTRICITY_SQUARED = 0.006693421622965943
const BAIDU_PI = (Math.PI * 3000) / 180

/** What a datum's numbers are in WGS-84, as all services have them. */
export function toWgs84(given: Coordinates, datum: Datum): Coordinates {
  switch (datum) {
    case 'WGS84':
      return given
    case 'GCJ02':
      return unshift(given)
    case 'BD09':
      return isOutsideChina(given) ? given : unshift(fromBaidu(given))
  }
}

/** The same place as that datum's maps have it. */
export function fromWgs84(place: Coordinates, datum: Datum): Coordinates {
  switch (datum) {
    case 'WGS84':
      return place
    case 'GCJ02':
      return shift(place)
    case 'BD09':
      return isOutsideChina(place) ? place : toBaidu(shift(place))
  }
}

/** From one map to another. */
export function between(given: Coordinates, from: Datum, to: Datum): Coordinates {
  return from === to ? given : fromWgs84(toWgs84(given, from), to)
}

/** Longitude first, as GeoJSON and map libraries have it. */
export type Position = [longitude: number, latitude: number]

export function positionOn(place: Coordinates, map: Datum): Position {
  const { latitude, longitude } = fromWgs84(place, map)
  return [longitude, latitude]
}

export function placeAt([longitude, latitude]: Readonly<Position>, map: Datum): Coordinates {
  return toWgs84({ latitude, longitude }, map)
}

/** 34.29247, 117.33915 WGS-84: five digits are a metre. */
export function written({ latitude, longitude }: Coordinates, datum: Datum): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)} ${DATUM_NAMES[datum]}`
}

function isOutsideChina({ latitude, longitude }: Coordinates): boolean {
  return longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271
}

function shift(place: Coordinates): Coordinates {
  if (isOutsideChina(place)) {
    return place
  }
  const { latitude, longitude } = place
  const x = longitude - 105
  const y = latitude - 35
  const root = Math.sqrt(Math.abs(x))
  const wave = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3
  let north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
  north += ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3
  north += ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  let east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
  east += ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3
  east += ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  const phi = (latitude * Math.PI) / 180
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2
  const meridian =
    (((SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED)) / (magic * Math.sqrt(magic))) * Math.PI) / 180
  const parallel = ((SEMI_MAJOR_AXIS / Math.sqrt(magic)) * Math.cos(phi) * Math.PI) / 180
  return { latitude: latitude + north / meridian, longitude: longitude + east / parallel }
}

/** The shift has no closed inverse: a fixed point of it, below a centimetre. */
function unshift(given: Coordinates): Coordinates {
  let { latitude, longitude } = given
  for (let step = 0; step < 10; step++) {
    const shifted = shift({ latitude, longitude })
    const north = shifted.latitude - given.latitude
    const east = shifted.longitude - given.longitude
    latitude -= north
    longitude -= east
    if (Math.abs(north) < 1e-9 && Math.abs(east) < 1e-9) {
      break
    }
  }
  return { latitude, longitude }
}

function fromBaidu({ latitude, longitude }: Coordinates): Coordinates {
  const x = longitude - 0.0065
  const y = latitude - 0.006
  const z = Math.hypot(x, y) - 0.00002 * Math.sin(y * BAIDU_PI)
  const theta = Math.atan2(y, x) - 0.000003 * Math.cos(x * BAIDU_PI)
  return { latitude: z * Math.sin(theta), longitude: z * Math.cos(theta) }
}

function toBaidu({ latitude: y, longitude: x }: Coordinates): Coordinates {
  const z = Math.hypot(x, y) + 0.00002 * Math.sin(y * BAIDU_PI)
  const theta = Math.atan2(y, x) + 0.000003 * Math.cos(x * BAIDU_PI)
  return { latitude: z * Math.sin(theta) + 0.006, longitude: z * Math.cos(theta) + 0.0065 }
}
