// The commands of the terminal, and which of them show screens and so need the web pages built.

/** @type {Readonly<Record<string, { readonly web: boolean }>>} */
export const commands = {
  start: { web: true },
  demo: { web: true },
  read: { web: false },
  match: { web: false },
  migrate: { web: false },
  worker: { web: false },
  backup: { web: false },
  restore: { web: false },
  connector: { web: false },
  doctor: { web: false },
}

/** `setup` belongs to boot alone: it installs and builds, and starts nothing (for images and CI). */
export const setupCommand = 'setup'

const names = [...Object.keys(commands), setupCommand].join(', ')

export const unknownCommand = (/** @type {string} */ command) => `skarbnik: nieznane polecenie / unknown command "${command}" (${names})\n`

export const usage = `skarbnik <polecenie / command> […]

  start [--port N] [--data DIR]   serwer, ekrany i zadania / server, screens and jobs
  demo                            to samo na przykładowej firmie / the same on a sample company
  read FILE… [--json]             odczytuje wyciągi i faktury / reads statements and invoices
  match --invoices FILE… --payments FILE… [--out FILE] [--explain]
  migrate · worker · backup FILE · restore FILE · connector new ID · doctor · setup
  --version · --help
`
