// What the tests of the texts read: the pages, their catalogues, and what the services are made of.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** @param {string} path from the project's folder */
export function textOf(path) {
  return readFileSync(new URL(path, root), 'utf8')
}

/**
 * All files under a folder of the project.
 *
 * @param {string} folder
 * @param {RegExp} wanted
 * @returns {[path: string, text: string][]}
 */
export function filesUnder(folder, wanted) {
  return readdirSync(fileURLToPath(new URL(`${folder}/`, root)), { recursive: true, encoding: 'utf8' })
    .filter((path) => wanted.test(path))
    .sort()
    .map((path) => [`${folder}/${path}`, textOf(`${folder}/${path}`)])
}

/**
 * All texts of a language, by family and name.
 *
 * @param {'en' | 'zh-CN'} language
 * @returns {Readonly<Record<string, Readonly<Record<string, string>>>>}
 */
export function catalogue(language) {
  return Object.fromEntries(
    filesUnder(`console/src/text/catalogues/${language}`, /\.json$/).map(([path, text]) => [
      (path.split('/').at(-1) ?? '').replace('.json', ''),
      JSON.parse(text),
    ]),
  )
}

/** The pages' own code, without tests and what is generated. */
export function pages() {
  return filesUnder('console/src', /\.(vue|ts)$/).filter(
    ([path]) =>
      !/\.test\.ts$|\/generated\/|-(?:for-tests|trial)\.ts$|\/(?:test-desk|stories)\.ts$/.test(path),
  )
}

/**
 * A service's description of its API.
 *
 * @param {string} module
 * @returns {any}
 */
export function described(module) {
  return JSON.parse(textOf(`${module}/src/main/openapi/openapi.json`))
}

/**
 * The constants of a Java enum.
 *
 * @param {string} source
 * @param {string} name of the enum
 */
export function constantsOf(source, name) {
  const begin = source.indexOf(`enum ${name} {`)
  if (begin < 0) {
    throw new Error(`There is no enum ${name}`)
  }
  const body = source
    .slice(source.indexOf('{', begin) + 1)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/"(?:\\.|[^"\\\n])*"/g, '""')
    .replace(/\/\/.*$/gm, '')
  const constants = body.split(/[;}]/)[0] ?? ''
  return [...constants.matchAll(/\b[A-Z][A-Z_]*\b/g)].map(([constant]) => constant)
}
