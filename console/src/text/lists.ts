import { currentLanguage } from '.'

/** Name, base, and members */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(items)
}
