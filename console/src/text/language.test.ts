import { expect, it } from 'vitest'
import { currentLanguage, eventKey, languageOf, speak, texts } from '.'

it('is what the desk has chosen, else what the browser prefers, else English', () => {
  expect(languageOf(['en-US'], 'zh-CN')).toBe('zh-CN')
  expect(languageOf(['fr', 'zh-TW', 'en'], null)).toBe('zh-CN')
  expect(languageOf(['en-GB', 'zh'], 'klingon')).toBe('en')
  expect(languageOf(['fr'], null)).toBe('en')
  expect(languageOf([], null)).toBe('en')
})

it('is spoken at once, kept, and told to the reader of the screen', () => {
  speak('zh-CN')
  expect(currentLanguage()).toBe('zh-CN')
  expect(texts.global.t('login.go')).toBe('登录')
  expect(document.documentElement.lang).toBe('zh-CN')
  expect(localStorage.getItem('muster.language')).toBe('zh-CN')
  speak('en')
  expect(texts.global.t('login.go')).toBe('Log in')
})

it('has an event’s words under a key without steps', () => {
  expect(eventKey('alert.clue-received.v1')).toBe('event.alert_clue_received_v1')
  speak('en')
  expect(texts.global.t(eventKey('task.en-route.v1'))).toBe('En route')
})
