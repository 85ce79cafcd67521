import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '.'
import { distance, telephone } from './distances'
import { arrival, duration } from './durations'
import { listed } from './formats'

afterEach(() => {
  speak('en')
})

describe('a duration', () => {
  it.each([
    [0, '0:00'],
    [47.9, '0:47'],
    [725, '12:05'],
    [3599, '59:59'],
    [3720, '1 h 02 min'],
    [90_000, '25 h 00 min'],
    [-5, '0:00'],
  ])('of %d s is %s', (seconds, words) => {
    speak('en')
    expect(duration(seconds)).toBe(words)
  })

  it('has the hour’s words of the page’s language', () => {
    speak('zh-CN')
    expect(duration(47)).toBe('0:47')
    expect(duration(3720)).toBe('1 小时 02 分')
  })
})

describe('an arrival', () => {
  const now = Date.parse('2022-03-12T14:14:07Z')

  it('says how long, and when by the jurisdiction’s clock', () => {
    speak('en')
    expect(arrival(170, now)).toBe('3 min (22:16)')
    speak('zh-CN')
    expect(arrival(170, now)).toBe('3 分钟（22:16）')
  })

  it('is a minute away at least, as long as nobody is there', () => {
    speak('en')
    expect(arrival(0, now)).toBe('1 min (22:14)')
  })
})

describe('a distance', () => {
  it.each([
    [4, '0 m', '0 米'],
    [846, '850 m', '850 米'],
    [994, '990 m', '990 米'],
    [996, '1.0 km', '1.0 公里'],
    [1_230, '1.2 km', '1.2 公里'],
    [12_600, '13 km', '13 公里'],
  ])('of %d m is %s, %s', (metres, english, chinese) => {
    speak('en')
    expect(distance(metres)).toBe(english)
    speak('zh-CN')
    expect(distance(metres)).toBe(chinese)
  })
})

it('a mobile number is written as it is read out, others as they are', () => {
  expect(telephone('13800000000')).toBe('138 0000 0000')
  expect(telephone('+86 138-0000-0000')).toBe('138 0000 0000')
  expect(telephone('0516-83000000')).toBe('0516-83000000')
})

it('several things are listed as the language does', () => {
  expect(listed(['a', 'b', 'c'], 'en')).toBe('a, b, and c')
  expect(listed(['a', 'b', 'c'], 'zh-CN')).toBe('a、b和c')
})
