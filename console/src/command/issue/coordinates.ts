import { DATUMS, type Coordinates, type Datum } from '../../map/datum'

/** As somebody has typed or pasted them. */
export interface TypedCoordinates extends Coordinates {
  /** Null where the text does not say: then whoever has typed it has to. */
  readonly datum: Datum | null
}

const NUMBER = String.raw`[+-]?\d{1,3}(?:\.\d+)?`
const DECIMAL = new RegExp(`^\\(?(${NUMBER})\u00b0?([NSEW])?[\\s,;/]+(${NUMBER})\u00b0?([NSEW])?\\)?$`, 'i')
const SEXAGESIMAL = /^(\d{1,3})\u00b0(\d{1,2})['\u2032](?:(\d{1,2}(?:\.\d+)?)["\u2033])?([NSEW])$/i

/** North of the southern sea and south of the northern border, where latitude and longitude cannot be taken for one another. */
const LARGEST_LATITUDE_AROUND = 60
const LEAST_LONGITUDE_AROUND = 70

/**
 * Latitude first, as most write it, or longitude first, as China's map services give it: in China the two cannot be
 * taken for one another.
 *
 * @returns null where it is something else
 */
export function parseCoordinates(text: string): TypedCoordinates | null {
  const { datum, rest } = datumOf(text)
  const both = decimal(rest) ?? sexagesimal(rest)
  if (both === null) {
    return null
  }
  const isPlace = Math.abs(both.latitude) <= 90 && Math.abs(both.longitude) <= 180
  const standsForNone = both.latitude === 0 && both.longitude === 0
  return isPlace && !standsForNone ? { ...both, datum } : null
}

function datumOf(text: string): { datum: Datum | null; rest: string } {
  // Commas of Chinese are commas; spaces around degrees say nothing.
  const plain = text.replaceAll('\uff0c', ',').trim()
  const found = /\b(WGS|GCJ|BD)[-_ ]?(84|02|09)\b/i.exec(plain)
  if (found === null) {
    return { datum: null, rest: plain }
  }
  const name = `${found[1] ?? ''}${found[2] ?? ''}`.toUpperCase()
  const datum = DATUMS.find((one) => one === name) ?? null
  return { datum, rest: plain.replace(found[0], '').replace(/^[\s,:]+|[\s,:()]+$/g, '') }
}

function decimal(text: string): Coordinates | null {
  const found = DECIMAL.exec(text)
  if (found === null) {
    return null
  }
  const [, one, oneSide, other, otherSide] = found
  return inOrder(
    { value: Number(one), side: oneSide?.toUpperCase() },
    { value: Number(other), side: otherSide?.toUpperCase() },
  )
}

function sexagesimal(text: string): Coordinates | null {
  const parts = text.split(/[\s,;]+/).map((part) => SEXAGESIMAL.exec(part))
  const [one, other] = parts
  if (parts.length !== 2 || one === undefined || one === null || other === undefined || other === null) {
    return null
  }
  return inOrder(degrees(one), degrees(other))
}

interface Half {
  readonly value: number
  readonly side: string | undefined
}

function degrees(found: RegExpExecArray): Half {
  const [, whole, minutes, seconds, side] = found
  return {
    value: Number(whole) + Number(minutes) / 60 + Number(seconds ?? 0) / 3_600,
    side: side?.toUpperCase(),
  }
}

function inOrder(one: Half, other: Half): Coordinates | null {
  const isTurned =
    one.side === undefined && other.side === undefined
      ? one.value >= LEAST_LONGITUDE_AROUND && Math.abs(other.value) <= LARGEST_LATITUDE_AROUND
      : one.side === 'E' || one.side === 'W'
  const [latitude, longitude] = isTurned ? [other, one] : [one, other]
  if (
    (latitude.side !== undefined && !'NS'.includes(latitude.side)) ||
    (longitude.side !== undefined && !'EW'.includes(longitude.side))
  ) {
    return null
  }
  return { latitude: signed(latitude), longitude: signed(longitude) }
}

function signed({ value, side }: Half): number {
  return side === 'S' || side === 'W' ? -value : value
}
