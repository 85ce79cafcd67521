/**
 * Whether somebody writes in another field than a form's: then `Ctrl+Enter` is not meant for the form, though its
 * button has the key.
 */
export function isWritingElsewhere(form: HTMLElement | null): boolean {
  const focused = document.activeElement
  return (
    focused !== null &&
    focused.matches('textarea, input:not([type=radio], [type=checkbox])') &&
    form?.contains(focused) !== true
  )
}
