// A map from keys to small integers that keeps one integer without an array: millions of keys mostly have one.

export class MultiMap<K> {
  readonly #rows = new Map<K, number | number[]>()

  add(key: K, value: number): void {
    const row = this.#rows.get(key)
    if (row === undefined) this.#rows.set(key, value)
    else if (typeof row === 'number') {
      if (row !== value) this.#rows.set(key, [row, value])
    } else if (row.at(-1) !== value) row.push(value)
  }

  has(key: K): boolean {
    return this.#rows.has(key)
  }

  /** The values of a key in the order they were added; the same array on every call must not be changed. */
  get(key: K): readonly number[] {
    const row = this.#rows.get(key)
    return row === undefined ? none : typeof row === 'number' ? [row] : row
  }
}

const none: readonly number[] = []
