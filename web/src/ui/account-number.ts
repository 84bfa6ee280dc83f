// An account number as it is printed: country and check digits, then groups of four; what is no IBAN stays as it came.
export function accountNumber(account: string): string {
  const plain = account.replace(/\s/g, '')
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(plain)) return plain.replace(/(.{4})(?=.)/g, '$1\u00A0')
  return /^\d{26}$/.test(plain) ? plain.replace(/^(\d{2})|(\d{4})(?=\d)/g, '$1$2\u00A0') : account
}
