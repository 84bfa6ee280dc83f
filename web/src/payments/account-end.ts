// The end of an account number, which is how people know it.
export const accountEnd = (account: string): string => `•• ${account.replace(/\s/g, '').slice(-4)}`
