import type { Category, Severity } from '../../api/events'

/** The words of both languages by which an alert is said in one line. */
export interface LineWords {
  readonly categories: readonly (readonly [Category, string])[]
  readonly severities: readonly (readonly [Severity, string])[]
  /** What stands behind a number of teams, and of people. */
  readonly teams: readonly string[]
  readonly people: readonly string[]
}

/** An alert in one line: `xizhu theft 2`. */
export interface Line {
  /** What the place is to be looked for by. */
  readonly where: string
  readonly category: Category
  readonly severity: Severity | null
  readonly teams: number | null
  readonly people: number | null
}

const MOST_TEAMS = 200
const MOST_PEOPLE = 500

/** Fewer letters, or signs, of a category's word could be anything. */
const SHORTEST_BEGINNING = 4
const SHORTEST_PART = 2
const LONGEST_WORD = 3

const HAN = /\p{Script=Han}/u

interface Match<Value> {
  readonly value: Value
  readonly from: number
  readonly to: number
}

/** @returns null where it says no category, or no place: then the line is something else */
export function parseLine(text: string, words: LineWords): Line | null {
  const tokens = tokensOf(text, words)
  const { teams, people } = numberAtTheEnd(tokens, words)
  const rest = teams === null && people === null ? tokens : tokens.slice(0, -1)
  const category = lastExact(rest, words.categories) ?? onlyBeginning(rest, words.categories)
  if (category === null) {
    return null
  }
  const without = rest.filter((_, at) => at < category.from || at >= category.to)
  const severity = lastExact(without, words.severities)
  const where = without
    .filter((_, at) => severity === null || at < severity.from || at >= severity.to)
    .join(' ')
  return where === ''
    ? null
    : { where, category: category.value, severity: severity?.value ?? null, teams, people }
}

/** Chinese is written without spaces: words that are known, and a number at the end, stand by themselves. */
function tokensOf(text: string, words: LineWords): string[] {
  const known = [...words.categories, ...words.severities]
    .map(([, word]) => word)
    .filter((word) => HAN.test(word))
    .sort((one, other) => other.length - one.length)
  let spaced = text
  for (const word of known) {
    if (spaced.includes(word)) {
      spaced = spaced.replace(word, ` ${word} `)
      break
    }
  }
  return spaced
    .replace(/(\p{Script=Han})(\d{1,3}\p{Script=Han}?)\s*$/u, '$1 $2')
    .split(/[\s,;\u3001\uff0c\uff1b]+/)
    .filter((token) => token !== '')
}

function numberAtTheEnd(
  tokens: readonly string[],
  words: LineWords,
): { teams: number | null; people: number | null } {
  const none = { teams: null, people: null }
  const last = tokens.at(-1) ?? ''
  const found = /^(\d{1,3})(\D*)$/.exec(last)
  if (found === null) {
    return none
  }
  const number = Number(found[1])
  const unit = (found[2] ?? '').toLowerCase()
  if (words.people.includes(unit)) {
    return number >= 1 && number <= MOST_PEOPLE ? { teams: null, people: number } : none
  }
  const isTeams = unit === '' || words.teams.includes(unit)
  return isTeams && number >= 1 && number <= MOST_TEAMS ? { teams: number, people: null } : none
}

function* runsOf(tokens: readonly string[]): Generator<{ run: string; from: number; to: number }> {
  for (let length = LONGEST_WORD; length >= 1; length--) {
    for (let from = tokens.length - length; from >= 0; from--) {
      yield {
        run: tokens
          .slice(from, from + length)
          .join(' ')
          .toLowerCase(),
        from,
        to: from + length,
      }
    }
  }
}

/** The longest, and of several the last: places come first. */
function lastExact<Value>(
  tokens: readonly string[],
  words: readonly (readonly [Value, string])[],
): Match<Value> | null {
  for (const { run, from, to } of runsOf(tokens)) {
    const found = words.find(([, word]) => word.toLowerCase() === run)
    if (found !== undefined) {
      return { value: found[0], from, to }
    }
  }
  return null
}

/** A word that is cut short, where only one can be meant. */
function onlyBeginning<Value>(
  tokens: readonly string[],
  words: readonly (readonly [Value, string])[],
): Match<Value> | null {
  for (const { run, from, to } of runsOf(tokens)) {
    const isHan = HAN.test(run)
    if (run.length < (isHan ? SHORTEST_PART : SHORTEST_BEGINNING)) {
      continue
    }
    const meant = new Set(
      words
        .filter(([, word]) => (isHan ? word.includes(run) : word.toLowerCase().startsWith(run)))
        .map(([value]) => value),
    )
    const [only] = meant
    if (only !== undefined && meant.size === 1) {
      return { value: only, from, to }
    }
  }
  return null
}
