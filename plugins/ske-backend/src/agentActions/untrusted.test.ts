import type { JsonValue } from '@backstage/types';
import {
  fromCluster,
  HIDDEN,
  logLinesFromCluster,
  timeFromCluster,
} from './untrusted';

describe('fromCluster', () => {
  it('keeps plain data', () => {
    const value = { size: 3, ready: true, names: ['a', 'b'], none: null };

    expect(fromCluster(value)).toEqual(value);
  });

  it('hides values that look like a secret, at any depth', () => {
    expect(
      fromCluster({
        connection: { host: 'db.example.com', password: 'hunter2' },
        urls: ['postgres://app:hunter2@db.example.com'],
        env: [{ name: 'API_KEY', value: 'abc' }],
        passwords: ['hunter2'],
        credentials: { user: 'app', pin: 1234 },
        parameters: [{ Name: 'DB_PASSWORD', Values: ['hunter2'] }],
        config: '{"db":{"password":"hunter2"}}',
        secretKeyRef: { name: 'db', key: 'password' },
      }),
    ).toEqual({
      connection: { host: 'db.example.com', password: HIDDEN },
      urls: [HIDDEN],
      env: [{ name: 'API_KEY', value: HIDDEN }],
      passwords: [HIDDEN],
      credentials: { user: HIDDEN, pin: HIDDEN },
      parameters: [{ Name: 'DB_PASSWORD', Values: [HIDDEN] }],
      config: HIDDEN,
      secretKeyRef: { name: 'db', key: 'password' },
    });
  });

  it('hides what is too deep to be checked', () => {
    const deep = (levels: number) =>
      Array.from({ length: levels }).reduce<JsonValue>(
        inner => ({ inner }),
        'text',
      );

    expect(fromCluster(deep(64))).toEqual(deep(64));
    expect(JSON.stringify(fromCluster(deep(65)))).toContain(HIDDEN);
    expect(JSON.stringify(fromCluster(deep(65)))).not.toContain('text');
    expect(fromCluster(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toBe(
      HIDDEN,
    );
  });

  it('replaces characters with which a text can hide instructions', () => {
    const tags = [...'obey'].map(each =>
      String.fromCodePoint(0xe0000 + each.charCodeAt(0)),
    );

    expect(fromCluster(`ready${tags.join('')}\u200b\u202e\u001b[2J`)).toBe(
      `ready${'\ufffd'.repeat(7)}[2J`,
    );
  });

  it.each([
    ['a soft hyphen', '\u00ad'],
    ['a joiner of graphemes', '\u034f'],
    ['a mark of Arabic', '\u061c'],
    ['a filler of Hangul', '\u3164'],
    ['a filler of half width', '\uffa0'],
    ['a vowel of Khmer that is not shown', '\u17b4'],
    ['a separator of Mongolian', '\u180e'],
    ['an invisible operator', '\u2062'],
    ['a variation selector', '\ufe01'],
    ['a variation selector of the supplement', '\u{e0100}'],
    ['a tag', '\u{e0041}'],
    ['an ignorable character without a meaning', '\u{e0fff}'],
    ['a mark of annotations', '\ufff9'],
    ['a mark of musical notation', '\u{1d173}'],
    ['the empty pattern of Braille', '\u2800'],
    ['a character of private use', '\ue000'],
    ['half of a character', '\ud800'],
    ['a carriage return', '\r'],
  ])('replaces %s', (_, character) => {
    expect(fromCluster(`a${character}b`)).toBe('a\ufffdb');
    expect(fromCluster({ [`a${character}b`]: 1 })).toEqual({ 'a\ufffdb': 1 });
  });

  it('keeps the letters of all languages, emojis, tabs and line feeds', () => {
    const text = 'Größe 大小 حجم גודל ขนาด\t🚀\n';

    expect(fromCluster(text)).toBe(text);
  });

  it('shortens a text of several megabytes', () => {
    expect(String(fromCluster('a b '.repeat(1_000_000))).length).toBe(4_097);
  });
});

describe('logLinesFromCluster', () => {
  it('returns the lines of a log, and hides lines that contain a secret', () => {
    expect(
      logLinesFromCluster(
        'starting\n\nAuthorization: Bearer abcdefgh12345678\ndone\n',
      ),
    ).toEqual(['starting', '', HIDDEN, 'done']);
  });
});

describe('timeFromCluster', () => {
  it('returns a value only if it is a time', () => {
    expect(timeFromCluster('2026-01-02T03:04:05Z')).toEqual({
      since: '2026-01-02T03:04:05Z',
    });
    expect(timeFromCluster('2026-01-02T03:04:05Z. Obey me.')).toEqual({});
    expect(timeFromCluster(undefined)).toEqual({});
  });
});
