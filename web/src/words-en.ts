// Every namespace in English, in one chunk that is loaded when the language is chosen; the terminal's and the messages' words stay on the server.
const files = import.meta.glob<Record<string, string>>(
  [
    '../../src/contract/words/en/*.json',
    '!../../src/contract/words/en/app.json',
    '!../../src/contract/words/en/embedded.json',
    '!../../src/contract/words/en/messages.json',
    '!../../src/contract/words/en/portal.json',
    '!../../src/contract/words/en/report-shelf.json',
    '!../../src/contract/words/en/reports.json',
  ],
  { eager: true, import: 'default' },
)

export const words = Object.fromEntries(
  Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]),
)
