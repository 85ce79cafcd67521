/** Where the stack is, as BrowserStoriesIT says it. */
function told(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(
      `${name} is not set: ./muster test --only browser-stories/BrowserStoriesIT starts these stories`,
    )
  }
  return value
}

export const surroundings = {
  /** The gateway. */
  origin: told('MUSTER_ORIGIN'),
  /** Where people log in. */
  issuer: told('MUSTER_ISSUER'),
  chromium: told('MUSTER_CHROMIUM'),
  /** Of the proxy that the browser goes through. */
  proxyPort: told('MUSTER_PROXY_PORT'),
  /** What the proxy is worked by. */
  proxyControl: told('MUSTER_PROXY_CONTROL'),
  /** What services are killed and brought back by. */
  stackControl: process.env['MUSTER_STACK_CONTROL'] ?? '',
  /** Of a dispatcher of Xuzhou, for requests that no browser makes. */
  token: told('MUSTER_TOKEN'),
  screenshots: told('MUSTER_SCREENSHOTS'),
  /** Where the results go; nowhere where it is not said. */
  report: process.env['MUSTER_STORIES_REPORT'] ?? '',
}
