// Addresses that no vendor can have are refused in every spelling (T122).
import { describe, expect, test } from 'vitest'
import { isFailure } from '#values/failure'
import { allowedAddresses, parseOutsideUrl } from './address-guard.ts'

const resolveTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const check = async (text: string, resolve = resolveTo('203.0.112.7'), allowPrivateNetworks = false) =>
  allowedAddresses(parseOutsideUrl(text), { allowPrivateNetworks, resolve })

async function reasonOf(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt
    return 'let through'
  } catch (error) {
    if (!isFailure(error, 'connector.misconfigured')) throw error
    return error.facts['reason']
  }
}

describe('T122 the address guard', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://0.0.0.0/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://１２７.0.0.1/',
    'http://127.0.0.1./',
  ])('refuses %s', async (url) => {
    expect(await reasonOf(check(url))).toBe('address-private')
  })

  test.each([
    ['ftp://vendor.example/', 'address-scheme'],
    ['file:///etc/passwd', 'address-scheme'],
    ['gopher://vendor.example/', 'address-scheme'],
    ['https://vendor.example@10.0.0.1/', 'address-userinfo'],
    ['https://user:pass@vendor.example/', 'address-userinfo'],
    ['vendor.example', 'address-malformed'],
  ])('refuses %s as %s', async (url, reason) => {
    expect(await reasonOf((async () => check(url))())).toBe(reason)
  })

  test('a public name that resolves to a private address is refused, also when only one of its addresses is private', async () => {
    expect(await reasonOf(check('https://vendor.example/', resolveTo('10.0.0.5')))).toBe('address-private')
    expect(await reasonOf(check('https://vendor.example/', resolveTo('203.0.112.7', '::1')))).toBe('address-private')
  })

  test('a public name is let through with the very addresses to connect to', async () => {
    expect(await check('https://vendor.example/', resolveTo('203.0.112.7', '2a00:1450::5'))).toEqual([
      { address: '203.0.112.7', family: 4 },
      { address: '2a00:1450::5', family: 6 },
    ])
  })

  test('where private networks are allowed a server of the firm is let through, the metadata service of a cloud is not', async () => {
    expect(await check('http://192.168.1.20/', resolveTo(), true)).toHaveLength(1)
    expect(await check('http://127.0.0.1:9999/', resolveTo(), true)).toHaveLength(1)
    expect(await reasonOf(check('http://169.254.169.254/', resolveTo(), true))).toBe('address-private')
  })

  test('a name that nobody knows is a wrong setting, a silent name server is a passing fault', async () => {
    const failing = (code: string) => async () => {
      throw Object.assign(new Error(code), { code })
    }
    expect(await reasonOf(check('https://typo.example/', failing('ENOTFOUND')))).toBe('name-unknown')
    await expect(check('https://vendor.example/', failing('EAI_AGAIN'))).rejects.toMatchObject({ code: 'connector.unavailable' })
  })
})
