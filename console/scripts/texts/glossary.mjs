// The words of docs/glossary.md, in both languages.
import { textOf } from './sources.mjs'

const rows = textOf('docs/glossary.md')
  .split('\n')
  .filter((line) => /^\|(?!-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** Rows of four columns say what a thing is called; those of the last table what it is not. */
const SECTION = textOf('docs/glossary.md').split('## Not said')[1] ?? ''

/** Chinese by English; a cell may hold several of both, and a meaning pairs such as "theft 盗窃". */
export const glossary = new Map(
  // Of two rows with one word the first counts: the last pair given to a map wins.
  [...rows].reverse().flatMap(([, english = '', chinese = '', meaning = '']) => {
    const words = english.split(', ')
    const others = chinese.split('、')
    /** @type {[string, string][]} */
    const pairs = [...meaning.matchAll(/([A-Za-z][A-Za-z ]*[a-z]) ([\u4e00-\u9fff]+)/g)].map(
      ([, word = '', other = '']) => [word.toLowerCase(), other],
    )
    return /** @type {[string, string][]} */ ([
      ...pairs,
      ...words.slice(0, others.length).map((word, at) => [word, others[at] ?? '']),
    ])
  }),
)

const forbidden = SECTION.split('\n')
  .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith('| not |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** Words that are not said; each means something that has another. */
export const notSaid = {
  en: forbidden.flatMap(([, english = '']) => english.split(', ')),
  'zh-CN': forbidden.flatMap(([, , chinese = '']) => chinese.split('、')),
}
