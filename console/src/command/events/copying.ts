import { announce } from '../../ui/announce'
import { texts } from '../../text'

/** To the clipboard. Browsers have the newer way only on pages with HTTPS. */
export async function copy(text: string): Promise<boolean> {
  const done = await newer(text).catch(() => older(text))
  announce(texts.global.t(done ? 'events.copied' : 'events.notCopied'), 'result')
  return done
}

async function newer(text: string): Promise<boolean> {
  await navigator.clipboard.writeText(text)
  return true
}

function older(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  try {
    // Deprecated, and the only way of pages without HTTPS.
    return (document as { execCommand: (command: string) => boolean }).execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
  }
}
