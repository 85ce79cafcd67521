import { LANGUAGES, texts } from '../../text'

/** In both languages at once, whichever the page speaks: nobody may take a stack for training for the real one. */
export function exerciseWords(): string {
  return [...LANGUAGES]
    .reverse()
    .map((locale) => texts.global.t('shell.exercise', {}, { locale }))
    .join(' ')
}
