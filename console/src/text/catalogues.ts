/** The texts of one family, such as all words of the alert board. */
type Family = Record<string, string>

const files = import.meta.glob<Family>('./catalogues/*/*.json', { eager: true, import: 'default' })

/** All texts of a language by family and name: each family is a file of its own, so that pages grow side by side. */
export function catalogue(language: 'zh-CN' | 'en'): Record<string, Family> {
  const prefix = `./catalogues/${language}/`
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, texts]) => [path.slice(prefix.length, -'.json'.length), texts]),
  )
}
