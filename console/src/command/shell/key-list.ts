/** Every key of the console, as the list of keys shows them. */
export const KEY_GROUPS: readonly {
  readonly name: string
  readonly heading: string
  /** A key, or the first and the last of several, and what it does. */
  readonly keys: readonly (readonly [string, string])[]
}[] = [
  {
    name: 'everywhere',
    heading: 'keys.everywhere',
    keys: [
      ['F2', 'keys.newAlert'],
      ['F4', 'keys.phoneNote'],
      ['F6', 'keys.nextRegion'],
      ['Shift+F6', 'keys.regionBefore'],
      ['F8', 'keys.acknowledge'],
      ['F9', 'keys.shelve'],
      ['Ctrl+Enter', 'keys.send'],
      ['Esc', 'keys.back'],
    ],
  },
  {
    name: 'not-typing',
    heading: 'keys.notTyping',
    keys: [
      ['/', 'keys.find'],
      ['?', 'keys.all'],
      ['N', 'keys.nextChange'],
      ['M', 'keys.map'],
    ],
  },
  {
    name: 'lists',
    heading: 'keys.inLists',
    keys: [
      ['J', 'keys.down'],
      ['K', 'keys.up'],
      ['Enter', 'keys.open'],
      ['.', 'keys.showNew'],
    ],
  },
  {
    name: 'new-alert',
    heading: 'keys.inNewAlert',
    keys: [['1 8', 'keys.category']],
  },
  {
    name: 'events',
    heading: 'keys.onEvents',
    keys: [['Space', 'keys.hold']],
  },
  {
    name: 'alert',
    heading: 'keys.onAlert',
    keys: [
      ['W', 'keys.wave'],
      ['U', 'keys.update'],
      ['O', 'keys.assign'],
      ['P', 'keys.phone'],
      ['R', 'keys.radio'],
      ['T', 'keys.note'],
      ['G', 'keys.lead'],
      ['E', 'keys.end'],
    ],
  },
  {
    name: 'report',
    heading: 'keys.onReport',
    keys: [
      ['R', 'keys.makeAlert'],
      ['L', 'keys.link'],
      ['A', 'keys.answer'],
      ['X', 'keys.reject'],
      ['P', 'keys.number'],
    ],
  },
]
