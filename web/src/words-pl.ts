// Every namespace in Polish, in one chunk that is loaded when the language is chosen; the terminal's and the messages' words stay on the server.
const files = import.meta.glob<Record<string, string>>(
  [
    '../../src/contract/words/pl/*.json',
    '!../../src/contract/words/pl/app.json',
    '!../../src/contract/words/pl/embedded.json',
    '!../../src/contract/words/pl/messages.json',
    '!../../src/contract/words/pl/portal.json',
    '!../../src/contract/words/pl/report-shelf.json',
    '!../../src/contract/words/pl/reports.json',
  ],
  { eager: true, import: 'default' },
)

export const words = Object.fromEntries(
  Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]),
)
