// Which IP addresses no vendor can have: loopback, private, link-local, shared and reserved ranges.
import { BlockList, isIP } from 'node:net'

const ranges = (list: readonly string[]): BlockList => {
  const blocked = new BlockList()
  for (const range of list) {
    const [network = '', prefix = ''] = range.split('/')
    blocked.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4')
  }
  return blocked
}

/** Ranges of the IANA special-purpose registries (RFC 6890 and its updates), and tunnels that carry an IPv4 address inside. */
const special = ranges([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
])

/** Link-local ranges and the metadata service of cloud machines: no system of a firm's own network lives there. */
const neverOurs = ranges(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128', '224.0.0.0/4', '240.0.0.0/4', 'ff00::/8'])

const isIn = (list: BlockList, address: string): boolean => {
  const family = isIP(address)
  // An IPv4-mapped IPv6 address is checked against the IPv4 rules by BlockList itself.
  return family === 0 || list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** True for an address outside the public Internet; anything that is no IP address counts as such. */
export const isSpecialAddress = (address: string): boolean => isIn(special, address)

/** True for an address that stays refused even where private networks are allowed. */
export const isNeverAllowed = (address: string): boolean => isIn(neverOurs, address)
