import type { StreamEvent } from '../api/events'
import type { Session } from '../api/session'

/**
 * How it stands with the events:
 *
 * - `starting`: nothing has come yet
 * - `catching-up`: connected, and what was missed is still coming
 * - `live`: what happens is here within moments
 * - `lost`: what is shown is from before `lostSince`
 * - `refused`: this account may not see the events
 * - `signed-out`: nobody is logged in
 */
export type Link = 'starting' | 'catching-up' | 'live' | 'lost' | 'refused' | 'signed-out'

/** Times are milliseconds of this machine's clock. */
export interface StreamState {
  readonly link: Link
  /** When the last sign of life came; null before the first. */
  readonly heardAt: number | null
  /** Since when nothing has come: with `lost`, and with `catching-up` after it. */
  readonly lostSince: number | null
  /** When it is tried again. */
  readonly retryAt: number | null
  /** The last time that a lost stream came back: how many events had been missed, all of which are here. */
  readonly back: { readonly at: number; readonly events: number } | null
  /** How far this machine's clock is behind the server's; null when unknown. */
  readonly skew: number | null
}

export const NOTHING_YET: StreamState = {
  link: 'starting',
  heardAt: null,
  lostSince: null,
  retryAt: null,
  back: null,
  skew: null,
}

/** Why there is no session: `ended` one that there was; `left` somebody logged out in this browser. */
export type SignedOut = 'never' | 'ended' | 'left'

/** What is looked at; empty texts where nothing is. */
export interface Selection {
  readonly alert: string
  readonly report: string
}

/**
 * What a window does among those of its browser: the command page leads, a board, map or event stream in a window of
 * its own follows what the one that was used last looks at, and all else, such as the wall, stands apart.
 */
export type WindowPart = 'leads' | 'follows' | 'apart'

/** What the windows of this browser have agreed on, as one of them has to know it. */
export interface WindowsState {
  /** This one makes the sound: of all those that can, exactly one. */
  readonly sounds: boolean
  /** Some window of this browser makes it. */
  readonly isHeard: boolean
  /** There is no other that belongs to the desk. */
  readonly isLast: boolean
}

export const ALONE: WindowsState = { sounds: false, isHeard: false, isLast: true }

/** From the stream to each page. */
export type ToPage =
  | { readonly kind: 'windows'; readonly windows: WindowsState }
  /** To a window that follows, or to the one that leads where a window that follows has chosen. */
  | { readonly kind: 'selection'; readonly selection: Selection }
  /** Whoever is there answers `here`; one of the windows speaks for the desk. Comes on time to hidden windows, too. */
  | { readonly kind: 'beat'; readonly speaks: boolean }
  | { readonly kind: 'state'; readonly state: StreamState }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'signed-out'; readonly why: SignedOut }
  /** New ones, oldest first; none comes twice. */
  | { readonly kind: 'events'; readonly events: readonly StreamEvent[] }
  /** What came last, oldest first: to a page that is new. */
  | { readonly kind: 'recent'; readonly events: readonly StreamEvent[] }
  /** The place in the stream is lost: whatever was built of it is to be fetched again. */
  | { readonly kind: 'restarted' }

/** From a page to the browser's other windows. */
export type ToWindows =
  /** What it is, told anew with each change; `canSound` once somebody has touched it. */
  | { readonly kind: 'window'; readonly part: WindowPart; readonly canSound: boolean }
  | { readonly kind: 'selected'; readonly selection: Selection }
  | { readonly kind: 'here' }

/** From a page to the stream. */
export type FromPage =
  | ToWindows
  /** The page is there; whoever is logged in is asked for anew. */
  | { readonly kind: 'attach' }
  /** The page is gone. */
  | { readonly kind: 'detach' }
  /** An answer has said that there is no session, or there may be one again. */
  | { readonly kind: 'check' }
  /** The page has logged out. */
  | { readonly kind: 'left' }
  /** Not to wait for the next try. */
  | { readonly kind: 'try-now' }
