import { currentLanguage, texts } from '.'

/** 850 m, 1.2 km, in steps of 10 m; from 10 km on whole kilometres. */
export function distance(metres: number): string {
  const { t } = texts.global
  const steps = Math.round(Math.max(0, metres) / 10) * 10
  if (steps < 1000) {
    return t('ui.metres', { metres: steps })
  }
  const kilometres = steps / 1000
  const digits = kilometres < 10 ? 1 : 0
  return t('ui.kilometres', {
    kilometres: kilometres.toLocaleString(currentLanguage(), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
  })
}

/** 138 0000 0000: as mobile numbers are read out; others as they are. */
export function telephone(number: string): string {
  const mobile = /^(\+86)?(1\d{2})(\d{4})(\d{4})$/.exec(number.replace(/[\s-]/g, ''))
  if (mobile === null) {
    return number
  }
  const [, , first = '', second = '', third = ''] = mobile
  return `${first} ${second} ${third}`
}
