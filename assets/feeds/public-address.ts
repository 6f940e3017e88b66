/** Which IP addresses belong to the public Internet. */
import { BlockList, isIP } from 'node:net';

/** IANA's registry of special-purpose IPv4 addresses (RFC 6890), multicast and reserved ones. */
const SPECIAL_V4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
/** Of the global unicast addresses: documentation, protocol assignments (Teredo among them), and 6to4, which wraps IPv4. */
const SPECIAL_V6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';

const special = blockList(SPECIAL_V4, 'ipv4');
const specialV6 = blockList(SPECIAL_V6, 'ipv6');
/** All that is handed out to the public (RFC 4291 §2.4); so loopback, link-local, unique local, v4-mapped are not. */
const globalV6 = blockList('2000::/3', 'ipv6');

/** True if an address, as text, is one of the public Internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4');
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

function blockList(subnets: string, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets.split(' ')) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}
