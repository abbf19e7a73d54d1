const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:]*$/i;
const GROUPS = 8;
/** Of an IPv6 address a customer has the last 64 bits to itself, and can change them at will. */
const OF_THE_NETWORK = 4;

/** What counts as one address: an IPv4 address, or an IPv6 network of 64 bits; text that is neither counts as it is. */
export function networkOf(address: string): string {
  const plain = MAPPED.exec(address)?.[1] ?? address.replace(/%.*$/, '');
  if (!IPV6.test(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0'), ...after];
  return groups
    .slice(0, OF_THE_NETWORK)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
