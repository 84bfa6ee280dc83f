// The other words in Polish, fetched before any further screen is shown; the terminal's and the messages' words stay on the server.
const files = import.meta.glob<Record<string, string>>(
  [
    '../../src/contract/words/pl/*.json',
    '!../../src/contract/words/pl/app.json',
    '!../../src/contract/words/pl/dashboard.json',
    '!../../src/contract/words/pl/embedded.json',
    '!../../src/contract/words/pl/failures.json',
    '!../../src/contract/words/pl/lists.json',
    '!../../src/contract/words/pl/messages.json',
    '!../../src/contract/words/pl/onboarding.json',
    '!../../src/contract/words/pl/portal.json',
    '!../../src/contract/words/pl/report-shelf.json',
    '!../../src/contract/words/pl/reports.json',
    '!../../src/contract/words/pl/shell.json',
    '!../../src/contract/words/pl/shortcuts.json',
    '!../../src/contract/words/pl/signin.json',
    '!../../src/contract/words/pl/tasks.json',
  ],
  { eager: true, import: 'default' },
)

export const words = Object.fromEntries(
  Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]),
)
