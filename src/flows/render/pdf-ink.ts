// The light tokens of the visual direction, for paper.

export const ink = {
  text: '#1A1B1E',
  text2: '#51535A',
  text3: '#66686F',
  line: '#E7E6E1',
  accent: '#3146AE',
  ok: '#17694A',
  warn: '#7C5208',
  bad: '#A62C1B',
  sunken: '#F6F6F3',
} as const
