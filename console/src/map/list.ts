import { directionTo, metresBetween, type Direction } from '../command/issue/geometry'
import { minutesOf } from './age'
import type { Coordinates } from './datum'
import type { Coming, Mark } from './marks'
import type { TeamSeen } from './canvas'
import type { Priority } from '../alarm/alarm'

/** One line of what the map says. */
export interface ListRow {
  readonly key: string
  readonly kind: 'alert' | 'report' | 'team' | 'people' | 'cluster' | 'picked'
  readonly id: string
  readonly label: string
  readonly name: string
  readonly place: Coordinates
  readonly metres: number
  /** Null where it is the place itself. */
  readonly direction: Direction | null
  readonly wave: number | null
  readonly alarm: Priority | null
  readonly coming: Coming | null
  /** Of a team that is on no task of the opened alert. */
  readonly state: 'FREE' | 'TASKED' | null
  /** On duty; of a cluster, too. */
  readonly people: number | null
  readonly teams: number | null
  readonly minutes: number | null
  /** How far off it may be, in metres. */
  readonly within: number
}

/** Nearer than this it is the same place. */
const SAME_METRES = 10

const BLANK = {
  label: '',
  wave: null,
  alarm: null,
  coming: null,
  state: null,
  people: null,
  teams: null,
  minutes: null,
  within: 0,
} as const

/** All that the map says, nearest first. */
export function listOf(
  marks: readonly Mark[],
  seen: readonly TeamSeen[],
  from: Coordinates,
  now: number,
): readonly ListRow[] {
  const tasked = new Set(marks.flatMap((mark) => (mark.kind === 'team' ? [mark.id] : [])))
  return [...marks.flatMap((mark) => rowOf(mark, now)), ...seen.flatMap((one) => rowOfSeen(one, tasked))]
    .map((row) => {
      const metres = metresBetween(from, row.place)
      return { ...row, metres, direction: metres < SAME_METRES ? null : directionTo(from, row.place) }
    })
    .sort((one, other) => one.metres - other.metres || one.key.localeCompare(other.key))
}

type Placeless = Omit<ListRow, 'metres' | 'direction'>

function rowOf(mark: Mark, now: number): Placeless[] {
  const key = `${mark.kind}:${mark.id}`
  switch (mark.kind) {
    case 'alert': {
      const { kind, id, label, name, place, wave, alarm } = mark
      return [
        { ...BLANK, key, kind, id, label, name, place, wave, alarm, minutes: minutesOf(now - mark.since) },
      ]
    }
    case 'report': {
      const { kind, id, name, place } = mark
      return [{ ...BLANK, key, kind, id, name, place, minutes: minutesOf(now - mark.since) }]
    }
    case 'team': {
      const { kind, id, name, place, coming, within } = mark
      return [{ ...BLANK, key, kind, id, name, place, coming, within }]
    }
    case 'picked': {
      const { kind, id, name, place } = mark
      return [{ ...BLANK, key, kind, id, name, place }]
    }
    case 'wave':
      // Said with its alert.
      return []
  }
}

function rowOfSeen(seen: TeamSeen, tasked: ReadonlySet<string>): Placeless[] {
  if (seen.kind === 'team' && tasked.has(seen.id)) {
    return []
  }
  const { kind, id, name, place, people, within } = seen
  return [
    {
      ...BLANK,
      key: `${kind}:${id}`,
      kind,
      id,
      name,
      place,
      people,
      within,
      teams: seen.teams,
      state: seen.state,
    },
  ]
}
