import type { Words } from '../wording'

/** What kind of team it is: in words where it is one that the product knows, else as somebody has written it. */
export function teamKind(kind: string, { t }: Pick<Words, 't'>): string {
  return kind === 'volunteers' ? t('registry.kindVolunteers') : kind
}
