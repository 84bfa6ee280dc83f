// Every colour of the application, light and dark; the only file with hex values. Contrasts are measured in the design direction.

/** Token → [light, dark]; each becomes the CSS variable `--sk-<token>`. */
export const colourTokens = {
  bg: ['#F8F8F6', '#131417'],
  nav: ['#F2F2EE', '#0F1013'],
  'nav-on': ['#E5E5DF', '#25272D'],
  surface: ['#FFFFFF', '#1A1B1F'],
  raised: ['#FFFFFF', '#222429'],
  sunken: ['#F6F6F3', '#15161A'],
  hover: ['#F1F1ED', '#24262C'],
  line: ['#E7E6E1', '#2A2C32'],
  'line-2': ['#D5D4CD', '#3B3E46'],
  field: ['#8E8D86', '#6F727B'],
  text: ['#1A1B1E', '#EAEAE7'],
  'text-2': ['#51535A', '#B4B6BC'],
  'text-3': ['#66686F', '#9698A0'],
  accent: ['#3146AE', '#A5B3F7'],
  'accent-solid': ['#3146AE', '#4F63D2'],
  'accent-hover': ['#26378C', '#6F81DF'],
  'accent-ink': ['#FFFFFF', '#FFFFFF'],
  'accent-bg': ['#EDF0FB', '#20263F'],
  'accent-line': ['#B7C2EE', '#3E4A85'],
  ok: ['#17694A', '#72CDA4'],
  'ok-bg': ['#E5F3EB', '#16291F'],
  'ok-line': ['#B4DAC6', '#28513E'],
  'ok-solid': ['#2F8F66', '#4DAE83'],
  warn: ['#7C5208', '#E2B464'],
  'warn-bg': ['#FAF1DD', '#2D2413'],
  'warn-line': ['#EAD2A0', '#57451F'],
  'warn-solid': ['#CB8E22', '#CF9A3D'],
  bad: ['#A62C1B', '#F09682'],
  'bad-bg': ['#FBEBE7', '#331B16'],
  'bad-line': ['#EFC3B9', '#65322A'],
  'bad-solid': ['#C6452F', '#DD6A53'],
  plum: ['#6F3C8B', '#CDA3E3'],
  'plum-bg': ['#F5EDF9', '#2A1E32'],
  'plum-line': ['#DDC4E9', '#523963'],
  'plum-solid': ['#9561B2', '#AB7BC7'],
  'mute-bg': ['#EEEEEA', '#282A30'],
  'mute-solid': ['#A3A39C', '#6A6D76'],
  'chart-paid': ['#C3D6CC', '#33493F'],
  'chart-due': ['#8496DB', '#5D70C4'],
  'chart-part': ['#DDAA4C', '#C2903C'],
  'chart-over': ['#C6452F', '#DD6A53'],
  'age-0': ['#C9D1EF', '#3A4677'],
  'age-1': ['#EBCB8B', '#8A6A2E'],
  'age-2': ['#DFA045', '#BC8634'],
  'age-3': ['#D4703F', '#CC6A3E'],
  'age-4': ['#A93322', '#E06A55'],
  paper: ['#FFFFFF', '#FFFFFF'],
  bar: ['#1F2024', '#2D3037'],
  'bar-ink': ['#FFFFFF', '#FFFFFF'],
  'bar-ink-2': ['#C9CACF', '#C9CACF'],
} as const satisfies Record<string, readonly [string, string]>

export type ColourToken = keyof typeof colourTokens

/** Depth 1: sheet, menu, toast, selection bar; nothing else has a shadow. */
export const shadow = ['0 0 0 1px #1A1B1E0F, 0 8px 28px #1A1B1E24', '0 0 0 1px #FFFFFF14, 0 10px 32px #0009'] as const

export const scales = {
  atrament: ['#F4F6FD', '#EDF0FB', '#D6DDF6', '#B7C2EE', '#A5B3F7', '#6F81DF', '#4F63D2', '#3146AE', '#26378C', '#1C2969'],
  gray: ['#F8F8F6', '#F2F2EE', '#EEEEEA', '#E7E6E1', '#D5D4CD', '#A3A39C', '#66686F', '#51535A', '#2E3035', '#1A1B1E'],
  dark: ['#EAEAE7', '#B4B6BC', '#9698A0', '#6F727B', '#3B3E46', '#2A2C32', '#222429', '#1A1B1F', '#131417', '#0F1013'],
} as const
