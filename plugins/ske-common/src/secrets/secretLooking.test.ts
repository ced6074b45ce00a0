import { holdsSecret, isSecretName, isSecretText } from './secretLooking';

describe('isSecretName', () => {
  it.each([
    'password',
    'dbPassword',
    'PASSWD',
    'passphrase',
    'clientSecret',
    'secretKeyRef',
    'accessToken',
    'credentials',
    'apiKey',
    'api-key',
    'api_key',
    'private.key',
    'connectionString',
    'AUTHORIZATION',
  ])('treats %s as the name of a secret', name =>
    expect(isSecretName(name)).toBe(true),
  );

  it.each(['size', 'passive', 'bypass', 'keyboard', 'monkey', 'name', 'host'])(
    'does not treat %s as the name of a secret',
    name => expect(isSecretName(name)).toBe(false),
  );
});

describe('isSecretText', () => {
  it('takes linear time for a URL with many colons', () => {
    const colons = ':'.repeat(400_000);
    expect(isSecretText(`://${colons} `)).toBe(false);
    expect(isSecretText(`://${colons}@`)).toBe(true);
  });

  it.each([
    '-----BEGIN PRIVATE KEY-----\nMIIE',
    'postgres://app:hunter2@db:5432/orders',
    'Authorization: Bearer abcdefgh12',
    'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
    'ghp_abcdefghijklmnop',
    'AKIAIOSFODNN7EXAMPLE',
    '0123456789abcdef0123456789abcdef',
  ])('finds a secret in %s', text => expect(isSecretText(text)).toBe(true));

  it.each([
    'small',
    'https://example.com/a:b',
    'team-a/orders',
    'a sentence that is longer than a token would be',
  ])('finds no secret in %s', text => expect(isSecretText(text)).toBe(false));
});

describe('holdsSecret', () => {
  it.each([
    [{ spec: { db: { password: 'x' } } }],
    [{ spec: { list: [{ a: 1 }, { token: 'x' }] } }],
    [{ env: [{ name: 'DB_PASSWORD', value: 'x' }] }],
    [{ items: [{ key: 'apiKey', value: 'x' }] }],
    [{ url: 'amqp://u:p@mq' }],
    [{ password: { valueFrom: 'x' } }],
  ])('finds a secret in %j', value => expect(holdsSecret(value)).toBe(true));

  it.each([
    [{ spec: { size: 1, on: true, none: null } }],
    // A null only removes a field, so there is no value to hide.
    [{ spec: { password: null } }],
    [{ env: [{ name: 'LOG_LEVEL', value: 'info' }] }],
    [{ env: [{ name: 'DB_PASSWORD' }] }],
  ])('finds no secret in %j', value => expect(holdsSecret(value)).toBe(false));
});
