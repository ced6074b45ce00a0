import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

/** A host and port that a connection goes to, such as `::1` and `443`. */
interface Address {
  host: string;
  port: string;
}

/**
 * Whether connections to an address bypass the proxy: because NO_PROXY excludes the address, or because it is a loopback address. The rules are those of kubectl,
 * which uses Go's https://pkg.go.dev/golang.org/x/net/http/httpproxy. NO_PROXY is a comma-separated list of domain names (with their subdomains), names that start with a dot
 * (subdomains only), IP addresses, and IP ranges in CIDR notation; a port restricts an entry, except for a range; `*` excludes everything.
 */
export function isExcludedFromProxy(address: Address, noProxy = ''): boolean {
  const host = address.host.toLowerCase();
  if (host === 'localhost' || isLoopback(host)) {
    return true;
  }
  return noProxy
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => entry !== '' && matches(entry, { ...address, host }));
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function matches(entry: string, address: Address): boolean {
  if (entry === '*') {
    return true;
  }
  const range = readRange(entry);
  if (range) {
    return isIP(address.host) !== 0 && range.check(...familyOf(address.host));
  }
  const { host, port } = splitPort(entry);
  if (host === '' || (port !== undefined && port !== address.port)) {
    return false;
  }
  return isIP(host) !== 0
    ? sameAddress(host, address.host)
    : matchesDomain(host, address.host);
}

function readRange(entry: string): BlockList | undefined {
  const [address, prefix, rest] = entry.split('/');
  if (rest !== undefined || !/^\d{1,3}$/.test(prefix ?? '') || !isIP(address)) {
    return undefined;
  }
  const range = new BlockList();
  try {
    range.addSubnet(address, Number(prefix), familyOf(address)[1]);
  } catch {
    return undefined; // The prefix is too long, so it is not a range.
  }
  return range;
}

/** `example.com:8443`, `[::1]:8443` and the same without a port. */
function splitPort(entry: string): { host: string; port?: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(entry);
  return match
    ? { host: match[1] ?? match[2], port: match[3] }
    : { host: entry.replace(/^\[(.*)\]$/, '$1') };
}

function sameAddress(a: string, b: string): boolean {
  if (isIP(a) !== isIP(b)) {
    return false;
  }
  const list = new BlockList();
  list.addAddress(...familyOf(a));
  return list.check(...familyOf(b));
}

function familyOf(address: string): [string, 'ipv4' | 'ipv6'] {
  return [address, isIPv6(address) ? 'ipv6' : 'ipv4'];
}

function matchesDomain(entry: string, host: string): boolean {
  const pattern = entry.startsWith('*.') ? entry.slice(1) : entry;
  const suffix = pattern.startsWith('.') ? pattern : `.${pattern}`;
  const ascii = `.${domainToASCII(suffix.slice(1)) || suffix.slice(1)}`;
  return (
    host.endsWith(ascii) ||
    (!pattern.startsWith('.') && host === ascii.slice(1))
  );
}
