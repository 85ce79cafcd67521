/** A row of a snapshot, and up to which of its events it is. */
export interface Versioned<Row> {
  readonly version: number
  readonly row: Row
}

/** How rows of one kind follow from their events. */
export interface MirrorRules<Row, Event> {
  /** Of what it is an event; null of one that is none of these rows' */
  readonly keyOf: (event: Event) => string | null
  /** Grows by one with each event of a key. */
  readonly versionOf: (event: Event) => number
  /** The row that an event makes by itself, without one before it; null where it needs one. */
  readonly begin: (event: Event) => Row | null
  /** The row after an event; null when it is none any more. */
  readonly apply: (row: Row, event: Event) => Row | null
}

/**
 * What a page keeps of the services' rows: a snapshot, brought up to date by the events of the stream.
 *
 * The stream is opened first, and its events wait until the snapshot is there; then the newer ones are applied.
 * Where an event is missing, the row waits, and is fetched anew.
 */
export interface Mirror<Row, Event> {
  readonly isFilled: boolean
  readonly rows: ReadonlyMap<string, Versioned<Row>>
  /** Events that cannot be applied yet, by key, in the order of their versions. */
  readonly waiting: ReadonlyMap<string, readonly Event[]>
  /** Keys whose row is gone, and since which version, so that nothing old brings it back. */
  readonly gone: ReadonlyMap<string, number>
}

export type MirrorInput<Row, Event> =
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  /** All rows that there are. */
  | { readonly kind: 'snapshot'; readonly rows: ReadonlyMap<string, Versioned<Row>> }
  /** One row as it was fetched; null when there is none, or none that belongs here. */
  | { readonly kind: 'row'; readonly key: string; readonly row: Versioned<Row> | null }
  /** A new snapshot is on its way; until then what is known is shown. */
  | { readonly kind: 'restart' }

export interface MirrorStep<Row, Event> {
  readonly mirror: Mirror<Row, Event>
  /** Keys whose row has to be fetched, because an event before one that has come is missing. */
  readonly holes: readonly string[]
}

/** As many gone rows are remembered; events come late by seconds, not by thousands of rows. */
const GONE_REMEMBERED = 2_000

export function emptyMirror<Row, Event>(): Mirror<Row, Event> {
  return { isFilled: false, rows: new Map(), waiting: new Map(), gone: new Map() }
}

/** Changes nothing that it is given. */
export function step<Row, Event>(
  mirror: Mirror<Row, Event>,
  input: MirrorInput<Row, Event>,
  rules: MirrorRules<Row, Event>,
): MirrorStep<Row, Event> {
  const next = new Draft(mirror, rules)
  switch (input.kind) {
    case 'restart':
      next.isFilled = false
      break
    case 'events':
      input.events.forEach((event) => {
        next.take(event)
      })
      break
    case 'snapshot':
      next.fill(input.rows)
      break
    case 'row':
      next.replace(input.key, input.row)
  }
  return next.done()
}

class Draft<Row, Event> {
  isFilled: boolean
  private rows: Map<string, Versioned<Row>>
  private readonly waiting: Map<string, readonly Event[]>
  private readonly gone: Map<string, number>
  private readonly holes = new Set<string>()

  constructor(
    before: Mirror<Row, Event>,
    private readonly rules: MirrorRules<Row, Event>,
  ) {
    this.isFilled = before.isFilled
    this.rows = new Map(before.rows)
    this.waiting = new Map(before.waiting)
    this.gone = new Map(before.gone)
  }

  take(event: Event): void {
    const key = this.rules.keyOf(event)
    if (key === null) {
      return
    }
    this.wait(key, event)
    if (this.isFilled) {
      this.catchUp(key)
    }
  }

  fill(rows: ReadonlyMap<string, Versioned<Row>>): void {
    this.isFilled = true
    this.rows = new Map(rows)
    this.gone.clear()
    for (const key of [...this.waiting.keys()]) {
      this.catchUp(key)
    }
  }

  replace(key: string, row: Versioned<Row> | null): void {
    const known = this.rows.get(key)
    if (row === null) {
      this.rows.delete(key)
      const newest = this.waiting.get(key)?.at(-1)
      this.waiting.delete(key)
      this.forget(key, newest === undefined ? (known?.version ?? 0) : this.rules.versionOf(newest))
    } else if (known === undefined || known.version <= row.version) {
      this.rows.set(key, row)
      this.catchUp(key)
    }
  }

  private wait(key: string, event: Event): void {
    const version = this.rules.versionOf(event)
    const others = this.waiting.get(key) ?? []
    const at = others.findIndex((other) => this.rules.versionOf(other) >= version)
    const found = others[at]
    if (found === undefined) {
      this.waiting.set(key, [...others, event])
    } else if (this.rules.versionOf(found) !== version) {
      this.waiting.set(key, [...others.slice(0, at), event, ...others.slice(at)])
    }
  }

  private catchUp(key: string): void {
    const events = this.waiting.get(key) ?? []
    this.waiting.delete(key)
    for (const [at, event] of events.entries()) {
      if (!this.apply(key, event)) {
        this.waiting.set(key, events.slice(at))
        this.holes.add(key)
        return
      }
    }
  }

  /** @returns false where one before it is missing */
  private apply(key: string, event: Event): boolean {
    const version = this.rules.versionOf(event)
    const known = this.rows.get(key)
    if (known !== undefined) {
      if (version <= known.version) {
        return true
      }
      if (version > known.version + 1) {
        return false
      }
      this.put(key, version, this.rules.apply(known.row, event))
      return true
    }
    const goneAt = this.gone.get(key)
    if (goneAt !== undefined && version <= goneAt) {
      return true
    }
    const begun = this.rules.begin(event)
    if (begun !== null) {
      this.put(key, version, begun)
      return true
    }
    if (goneAt !== undefined && version === goneAt + 1) {
      // Something more about what is over.
      this.forget(key, version)
      return true
    }
    return false
  }

  private put(key: string, version: number, row: Row | null): void {
    if (row === null) {
      this.rows.delete(key)
      this.forget(key, version)
    } else {
      this.rows.set(key, { version, row })
      this.gone.delete(key)
    }
  }

  private forget(key: string, version: number): void {
    this.gone.delete(key)
    this.gone.set(key, version)
    for (const oldest of this.gone.keys()) {
      if (this.gone.size <= GONE_REMEMBERED) {
        break
      }
      this.gone.delete(oldest)
    }
  }

  done(): MirrorStep<Row, Event> {
    return {
      mirror: { isFilled: this.isFilled, rows: this.rows, waiting: this.waiting, gone: this.gone },
      holes: [...this.holes],
    }
  }
}
