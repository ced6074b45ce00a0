import type { JsonObject } from '@backstage/types';
import { asText, shorten } from './json';

/** `objectBucket` -> `ObjectBucket`, like SKE's names of kinds. */
export function upperFirst(name: string): string {
  const [first = '', ...rest] = name;
  return first.toUpperCase() + rest.join('');
}

/** A longer title would take too much space in the list of steps. */
const MAX_TITLE_LENGTH = 120;

/** The title that the author of an API gave to a part of it. Empty if there is none. */
export function readOwnTitle({ title }: JsonObject): string {
  return shorten(asText(title).trim().replace(/\s+/g, ' '), MAX_TITLE_LENGTH);
}

/** Abbreviations that a title writes in capitals, or in a special way. APIs write them in any way: `dbUrl`, `dbURL`, `db_url`. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  [
    ...['ACL', 'API', 'ARN', 'AWS', 'CA', 'CIDR', 'CORS', 'CPU', 'CSV', 'DB'],
    ...[
      'DNS',
      'FQDN',
      'GCP',
      'GPU',
      'HTTP',
      'HTTPS',
      'IAM',
      'ID',
      'IP',
      'JSON',
    ],
    ...['JWT', 'LDAP', 'MFA', 'OIDC', 'OS', 'PVC', 'RAM', 'RBAC', 'S3', 'SAML'],
    ...['SKU', 'SLA', 'SMTP', 'SQL', 'SSD', 'SSH', 'SSL', 'SSO', 'TCP', 'TLS'],
    ...['TTL', 'UDP', 'UI', 'UID', 'URI', 'URL', 'UUID', 'VM', 'VPC', 'XML'],
    ...['YAML', 'IPv4', 'IPv6', 'mTLS', 'OAuth', 'OAuth2'],
  ].map(word => [word.toLowerCase(), word]),
);

/**
 * Writes a name in words: `expireAfterDays` as `Expire after days`, `dbUrl` as `DB URL`, `retry_count` as `Retry count`. Words in
 * capitals and words that mix cases (`GiB`) stay unchanged.
 *
 * @public
 */
export function humanise(name: string): string {
  const words = name
    // These abbreviations mix cases inside a word.
    .replace(/OAuth/g, 'Oauth')
    .replace(/IPv(?=[46])/g, 'Ipv')
    // GiB and similar units stay whole.
    .replace(/([a-z0-9])(?<![KMGTPE]i)([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z]{2,})/g, '$1 $2')
    .split(/[\s._\-/]+/)
    .filter(word => word !== '');
  return upperFirst(words.map(writeWord).join(' ')) || name;
}

function writeWord(word: string): string {
  const lower = word.toLowerCase();
  const abbreviation = ABBREVIATIONS.get(lower);
  if (abbreviation !== undefined) {
    return abbreviation;
  }
  const singular = lower.endsWith('s')
    ? ABBREVIATIONS.get(lower.slice(0, -1))
    : undefined;
  if (singular !== undefined) {
    return `${singular}s`;
  }
  return /^[A-Z][a-z]+$/.test(word) ? lower : word;
}
