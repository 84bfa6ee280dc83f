// Optional fields: those that were given, without those that were left out.

export type Given<T extends object> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The object without fields whose value is undefined, so that nothing is overwritten by absence. */
export const given = <T extends object>(change: T): Given<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>
