// Finds what a page says in words of its own instead of the catalogues'.
import ts from 'typescript'
import { parse } from 'vue/compiler-sfc'

/** Attributes whose values are shown, or read out. */
const SHOWN =
  /^(title|alt|label|placeholder|summary|aria-(label|description|roledescription|valuetext|placeholder))$/
/** Names that are the same in every language. */
const NAMES = new Set(['Muster', 'WGS-84', 'GCJ-02', 'BD-09', 'JSON', 'GB/T 2260', 'CSV', 'NDJSON'])
const NODE = { element: 1, text: 2, interpolation: 5, attribute: 6, directive: 7 }

/** @param {string} text */
function hasWords(text) {
  const bare = text.trim()
  return /\p{Script=Han}|[A-Za-z]{2,}/u.test(bare) && !NAMES.has(bare)
}

/**
 * Whether a text of a program is something that a person would read: several words that begin as a sentence does, or
 * any Chinese.
 *
 * @param {string} text
 */
function isSentence(text) {
  return (
    /\p{Script=Han}/u.test(text) ||
    /^\s*[A-Z][a-z']*[ ,][^=;{}<>]*[a-z]{2}/.test(text) ||
    /\s.*[a-z]{2}[.?!]\s*$/.test(text)
  )
}

/**
 * Sentences of a program. What is thrown is for whoever mends it, and shown to nobody.
 *
 * @param {string} code
 * @returns {string[]}
 */
export function sentencesOf(code) {
  /** @type {string[]} */
  const found = []
  /** @param {ts.Node} node */
  function look(node) {
    if (
      (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) ||
      ts.isImportDeclaration(node) ||
      ts.isLiteralTypeNode(node)
    ) {
      return
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (isSentence(node.text)) {
        found.push(node.text.trim())
      }
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('page.ts', code, ts.ScriptTarget.Latest, true))
  return found
}

/**
 * All that a page says by itself, in its template or in its program.
 *
 * @param {string} path
 * @param {string} source
 * @returns {string[]}
 */
export function wordsOutsideCatalogues(path, source) {
  if (path.endsWith('.ts')) {
    return sentencesOf(source)
  }
  const { descriptor, errors } = parse(source)
  if (errors.length > 0) {
    throw new Error(`${path} is no component`)
  }
  const programs = [descriptor.script?.content ?? '', descriptor.scriptSetup?.content ?? '']
  /** @type {string[]} */
  const found = []
  /** @param {any} node */
  function look(node) {
    if (node.type === NODE.text && hasWords(node.content)) {
      found.push(node.content.trim())
    } else if (node.type === NODE.interpolation) {
      programs.push(`(${node.content.loc.source})`)
    }
    for (const attribute of node.props ?? []) {
      if (
        attribute.type === NODE.attribute &&
        SHOWN.test(attribute.name) &&
        hasWords(attribute.value?.content ?? '')
      ) {
        found.push(attribute.value.content.trim())
      } else if (attribute.type === NODE.directive && attribute.name === 'bind' && attribute.exp) {
        programs.push(`(${attribute.exp.loc.source})`)
      }
    }
    for (const child of node.children ?? []) {
      look(child)
    }
  }
  if (descriptor.template?.ast) {
    look(descriptor.template.ast)
  }
  return [...found, ...programs.flatMap(sentencesOf)]
}
