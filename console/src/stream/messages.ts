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

/** From the stream to each page. */
export type ToPage =
  | { readonly kind: 'state'; readonly state: StreamState }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'signed-out'; readonly why: SignedOut }
  /** New ones, oldest first; none comes twice. */
  | { readonly kind: 'events'; readonly events: readonly StreamEvent[] }
  /** What came last, oldest first: to a page that is new. */
  | { readonly kind: 'recent'; readonly events: readonly StreamEvent[] }
  /** The place in the stream is lost: whatever was built of it is to be fetched again. */
  | { readonly kind: 'restarted' }

/** From a page to the stream. */
export type FromPage =
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
