// What boot says to a person: always on stderr, because stdout belongs to the command's own output; Polish and English together, because boot runs before any setting is read.

/**
 * @param {string} polish
 * @param {string} english
 */
export const say = (polish, english) => process.stderr.write(`skarbnik: ${polish} / ${english}\n`)

/** An error that is already a sentence for a person; printed without a stack. */
export class BootError extends Error {
  /**
   * @param {string} polish
   * @param {string} english
   * @param {number} exitCode 2 for wrong use, 1 for everything else
   */
  constructor(polish, english, exitCode = 1) {
    super(english)
    this.sentence = `${polish}\n${english}`
    this.exitCode = exitCode
  }
}

/** A folder that cannot be written to, as a sentence. @param {string} folder @param {unknown} cause */
export const notWritable = (folder, cause) =>
  new BootError(
    `Nie mogę pisać w folderze ${folder} (${codeOf(cause)}). Nadaj użytkownikowi prawo zapisu albo przenieś projekt.`,
    `Cannot write in ${folder} (${codeOf(cause)}). Give this user the right to write there, or move the project.`,
  )

/** @param {unknown} error */
export const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
