import type { JsonObject } from '@backstage/types';
import { numberAt, textAt } from '../../values';
import { textForPattern } from './textForPattern';

const BASE = 'example';

/** Texts of the formats that a CustomResourceDefinition checks. */
const FORMATS: Record<string, string> = {
  bsonobjectid: '0123456789abcdef01234567',
  byte: 'ZXhhbXBsZQ==',
  cidr: '10.0.0.0/16',
  creditcard: '4111111111111111',
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  datetime: '2026-01-01T00:00:00Z',
  duration: '1h',
  email: 'example@example.com',
  hexcolor: '#336699',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  isbn: '9780306406157',
  isbn10: '0306406152',
  isbn13: '9780306406157',
  'k8s-long-name': 'example.com',
  'k8s-short-name': 'example',
  mac: '00:00:5e:00:53:01',
  password: 'example-password',
  rgbcolor: 'rgb(51,102,153)',
  ssn: '078-05-1120',
  uri: 'https://example.com',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  uuid3: '123e4567-e89b-32d3-a456-426614174000',
  uuid4: '123e4567-e89b-42d3-a456-426614174000',
  uuid5: '123e4567-e89b-52d3-a456-426614174000',
};

/** Texts that many patterns accept: versions, quantities, times, addresses and names. */
const CANDIDATES = [
  BASE,
  'Example',
  'EXAMPLE',
  '1',
  '10',
  '1.0.0',
  'v1.0.0',
  '1Gi',
  '100m',
  '1h',
  'example.com',
  'https://example.com',
  'example@example.com',
  '10.0.0.0/16',
  '192.0.2.1',
  '/example',
  'example/example',
  '0 3 * * *',
];

/** A text that a schema accepts, according to its format, pattern and lengths. `index` makes texts of one list differ. */
export function exampleText(schema: JsonObject, index = 0): string {
  const format = textAt(schema, 'format');
  const pattern = textAt(schema, 'pattern');
  const known =
    format !== undefined && Object.hasOwn(FORMATS, format)
      ? FORMATS[format]
      : undefined;
  const isAccepted = accepts(schema, pattern);
  const candidates = [
    ...(known === undefined ? CANDIDATES : [known]),
    ...(pattern === undefined ? [] : textForPattern(pattern, index)),
  ];
  const fitted = candidates.flatMap(text =>
    index > 0 && known === undefined
      ? [
          fit(`${text}-${index + 1}`, schema),
          fit(`${text}${index + 1}`, schema),
        ]
      : [text, fit(text, schema)],
  );
  return [...fitted, ...candidates].find(isAccepted) ?? fitted[0] ?? BASE;
}

function accepts(
  schema: JsonObject,
  pattern: string | undefined,
): (text: string) => boolean {
  const least = numberAt(schema, 'minLength') ?? 0;
  const most = numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY;
  const matches = toRegExp(pattern);
  return text => text.length >= least && text.length <= most && matches(text);
}

/** If JavaScript does not support a pattern of Go, any text counts as a match. */
function toRegExp(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined) {
    return () => true;
  }
  try {
    const expression = new RegExp(pattern);
    return text => expression.test(text);
  } catch {
    return () => true;
  }
}

/** Cuts a text at the greatest length, or repeats its last character until the text has the least length. */
function fit(text: string, schema: JsonObject): string {
  const least = numberAt(schema, 'minLength') ?? 0;
  const most = numberAt(schema, 'maxLength') ?? text.length;
  return text
    .slice(0, Math.max(most, 0))
    .padEnd(Math.min(least, 1_000), text.at(-1) ?? 'e');
}
