import { beforeEach, describe, expect, it } from 'vitest'
import { speak } from '../../text'
import { place } from '../place'
import { prefillLine, readLine, waitingPrefill } from './prefill'
import { causesOf, fieldErrors, nobodySentence } from './words'

beforeEach(() => {
  speak('en')
  history.replaceState(null, '', '/')
  waitingPrefill.value = null
})

const SHORT = [
  { cause: 'NOBODY_IN_RADIUS', teams: 3 },
  { cause: 'ON_OTHER_TASK', teams: 2 },
  { cause: 'OFF_DUTY', teams: 1 },
  { cause: 'SAME_PEOPLE', teams: 0 },
] as const

describe('nobody near', () => {
  it('is said with its causes, in both languages', () => {
    expect(nobodySentence(1_500, SHORT)).toBe('No team to call within 1.5 km: 2 busy, 1 off duty.')
    speak('zh-CN')
    expect(nobodySentence(1_500, SHORT)).toBe('1.5 公里内无可派队伍：2 队执行任务，1 队离岗。')
  })

  it('is said without a cause where there are no teams at all', () => {
    expect(nobodySentence(850, SHORT.slice(0, 1))).toBe('No team to call within 850 m.')
  })

  it('counts what is short under its cause', () => {
    expect(causesOf(SHORT)).toBe('3 too few there, 2 busy, 1 off duty')
  })
})

describe('what was refused', () => {
  it('names the fields as the page does', () => {
    const errors = fieldErrors({
      errors: [
        { field: 'headline', message: 'must not be blank' },
        { field: 'location.latitude', message: 'must be at most 90' },
        { field: 'location', message: 'is 812 km from the nearest place; send outside: true if it is meant' },
        { field: 'colour', message: 'is not known' },
      ],
    })
    expect(errors.map(({ label, isFar }) => `${label} ${isFar}`)).toEqual([
      'Headline false',
      'Where false',
      'Where true',
      'colour false',
    ])
  })

  it('may be anything, which breaks nothing', () => {
    expect(fieldErrors({})).toEqual([])
    expect(fieldErrors({ errors: 'x' })).toEqual([])
    expect(fieldErrors({ errors: [null, 1, { field: 1 }] })).toEqual([])
  })
})

describe('a line of the palette', () => {
  it('is read in either language, whichever the page has', () => {
    const english = readLine('xizhu theft 2')
    expect(english).toEqual({ where: 'xizhu', category: 'THEFT', severity: null, teams: 2, people: null })
    expect(readLine('西朱 盗窃 2')).toEqual({ ...english, where: '西朱' })
    expect(readLine('西朱 特别严重 溺水')).toMatchObject({ severity: 'EXTREME', category: 'DROWNING' })
    expect(readLine('xizhu crowd 30 people')).toMatchObject({ category: 'CROWD' })
  })

  it('opens the form with what it says', () => {
    expect(prefillLine('xizhu theft 2')).toBe(true)
    expect(place).toMatchObject({ page: 'command', doing: 'new', alert: '', report: '' })
    expect(waitingPrefill.value).toEqual({ search: 'xizhu', category: 'THEFT', teams: 2 })
  })

  it('that is something else opens nothing', () => {
    expect(prefillLine('40317')).toBe(false)
    expect(waitingPrefill.value).toBeNull()
  })
})
