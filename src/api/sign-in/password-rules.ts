// Which passwords are refused: those that everybody tries first (OWASP ASVS 6.2.4); nothing about digits or capitals.
import { Failure } from '#values/failure'
import { foldText } from '#values/plain-text'

/** The commonest passwords of ten letters and more after folding, Polish ones among them, and stems that people lengthen. */
const common = new Set([
  '1234567890',
  '12345678910',
  '0123456789',
  '0987654321',
  '1111111111',
  '0000000000',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl123',
  'zaq12wsxcde3',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'iloveyou12',
  'administrator',
  'administrator1',
  'welcome123',
  'letmein123',
  'changeme123',
  'haslo12345',
  'haslo123456',
  'mojehaslo1',
  'mojehaslo123',
  'haslohaslo',
  'zaqwsxcde1',
  'polska1234',
  'polska12345',
  'kochamcie1',
  'kochamcie123',
  'ksiegowosc',
  'ksiegowosc1',
  'ksiegowosc123',
  'faktura123',
  'fakturownia',
  'skarbnik123',
  'skarbnik1234',
  'warszawa123',
  'krakow12345',
  'lechpoznan',
  'legiawarszawa',
  'qazwsxedc1',
  'qwertyqwerty',
  'abcdefghij',
  'abc1234567',
  'abcd123456',
])

/** Throws Failure `session.password-known` for a password that a guesser tries first, or one made of the e-mail address. */
export function refuseKnownPassword(password: string, email: string | null): void {
  const folded = foldText(password).toLowerCase()
  const name = email?.split('@')[0]?.toLowerCase() ?? ''
  const repeated = new Set(folded).size < 4
  if (
    common.has(folded) ||
    repeated ||
    (name.length > 4 && folded.replace(/[^a-z0-9]/g, '').startsWith(name) && folded.length - name.length < 4)
  )
    throw new Failure('session.password-known')
}
