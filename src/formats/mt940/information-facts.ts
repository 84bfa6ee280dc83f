// What a :86: can tell of its line, whichever dialect it is written in.

/** Facts of a :86:; the title is there in every dialect, if empty. */
export type Information = {
  readonly title: string
  readonly operation?: string
  readonly counterpartyName?: string
  readonly counterpartyAccount?: string
  readonly creditedAccount?: string
  readonly customerReference?: string
  readonly endToEndId?: string
  /** Amount in another currency as written, `EUR` and `2,21`. */
  readonly original?: { readonly currency: string; readonly amount: string }
}
