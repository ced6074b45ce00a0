import { looksSecret } from '@kratix-portal/plugin-ske-common';
import { maskText, secretRanges } from './maskText';

const mask = (text: string) => maskText(text, looksSecret);

describe('maskText', () => {
  it('hides the secrets of the spec, and keeps comments, order and everything else', () => {
    const { text, hidden } = mask(`# A database.
kind: Database
metadata:
  name: a-name-that-is-longer-than-thirty-two-characters
spec:
  size: small # enough
  adminPassword: "hunter2"
  pin: {token: 1234, secretName: kept}
  users:
    - name: app
      password: hunter3
`);

    expect(text).toBe(`# A database.
kind: Database
metadata:
  name: a-name-that-is-longer-than-thirty-two-characters
spec:
  size: small # enough
  adminPassword: ••••••••
  pin: {token: ••••••••, secretName: kept}
  users:
    - name: app
      password: ••••••••
`);
    expect(hidden).toBe(3);
  });

  it('hides a text of several lines', () => {
    const { text } = mask(`spec:
  privateKey: |
    -----BEGIN KEY-----
    abc
  after: kept
`);

    expect(text).toBe(`spec:
  privateKey: ••••••••
  after: kept
`);
  });

  it('hides the value in a pair of name and value if the name looks secret', () => {
    const { text } = mask(`spec:
  env:
    - {name: DB_PASSWORD, value: hunter2}
    - {name: DB_HOST, value: db}
`);

    expect(text).toContain('{name: DB_PASSWORD, value: ••••••••}');
    expect(text).toContain('{name: DB_HOST, value: db}');
  });

  it('hides secrets in the copy of the spec in the annotation of kubectl', () => {
    const { text, hidden } = mask(`metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"spec":{"password":"hunter2"}}
spec:
  password: hunter2
`);

    expect(text).not.toContain('hunter2');
    expect(hidden).toBe(2);
  });

  it('hides secret-looking labels and annotations', () => {
    const { text, hidden } = mask(`metadata:
  name: orders
  annotations:
    example.com/token: abc
    example.com/owner: shop
`);

    expect(text).toContain('example.com/token: ••••••••');
    expect(text).toContain('example.com/owner: shop');
    expect(hidden).toBe(1);
  });

  it('replaces a hidden value by the text that the caller’s function returns', () => {
    const { text } = maskText(
      'spec:\n  password: a\n',
      looksSecret,
      (value, path) => `<${value} at ${path.join('.')}>`,
    );

    expect(text).toBe('spec:\n  password: <a at spec.password>\n');
  });

  it('returns a text without secrets as it is', () => {
    const text = 'spec:\n  password: ""\n  passwordless: true\n';

    expect(mask(text)).toEqual({ text, hidden: 0 });
  });

  it('hides a text that is not YAML', () => {
    expect(mask('spec: {password: hunter2').text).not.toContain('hunter2');
  });
});

describe('secretRanges', () => {
  it.each([
    ['of a valid text', 'spec:\n  password: "hunter2"\n  token: abc\n'],
    [
      'of a text that is not valid',
      'spec:\n  password: "hunter2"\n  token: abc\n  more: [\n',
    ],
  ])('finds the secrets %s in their order', (_, text) => {
    const found = secretRanges(text, looksSecret);
    expect(found.map(({ from, to }) => text.slice(from, to))).toEqual([
      '"hunter2"',
      'abc',
    ]);
  });
});
