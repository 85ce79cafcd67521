import type { components } from '../../api/generated/volunteer-service'

type Schemas = components['schemas']
export type Team = Schemas['TeamJson']
export type Volunteer = Schemas['VolunteerJson']
export type Member = Schemas['Member']

/** A team as its form has it: all as it is typed. */
export interface TeamDraft {
  name: string
  jurisdiction: string
  kind: string
  latitude: string
  longitude: string
  crs: 'WGS84' | 'GCJ02' | 'BD09'
  /** Divided by spaces or commas. */
  capabilities: string
  members: { volunteerId: string; role: Member['role'] }[]
}

export const MAX_NAME = 100
export const MAX_MEMBERS = 200
export const DEFAULT_KIND = 'volunteers'

export function teamDraftOf(team: Team | null, area = ''): TeamDraft {
  return {
    name: team?.name ?? '',
    jurisdiction: team?.jurisdiction ?? area,
    kind: team?.kind ?? DEFAULT_KIND,
    latitude: team === null ? '' : String(team.base.latitude),
    longitude: team === null ? '' : String(team.base.longitude),
    crs: team?.base.crs ?? 'WGS84',
    capabilities: (team?.capabilities ?? []).join(' '),
    members: (team?.members ?? []).map(({ volunteerId, role }) => ({ volunteerId, role })),
  }
}

/** What is missing or no number, by field; all else the service says. */
export function missingIn(draft: TeamDraft): readonly (keyof TeamDraft)[] {
  const missing: (keyof TeamDraft)[] = []
  if (draft.name.trim() === '') {
    missing.push('name')
  }
  if (draft.jurisdiction === '') {
    missing.push('jurisdiction')
  }
  for (const [field, most] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    const number = Number(draft[field])
    if (draft[field].trim() === '' || !Number.isFinite(number) || Math.abs(number) > most) {
      missing.push(field)
    }
  }
  return missing
}

export function teamFormOf(draft: TeamDraft, version?: number): Schemas['TeamForm'] {
  return {
    name: draft.name.trim(),
    jurisdiction: draft.jurisdiction,
    kind: draft.kind.trim() || DEFAULT_KIND,
    base: { latitude: Number(draft.latitude), longitude: Number(draft.longitude), crs: draft.crs },
    capabilities: draft.capabilities.split(/[\s,，、]+/).filter(Boolean),
    members: draft.members.map(({ volunteerId, role }) => ({ volunteerId, role })),
    ...(version === undefined ? {} : { version }),
  }
}

/** One captain at most: who becomes it takes it from who was. */
export function withCaptain(members: TeamDraft['members'], captain: string): TeamDraft['members'] {
  return members.map(({ volunteerId }) => ({
    volunteerId,
    role: volunteerId === captain ? 'CAPTAIN' : 'MEMBER',
  }))
}

export interface VolunteerDraft {
  name: string
  jurisdiction: string
  phone: string
  /** The account. */
  subject: string
}

export const MAX_VOLUNTEER_NAME = 50
export const MAX_ACCOUNT = 128

export function volunteerDraftOf(volunteer: Volunteer | null, area = ''): VolunteerDraft {
  return {
    name: volunteer?.name ?? '',
    jurisdiction: volunteer?.jurisdiction ?? area,
    phone: volunteer?.phone ?? '',
    // Not the proposed one: that is confirmed by its own button, not by correcting a name.
    subject: volunteer?.subject ?? '',
  }
}

export function volunteerFormOf(draft: VolunteerDraft, version?: number): Schemas['VolunteerForm'] {
  return {
    name: draft.name.trim(),
    jurisdiction: draft.jurisdiction,
    ...(draft.phone.trim() === '' ? {} : { phone: draft.phone.trim() }),
    ...(draft.subject.trim() === '' ? {} : { subject: draft.subject.trim() }),
    ...(version === undefined ? {} : { version }),
  }
}
