/** Beyond what is in sight, so that a quick scroll shows no hole. */
const AROUND = 12

export interface InSight {
  readonly first: number
  /** Behind the last one. */
  readonly end: number
}

/** Which rows of a long list are to be there at all. */
export function rowsInSight(count: number, rowHeight: number, scrollTop: number, height: number): InSight {
  const first = Math.floor(scrollTop / rowHeight) - AROUND
  const shown = Math.ceil(height / rowHeight) + 2 * AROUND
  const begin = Math.max(0, Math.min(first, count - shown))
  return { first: begin, end: Math.min(count, begin + shown) }
}

/** Whether a list is scrolled to its end, give or take half a row. */
export function isAtEnd(scrollTop: number, height: number, scrollHeight: number, rowHeight: number): boolean {
  return scrollTop + height >= scrollHeight - rowHeight / 2
}
