// Secrets at rest: sealed before they reach the database, opened only to call the outside.

/** `context` binds a sealed secret to its place (company and connection), so that it opens nowhere else. */
export type Vault = {
  seal(plain: string, context: string): Uint8Array
  /** Throws Failure `vault.cannot-open` when the key or the context is another. */
  open(sealed: Uint8Array, context: string): string
}
