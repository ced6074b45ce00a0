import type { KubernetesObject } from '../live';
import { maskObject } from './maskObject';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function database(more: Partial<KubernetesObject>): KubernetesObject {
  return {
    apiVersion: 'demo.example.com/v1',
    kind: 'Database',
    metadata: { name: 'orders', uid: '1', resourceVersion: '1' },
    ...more,
  } as KubernetesObject;
}

function withAnnotations(annotations: Record<string, string>) {
  return database({
    metadata: {
      name: 'orders',
      uid: '1',
      annotations,
    } as unknown as KubernetesObject['metadata'],
    spec: { size: 'small' },
  });
}

describe('maskObject', () => {
  it('hides secret-looking values of spec and status, and counts them', () => {
    const { object, hidden } = maskObject(
      database({
        spec: { size: 'small', adminPassword: 'hunter2' },
        status: {
          host: 'db.example.com',
          credentials: { user: 'orders', secretName: 'orders-credentials' },
          users: [{ name: 'app', token: 'abc' }],
        },
      }),
    );
    expect(object.spec).toEqual({ size: 'small', adminPassword: '••••••••' });
    expect(object.status).toEqual({
      host: 'db.example.com',
      credentials: { user: '••••••••', secretName: 'orders-credentials' },
      users: [{ name: 'app', token: '••••••••' }],
    });
    expect(hidden).toBe(3);
  });

  it('hides secrets in the copy of the spec in the annotation of kubectl', () => {
    const { object, hidden } = maskObject(
      database({
        metadata: {
          name: 'orders',
          uid: '1',
          annotations: { [LAST_APPLIED]: '{"spec":{"password":"hunter2"}}' },
        } as unknown as KubernetesObject['metadata'],
        spec: { password: 'hunter2' },
      }),
    );
    expect(JSON.stringify(object)).not.toContain('hunter2');
    expect(hidden).toBe(2);
  });

  it('hides the copy of kubectl if it contains a secret that the object no longer has', () => {
    const { object, hidden } = maskObject(
      withAnnotations({ [LAST_APPLIED]: '{"spec":{"password":"hunter2"}}' }),
    );
    expect(object.metadata.annotations).toEqual({
      [LAST_APPLIED]: '••••••••',
    });
    expect(hidden).toBe(1);
  });

  it('hides secret-looking labels and annotations', () => {
    const { object, hidden } = maskObject(
      withAnnotations({
        'example.com/token': 'abc',
        'example.com/owner': 'shop',
        'example.com/source': 'https://app:hunter2@git.example.com',
        [LAST_APPLIED]: '{"spec":{"size":"small"}}',
      }),
    );
    expect(object.metadata.annotations).toEqual({
      'example.com/token': '••••••••',
      'example.com/owner': 'shop',
      'example.com/source': '••••••••',
      [LAST_APPLIED]: '••••••••',
    });
    expect(hidden).toBe(3);
  });

  it('shows the copy of kubectl if nothing is secret', () => {
    const input = withAnnotations({
      [LAST_APPLIED]: '{"spec":{"size":"small"}}',
    });
    expect(maskObject(input)).toEqual({ object: input, hidden: 0 });
  });

  it('returns the same object if it has nothing to hide', () => {
    const input = database({ spec: { size: 'small', passwordless: true } });
    expect(maskObject(input)).toEqual({ object: input, hidden: 0 });
    expect(maskObject(input).object).toBe(input);
  });

  it('shows the schemas of a Promise', () => {
    const input = database({
      kind: 'Promise',
      spec: {
        api: {
          schema: {
            openAPIV3Schema: {
              properties: { password: { type: 'string', default: 'short' } },
            },
          },
        },
      },
    });
    expect(maskObject(input).hidden).toBe(0);
  });
});
