import { fromCluster, HIDDEN, logLinesFromCluster } from './untrusted';

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
      }),
    ).toEqual({
      connection: { host: 'db.example.com', password: HIDDEN },
      urls: [HIDDEN],
      env: [{ name: 'API_KEY', value: HIDDEN }],
    });
  });

  it('replaces characters with which a text can hide instructions', () => {
    const tags = [...'obey'].map(each =>
      String.fromCodePoint(0xe0000 + each.charCodeAt(0)),
    );

    expect(fromCluster(`ready${tags.join('')}\u200b\u202e\u001b[2J`)).toBe(
      `ready${'\ufffd'.repeat(7)}[2J`,
    );
  });

  it('shortens a text of several megabytes', () => {
    expect(String(fromCluster('a b '.repeat(1_000_000))).length).toBe(4_097);
  });
});

describe('logLinesFromCluster', () => {
  it('returns the lines and hides those with a secret', () => {
    expect(
      logLinesFromCluster(
        'starting\n\nAuthorization: Bearer abcdefgh12345678\ndone\n',
      ),
    ).toEqual(['starting', '', HIDDEN, 'done']);
  });
});
