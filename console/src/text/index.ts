import { createI18n } from 'vue-i18n'
import { kept, keep } from '../ui/kept'
import { catalogue } from './catalogues'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEPT = 'language'

/** What this desk has chosen, else the first of the browser's languages that there is, else English. */
export function languageOf(preferred: readonly string[], chosen: string | null): Language {
  const isKnown = LANGUAGES.find((language) => language === chosen)
  if (isKnown !== undefined) {
    return isKnown
  }
  for (const language of preferred) {
    if (/^zh\b/i.test(language)) {
      return 'zh-CN'
    }
    if (/^en\b/i.test(language)) {
      return 'en'
    }
  }
  return 'en'
}

export const texts = createI18n({
  legacy: false,
  locale: languageOf(navigator.languages, kept(KEPT)),
  fallbackLocale: 'en',
  messages: { en: catalogue('en'), 'zh-CN': catalogue('zh-CN') },
  // A text that is missing is a mistake, which a test finds.
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
})

export function currentLanguage(): Language {
  return texts.global.locale.value
}

/** For this desk, until it chooses again. */
export function speak(language: Language): void {
  texts.global.locale.value = language
  keep(KEPT, language)
  document.documentElement.lang = language
}

/** The key of an event's words: dots would be steps into the catalogue. */
export function eventKey(type: string): string {
  return `event.${type.replace(/[.-]/g, '_')}`
}
