export interface PresentDesk {
  readonly deskId: string
  readonly account: string
  readonly jurisdiction: string
  readonly sound: boolean
}

/** Which desks are open, and since when accounts have none. */
export interface Presence<Desk extends PresentDesk = PresentDesk> {
  readonly desks: ReadonlyMap<string, Desk>
  /** By account, since when it has been at no desk. */
  readonly away: ReadonlyMap<string, number>
  /** Since when it has been known who is there; null before. */
  readonly knownSince: number | null
}

export const NOBODY_PRESENT: Presence<never> = {
  desks: new Map<string, never>(),
  away: new Map(),
  knownSince: null,
}

export function deskChanged<Desk extends PresentDesk>(presence: Presence<Desk>, desk: Desk): Presence<Desk> {
  const away = new Map(presence.away)
  away.delete(desk.account)
  return { ...presence, desks: new Map(presence.desks).set(desk.deskId, desk), away }
}

export function deskGone<Desk extends PresentDesk>(
  presence: Presence<Desk>,
  deskId: string,
  at: number,
): Presence<Desk> {
  const desk = presence.desks.get(deskId)
  if (desk === undefined) {
    return presence
  }
  const desks = new Map(presence.desks)
  desks.delete(deskId)
  const isStillHere = [...desks.values()].some((other) => other.account === desk.account)
  return {
    ...presence,
    desks,
    away: isStillHere ? presence.away : new Map(presence.away).set(desk.account, at),
  }
}

/** All desks that there are. */
export function desksKnown<Desk extends PresentDesk>(
  before: Presence<Desk>,
  desks: readonly Desk[],
  now: number,
): Presence<Desk> {
  const there = new Set(desks.map((desk) => desk.account))
  const away = new Map([...before.away].filter(([account]) => !there.has(account)))
  for (const { account } of before.desks.values()) {
    if (!there.has(account) && !away.has(account)) {
      away.set(account, now)
    }
  }
  return {
    desks: new Map(desks.map((desk) => [desk.deskId, desk])),
    away,
    knownSince: before.knownSince ?? now,
  }
}

/** @returns since when the account is at no desk; null where it is at one, or nobody knows */
export function awaySince(presence: Presence, account: string): number | null {
  if (presence.knownSince === null || [...presence.desks.values()].some((desk) => desk.account === account)) {
    return null
  }
  return presence.away.get(account) ?? presence.knownSince
}
