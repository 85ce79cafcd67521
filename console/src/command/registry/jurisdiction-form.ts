import type { components } from '../../api/generated/volunteer-service'
import type { Jurisdiction } from './jurisdictions'

type Level = Jurisdiction['level']
type Form = components['schemas']['JurisdictionForm']

/** By the digits of its code, as GB/T 2260 and the grids below a village have them. */
const DIGITS: Readonly<Record<Level, number>> = {
  PROVINCE: 2,
  CITY: 4,
  COUNTY: 6,
  TOWN: 9,
  VILLAGE: 12,
  GRID: 15,
}

export const LEVEL_TEXT: Readonly<Record<Level, string>> = {
  PROVINCE: 'registry.levelPROVINCE',
  CITY: 'registry.levelCITY',
  COUNTY: 'registry.levelCOUNTY',
  TOWN: 'registry.levelTOWN',
  VILLAGE: 'registry.levelVILLAGE',
  GRID: 'registry.levelGRID',
}

/** A jurisdiction as its form has it: all as it is typed. */
export interface JurisdictionDraft {
  code: string
  name: string
  latitude: string
  longitude: string
  crs: 'WGS84' | 'GCJ02' | 'BD09'
}

/** Of how many digits a code below another one is; null below a grid. */
export function digitsBelow(parent: string): number | null {
  return Object.values(DIGITS).find((digits) => digits > parent.length) ?? null
}

/** @param parent of a new one, whose code begins with it */
export function jurisdictionDraftOf(known: Jurisdiction | null, parent = ''): JurisdictionDraft {
  return {
    code: known?.code ?? parent,
    name: known?.name ?? '',
    latitude: known?.location === undefined ? '' : String(known.location.latitude),
    longitude: known?.location === undefined ? '' : String(known.location.longitude),
    crs: known?.location?.crs ?? 'WGS84',
  }
}

/** What is missing or no number, by field; all else the service says. A point may be left out, but not half of it. */
export function missingInJurisdiction(
  draft: JurisdictionDraft,
  parent: string | null,
): readonly (keyof JurisdictionDraft)[] {
  const missing: (keyof JurisdictionDraft)[] = []
  if (parent !== null && !isBelow(draft.code.trim(), parent)) {
    missing.push('code')
  }
  if (draft.name.trim() === '') {
    missing.push('name')
  }
  const isPlaced = draft.latitude.trim() !== '' || draft.longitude.trim() !== ''
  for (const [field, most] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    const number = Number(draft[field])
    if (isPlaced && (draft[field].trim() === '' || !(Math.abs(number) <= most))) {
      missing.push(field)
    }
  }
  return missing
}

function isBelow(code: string, parent: string): boolean {
  return /^\d+$/.test(code) && code.startsWith(parent) && code.length === digitsBelow(parent)
}

export function jurisdictionFormOf(
  draft: JurisdictionDraft,
  parent: string | undefined,
  version?: number,
): Form {
  return {
    code: draft.code.trim(),
    name: draft.name.trim(),
    ...(parent === undefined ? {} : { parentCode: parent }),
    ...(draft.latitude.trim() === ''
      ? {}
      : {
          location: {
            latitude: Number(draft.latitude),
            longitude: Number(draft.longitude),
            crs: draft.crs,
          },
        }),
    ...(version === undefined ? {} : { version }),
  }
}
