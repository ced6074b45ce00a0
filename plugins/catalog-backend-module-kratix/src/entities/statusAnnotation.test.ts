import fc from 'fast-check';
import { statusAnnotation } from './statusAnnotation';

const parse = (status: Record<string, unknown>) => {
  const annotation = statusAnnotation(status);
  return annotation && JSON.parse(annotation.json);
};

describe('statusAnnotation', () => {
  it('returns nothing for an empty status, or for a status that contains only data of Kratix itself', () => {
    expect(statusAnnotation({})).toBeUndefined();
    expect(
      statusAnnotation({
        conditions: [{ type: 'Reconciled', status: 'True' }],
        kratix: { workflows: { pipelines: [] } },
      }),
    ).toBeUndefined();
  });

  it('G2: keeps the values and conditions of pipelines, and omits the conditions of Kratix and of SKE’s portal sync', () => {
    expect(
      parse({
        message: 'ready',
        endpoint: 'https://db.example.com',
        conditions: [
          { type: 'Reconciled', status: 'True' },
          { type: 'WorksSucceeded', status: 'True' },
          { type: 'PortalBindingReady', status: 'True' },
          { type: 'BackstagePortalSynced', status: 'True' },
          { type: 'BackedUp', status: 'False' },
        ],
        kratix: { version: 'v1', workflows: { pipelines: [] } },
      }),
    ).toEqual({
      message: 'ready',
      endpoint: 'https://db.example.com',
      conditions: [{ type: 'BackedUp', status: 'False' }],
      kratix: { version: 'v1' },
    });
  });

  it.each([
    'password',
    'dbPassword',
    'ADMIN_PASSWORD',
    'clientSecret',
    'token',
    'accessToken',
    'credentials',
    'private-key',
    'apiKey',
    'access_key',
    'connectionString',
    'kubeconfig',
  ])('omits the value of the key %s at any depth, and lists its path', key => {
    const annotation = statusAnnotation({
      message: 'ok',
      db: { list: [{ [key]: 'hunter2' }] },
    });
    expect(annotation?.json).toBe('{"message":"ok","db":{"list":[{}]}}');
    expect(annotation?.omitted).toEqual([`db.list.0.${key}`]);
  });

  it.each([
    'secretName',
    'secretRef',
    'credentialsSecretNamespace',
    'tokenUrl',
    'passwordSecretName',
  ])('keeps %s, which only refers to a secret', key => {
    expect(parse({ [key]: 'where-it-is' })).toEqual({ [key]: 'where-it-is' });
  });

  it.each([
    'postgres://app:hunter2@db.example.com/app',
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
    'use eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln',
  ])('omits a text that looks like a secret, under any key: %s', text => {
    const annotation = statusAnnotation({ note: text, message: 'ok' });
    expect(annotation).toEqual({ json: '{"message":"ok"}', omitted: ['note'] });
  });

  it('omits the largest keys of a status that is too large, and the important keys last', () => {
    const annotation = statusAnnotation({
      message: 'm'.repeat(1000),
      large: 'l'.repeat(4000),
      small: 's',
    });
    expect(annotation?.omitted).toEqual(['large']);
    expect(JSON.parse(annotation?.json ?? '')).toEqual({
      message: 'm'.repeat(1000),
      small: 's',
    });
  });

  it('property: returns JSON of at most 4096 characters without secrets', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(
            fc.string(),
            fc.constant('message'),
            fc.constant('__proto__'),
          ),
          fc.oneof(
            fc.jsonValue(),
            fc.string({ minLength: 2000, maxLength: 6000 }),
          ),
        ),
        status => {
          const annotation = statusAnnotation({
            ...status,
            nested: { ...status, password: 'hunter2' },
          });
          expect(annotation?.json.length).toBeLessThanOrEqual(4096);
          expect(annotation?.json).not.toContain('hunter2');
          expect(() => JSON.parse(annotation?.json ?? '')).not.toThrow();
        },
      ),
    );
  });
});
