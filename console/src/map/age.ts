/** Until this age something is as new. */
export const FRESH_MS = 60_000

/** From this age on it fades no further: it is to be seen all the same. */
export const OLD_MS = 1_800_000

export const FAINTEST = 0.45

/** 1 of what is new, down to 0.45 of what is half an hour old. */
export function strengthAt(age: number): number {
  const share = Math.min(1, Math.max(0, (age - FRESH_MS) / (OLD_MS - FRESH_MS)))
  return Math.round((1 - share * (1 - FAINTEST)) * 100) / 100
}

/** Whole minutes, so that a map is drawn anew once a minute and not each second; 0 of what is new. */
export function minutesOf(age: number): number {
  return Math.max(0, Math.floor(age / 60_000))
}
