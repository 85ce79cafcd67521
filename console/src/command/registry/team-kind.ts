import { currentLanguage } from '../../text'
import type { Words } from '../wording'

/** What kind of team it is: in words where it is one that the product knows, else as somebody has written it. */
export function teamKind(kind: string, { t, te }: Words): string {
  const key = `ability.${kind.replaceAll('-', '_')}`
  return /^[a-z-]+$/.test(kind) && te(key) ? t(key) : kind
}

/** What a team can do or has with it, in the same words. */
export function abilities(capabilities: readonly string[], words: Words): string {
  const separator = currentLanguage() === 'zh-CN' ? '\u3001' : ', '
  return capabilities.map((each) => teamKind(each, words)).join(separator)
}
