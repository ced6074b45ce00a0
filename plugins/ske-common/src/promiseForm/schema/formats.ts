import type { JsonObject } from '@backstage/types';
import type { Forbidden } from './Field';

/** A format in the form. */
interface Format {
  keywords: JsonObject;
  notes: string[];
  forbidden: Forbidden[];
}

/** Part of an address as in RFC 5322, which also allows `ann@localhost` and `Ann <ann@example.com>`. */
const ATOM = '[^\\s()<>\\[\\]:;,\\\\".@]+';
const DOTTED = `${ATOM}(?:\\.${ATOM})*`;
const ADDRESS = `${DOTTED}@${DOTTED}`;

/**
 * Formats that the form checks as strictly as the API server. All other formats of the API server are explained and only checked by the cluster:
 * in JSON Schema the names of these formats have another meaning (`duration`) or no meaning.
 */
const CHECKED: Record<string, Omit<Format, 'notes'>> = {
  byte: {
    keywords: {},
    forbidden: [
      mustMatch(
        '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$',
        'must be Base64',
      ),
    ],
  },
  date: { keywords: { format: 'date' }, forbidden: [] },
  datetime: {
    keywords: { format: 'date-time' },
    // JSON Schema also allows a space instead of the T, and leap seconds.
    forbidden: [
      {
        schema: { type: 'string', pattern: '[^0-9TtZz.:+-]|:60' },
        message: 'must be a date and a time, such as 2026-01-31T08:00:00Z',
      },
    ],
  },
  email: {
    keywords: {},
    forbidden: [
      mustMatch(
        `^(?:${ADDRESS}|(?:${ATOM}[ \\t]+)*<${ADDRESS}>)$`,
        'must be an e-mail address',
      ),
    ],
  },
  ipv4: { keywords: { format: 'ipv4' }, forbidden: [] },
  ipv6: { keywords: { format: 'ipv6' }, forbidden: [] },
  uuid: {
    keywords: {},
    // The API server needs no hyphens.
    forbidden: [
      mustMatch(
        '^[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}$',
        'must be a UUID',
      ),
    ],
  },
};

/** The keyword `pattern` is free for the pattern of the schema, so the pattern of a format is not written as this keyword. */
function mustMatch(pattern: string, message: string): Forbidden {
  return { schema: { type: 'string', not: { pattern } }, message };
}

const EXPLAINED: Record<string, string> = {
  bsonobjectid: 'A BSON object id: 24 hexadecimal digits.',
  byte: 'Base64, as in `aGVsbG8=`.',
  cidr: 'A network address, such as `10.0.0.0/16` or `fd00::/8`.',
  creditcard: 'A credit card number.',
  date: 'A date, such as `2026-01-31`.',
  datetime: 'Date and time with a time zone, such as `2026-01-31T08:00:00Z`.',
  email: 'An e-mail address, such as `ann@example.com`.',
  duration: 'A duration, such as `1h30m` or `15s`.',
  hexcolor: 'A colour, such as `#ff8800`.',
  hostname: 'A host name, such as `db.example.com`.',
  isbn: 'An ISBN.',
  isbn10: 'An ISBN of ten digits.',
  isbn13: 'An ISBN of 13 digits.',
  k8sshortname: 'A name of at most 63 lower-case letters, digits and hyphens.',
  k8slongname:
    'A name of at most 253 lower-case letters, digits, hyphens and dots.',
  mac: 'A MAC address, such as `00:1a:2b:3c:4d:5e`.',
  rgbcolor: 'A colour, such as `rgb(255,136,0)`.',
  ssn: 'A social security number.',
  uri: 'A URL, such as `https://example.com/path`.',
  uuid3: 'A UUID of version 3.',
  uuid4: 'A UUID of version 4.',
  uuid5: 'A UUID of version 5.',
};

export function readFormat(format: string): Format {
  // The API server leaves hyphens out: `date-time` and `datetime` are one format.
  const name = format.replace(/-/g, '');
  const checked = Object.hasOwn(CHECKED, name) ? CHECKED[name] : undefined;
  return {
    keywords: checked?.keywords ?? {},
    forbidden: checked?.forbidden ?? [],
    notes: Object.hasOwn(EXPLAINED, name) ? [EXPLAINED[name]] : [],
  };
}
