/**
 * From a dispatcher's click to another one's board, and beside it the way without browsers: started by
 * `./muster bench faces`, which reads the last line of what this prints.
 */
import { randomUUID } from 'node:crypto'
import { chromium } from '@playwright/test'

/** @param {string} name */
function told(name) {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: ./muster bench faces starts this`)
  }
  return value
}

const origin = told('MUSTER_ORIGIN')
const token = told('MUSTER_TOKEN')
const rounds = Number(told('MUSTER_ROUNDS'))
const PATIENCE_MS = 15_000
const WARM_UP = 5

/**
 * @param {string} path
 * @param {object} body
 */
async function post(path, body) {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  return answer
}

async function issueAlert() {
  const answer = await post('/api/alerts', {
    category: 'THEFT',
    severity: 'MINOR',
    headline: 'faces',
    description: '',
    location: { latitude: 20.01, longitude: 79.5, crs: 'WGS84' },
    outside: true,
    address: 'faces',
    jurisdiction: '320371003209',
  })
  return String((await answer.json()).id)
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} account
 * @param {string} alert
 */
async function openBoard(browser, account, alert) {
  const context = await browser.newContext({ baseURL: origin, locale: 'en' })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('main').getByRole('link').click()
  await page.locator('input[name=username]').fill(account)
  await page.locator('input[name=password]').fill('muster-demo')
  await page.locator('button[type=submit]').click()
  await page.locator('[data-link=live]').waitFor({ timeout: 60_000 })
  await page.goto(`/?alert=${alert}`)
  await page.locator('[data-link=live]').waitFor({ timeout: 60_000 })
  await page.getByRole('log').waitFor({ timeout: 60_000 })
  return page
}

/**
 * From the click on the button that sends to the moment at which the other page's log has the text.
 *
 * @param {import('@playwright/test').Page} writer
 * @param {import('@playwright/test').Page} reader
 * @param {string} text
 */
async function throughFaces(writer, reader, text) {
  const seen = reader.evaluate(
    ([wanted, patience]) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (document.querySelector('[role=log]')?.textContent?.includes(String(wanted)) === true) {
            watcher.disconnect()
            resolve(Date.now())
          }
        }
        const watcher = new MutationObserver(look)
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
        setTimeout(() => {
          reject(new Error(`${String(wanted)} did not come`))
        }, Number(patience))
      }),
    /** @type {[string, number]} */ ([text, PATIENCE_MS]),
  )
  await writer.keyboard.press('t')
  const form = writer.locator('form.words')
  await form.locator('textarea').fill(text)
  const clicked = writer.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('click', () => resolve(Date.now()), { capture: true, once: true })
      }),
  )
  await form.locator('button.primary').click()
  const begun = Number(await clicked)
  const took = Number(await seen) - begun
  await form.waitFor({ state: 'detached' })
  return took
}

/** One open stream, on which events are waited for. */
class Stream {
  /** @param {string} alert */
  static async open(alert) {
    const answer = await fetch(`${origin}/api/stream/events?alertId=${alert}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
    })
    if (!answer.ok || answer.body === null) {
      throw new Error(`the stream: ${answer.status}`)
    }
    return new Stream(answer.body.getReader())
  }

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  constructor(reader) {
    this.reader = reader
    this.decoder = new TextDecoder()
  }

  async close() {
    await this.reader.cancel()
  }

  /** @param {string} text */
  async expect(text) {
    let all = ''
    for (;;) {
      const { done, value } = await this.reader.read()
      if (done) {
        throw new Error('the stream has ended')
      }
      all += this.decoder.decode(value, { stream: true })
      if (all.includes(text)) {
        return Date.now()
      }
    }
  }
}

const browser = await chromium.launch({
  executablePath: told('MUSTER_CHROMIUM'),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  const alert = await issueAlert()
  const writer = await openBoard(browser, 'zhang.dispatcher', alert)
  const reader = await openBoard(browser, 'zhou.dispatcher', alert)
  const stream = await Stream.open(alert)
  /** @type {number[]} */
  const face = []
  /** @type {number[]} */
  const api = []
  for (let round = -WARM_UP; round < rounds; round++) {
    const byFace = await throughFaces(writer, reader, `face ${round} ${randomUUID()}`)
    const text = `api ${round} ${randomUUID()}`
    const begun = Date.now()
    const told = stream.expect(text)
    await post(`/api/alerts/${alert}/notes`, { text })
    const byApi = (await told) - begun
    if (round >= 0) {
      face.push(byFace)
      api.push(byApi)
    }
  }
  await stream.close()
  console.log(JSON.stringify({ face, api }))
} finally {
  await browser.close()
}
