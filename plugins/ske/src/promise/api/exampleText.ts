import type { JsonObject } from '@backstage/types';
import { toJavaScriptPattern } from '@kratix-portal/plugin-ske-common';
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
  const matches = toRegExp(pattern);
  const common = known === undefined ? CANDIDATES : [known];
  const own = pattern === undefined ? [] : textForPattern(pattern, index);
  // If no text can be tested, the text that was made for the pattern is the best guess, and a suffix would make it worse.
  const hasSuffix =
    index > 0 &&
    known === undefined &&
    (matches !== undefined || own.every(text => text === ''));
  const candidates = matches
    ? [...common, ...own]
    : [...own.filter(text => text !== ''), ...common];
  const isAccepted = accepts(schema, matches);
  const fitted = candidates.flatMap(text =>
    hasSuffix
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
  expression: RegExp | undefined,
): (text: string) => boolean {
  const least = numberAt(schema, 'minLength') ?? 0;
  const most = numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY;
  return text =>
    text.length >= least &&
    text.length <= most &&
    (expression?.test(text) ?? true);
}

/** Returns undefined for a pattern that JavaScript does not support, or with which a test could freeze the browser. */
function toRegExp(pattern = ''): RegExp | undefined {
  const translated = toJavaScriptPattern(pattern);
  return translated === undefined ? undefined : new RegExp(translated, 'u');
}

/** Cuts a text at the greatest length, or repeats its last character until the text has the least length. */
function fit(text: string, schema: JsonObject): string {
  const least = numberAt(schema, 'minLength') ?? 0;
  const most = numberAt(schema, 'maxLength') ?? text.length;
  return text
    .slice(0, Math.max(most, 0))
    .padEnd(Math.min(least, 1_000), text.at(-1) ?? 'e');
}
