// Text of a person as a part that LIKE looks for.

/** Signs with a meaning in LIKE stand for themselves. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
