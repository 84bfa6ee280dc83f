// Every namespace in English, in one chunk that is loaded when the language is chosen.
const files = import.meta.glob<Record<string, string>>('../../src/contract/words/en/*.json', { eager: true, import: 'default' })

export const words = Object.fromEntries(Object.entries(files).map(([path, keys]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), keys]))
