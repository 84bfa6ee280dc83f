// An address by which two writings of it are known to be the same: an e-mail in small letters, a phone number as it is dialled.
import { phoneNumber } from './phone-number.ts'

export const addressKey = (address: string): string => {
  const plain = address.trim().toLowerCase()
  return plain.includes('@') ? plain : (phoneNumber(plain)?.dialled ?? plain)
}
