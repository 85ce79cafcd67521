import type { Priority } from '../alarm/alarm'
import { minutesOf, strengthAt } from './age'
import { positionOn, type Coordinates, type Datum, type Position } from './datum'
import { circle } from './shapes'

/** What of a team's task a map shows by the line to it. */
export type Coming = 'comes' | 'there' | 'asked' | 'unreached'

export interface AlertMark {
  readonly kind: 'alert'
  readonly id: string
  readonly place: Coordinates
  /** What is written in it: its number, or nothing. */
  readonly label: string
  readonly name: string
  readonly wave: number
  readonly isOpened: boolean
  /** Of its most urgent alarm that asks for somebody. */
  readonly alarm: Priority | null
  readonly since: number
}

export interface ReportMark {
  readonly kind: 'report'
  readonly id: string
  readonly place: Coordinates
  readonly name: string
  readonly isOpened: boolean
  readonly since: number
}

export interface TeamMark {
  readonly kind: 'team'
  readonly id: string
  readonly place: Coordinates
  readonly name: string
  readonly coming: Coming
  /** How far off it may be, in metres; 0 where it is known. */
  readonly within: number
}

/** How far a wave has looked around the opened alert. */
export interface WaveMark {
  readonly kind: 'wave'
  readonly id: string
  readonly place: Coordinates
  readonly metres: number
  readonly wave: number
}

export interface PickedMark {
  readonly kind: 'picked'
  readonly id: string
  readonly place: Coordinates
  readonly name: string
}

export type Mark = AlertMark | ReportMark | TeamMark | WaveMark | PickedMark

/** How a map says something in words. */
export interface MapWords {
  /** "4 min" */
  readonly age: (minutes: number) => string
  readonly wave: (wave: number) => string
}

type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: Position[][] }

export interface MarkFeature {
  readonly type: 'Feature'
  readonly properties: Readonly<Record<string, string | number | boolean>>
  readonly geometry: Geometry
}

export interface MarkCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly MarkFeature[]
}

/** All marks of the page, as a map of that datum has them. */
export function featuresOf(marks: readonly Mark[], map: Datum, now: number, words: MapWords): MarkCollection {
  const opened = marks.find((mark) => mark.kind === 'alert' && mark.isOpened)
  return {
    type: 'FeatureCollection',
    features: marks.flatMap((mark) => featuresOfOne(mark, opened?.place ?? null, map, now, words)),
  }
}

function featuresOfOne(
  mark: Mark,
  opened: Coordinates | null,
  map: Datum,
  now: number,
  words: MapWords,
): MarkFeature[] {
  const at: Geometry = { type: 'Point', coordinates: positionOn(mark.place, map) }
  const { kind, id } = mark
  switch (mark.kind) {
    case 'alert': {
      const { label, wave, isOpened } = mark
      const alert = feature(
        { kind, id, label, wave, isOpened, age: words.age(minutesOf(now - mark.since)) },
        at,
      )
      return mark.alarm === null
        ? [alert]
        : [alert, feature({ kind: 'alarm', id, priority: mark.alarm, label: String(mark.alarm) }, at)]
    }
    case 'report': {
      const age = now - mark.since
      return [
        feature(
          { kind, id, isOpened: mark.isOpened, strength: strengthAt(age), age: words.age(minutesOf(age)) },
          at,
        ),
      ]
    }
    case 'team': {
      const { coming, name } = mark
      const line: MarkFeature[] =
        opened === null
          ? []
          : [
              feature(
                { kind: 'line', id, coming },
                { type: 'LineString', coordinates: [positionOn(mark.place, map), positionOn(opened, map)] },
              ),
            ]
      return [...line, ...disc(id, mark.place, mark.within, map), feature({ kind, id, coming, name }, at)]
    }
    case 'wave':
      return [
        feature(
          { kind, id, label: words.wave(mark.wave) },
          { type: 'Polygon', coordinates: [circle(mark.place, mark.metres, map)] },
        ),
      ]
    case 'picked':
      return [feature({ kind, id, name: mark.name }, at)]
  }
}

/** Where something is within so many metres is a disc, and no point that would pretend to know. */
function disc(id: string, place: Coordinates, metres: number, map: Datum): MarkFeature[] {
  return metres <= 0
    ? []
    : [feature({ kind: 'disc', id }, { type: 'Polygon', coordinates: [circle(place, metres, map)] })]
}

function feature(properties: MarkFeature['properties'], geometry: Geometry): MarkFeature {
  return { type: 'Feature', properties, geometry }
}
