import fc from 'fast-check';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { ServiceIdentity } from '../../credentials';
import type { CallSubject } from '../calls/PlatformCall';
import { translateFailure } from './translateFailure';
import {
  isPathRefusal,
  parseRbacRefusal,
  parseStatus,
} from './KubernetesStatus';

const subject: CallSubject = {
  verb: 'list',
  cluster: 'kratix-platform',
  target: {
    type: 'kind',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: 'a',
  },
};
const identity = new ServiceIdentity({
  credentials: { authorization: async () => undefined },
});

describe('KubernetesStatus', () => {
  it('treats a field of another type as absent', () => {
    expect(
      parseStatus({
        kind: 'Status',
        message: 1,
        reason: 'Invalid',
        details: { causes: 'none', retryAfterSeconds: '1' },
      }),
    ).toEqual({ kind: 'Status', reason: 'Invalid', details: {} });
    expect(parseStatus({ kind: 'ConfigMap' })).toBeUndefined();
  });

  it.each([
    [410, 'Expired', 'expired', 410],
    [404, 'NotFound', 'kind-not-served', 404],
    [413, 'RequestEntityTooLarge', 'invalid-input', 400],
  ])('errors: %s %s becomes %s', (httpStatus, reason, code, status) => {
    const error = translateFailure(
      { httpStatus, body: { kind: 'Status', reason }, text: '' },
      subject,
      identity,
    );
    expect(error).toMatchObject({ code, status });
    expect(error.message).toContain('ConfigMap');
  });

  it.each([
    'admission webhook "sizes" denied the request: no such size: User "mallory" cannot get resource "a" in API group "" at the cluster scope',
    'configmaps "a" is forbidden: ValidatingAdmissionPolicy "sizes" with binding "all" denied request: "b" is forbidden: User "mallory" cannot get path "/apis"',
  ])('recognises a policy that quotes the words of RBAC: %s', message => {
    const body = { kind: 'Status', reason: 'Forbidden', message };
    const error = translateFailure(
      { httpStatus: 403, body, text: '' },
      subject,
      identity,
    );
    expect(error.code).toBe('policy-denied');
    expect(error.message).not.toContain('mallory');
  });

  it.each([
    [
      'pods "x" is forbidden: exceeded quota: small, requested: count/pods=1,cpu=500m, used: count/pods=5,cpu=3750m, limited: count/pods=5,cpu=4',
      'quota-exceeded',
      'Quota small of namespace a on cluster c is used up: 5 of 5 pods are used, and this needs 1 more; 3750m of 4 cpu are used, and this needs 500m more.',
    ],
    [
      'pods is forbidden: status unknown for quota: small, resources: cpu',
      'quota-exceeded',
      'Cluster c has not yet counted the objects that quota small of namespace a limits, so no such object can be created.',
    ],
    [
      'pods "x" is forbidden: failed quota: small: must specify limits.cpu for: c; limits.memory for: c,d',
      'quota-exceeded',
      'Quota small of namespace a on cluster c limits something that the object does not state: must specify limits.cpu for: c; limits.memory for: c,d.',
    ],
    [
      'pods "x" is forbidden: insufficient quota to consume: requests.nvidia.com/gpu',
      'quota-exceeded',
      'Cluster c allows this only where a quota grants it, and no quota of namespace a does: requests.nvidia.com/gpu.',
    ],
    [
      'pods "x" is forbidden: insufficient quota to match these scopes: [{PriorityClass In [high]}]',
      'quota-exceeded',
      'Cluster c allows this only where a quota grants it, and no quota of namespace a does: [{PriorityClass In [high]}].',
    ],
    [
      'admission webhook "w" denied the request: failed quota: small: must specify cpu',
      'policy-denied',
      'A policy of cluster c refuses to create Pod x in namespace a.',
    ],
    [
      'pods "x" is forbidden: unable to create new content in namespace a because it is being terminated',
      'namespace-terminating',
      'Namespace a of cluster c is being deleted, so nothing can be created in it.',
    ],
    [
      'admission webhook "w" denied the request: exceeded quota: small, requested: cpu=1, used: cpu=1, limited: cpu=1',
      'policy-denied',
      'A policy of cluster c refuses to create Pod x in namespace a.',
    ],
  ])('explains why an object cannot be created: %s', (message, code, words) => {
    const error = translateFailure(
      {
        httpStatus: 403,
        body: { kind: 'Status', reason: 'Forbidden', message },
        text: '',
      },
      {
        cluster: 'c',
        verb: 'create',
        target: {
          type: 'object',
          ref: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'x' },
        },
      },
      identity,
    );
    expect({ code: error.code, message: error.message }).toEqual({
      code,
      message: words,
    });
  });

  it('has no field for a rule about the whole object, which Go prints as <nil>', () => {
    const causes = [
      { field: '<nil>', message: 'Invalid value: "object": too much' },
    ];
    const error = translateFailure(
      {
        httpStatus: 422,
        body: { kind: 'Status', reason: 'Invalid', details: { causes } },
        text: '',
      },
      subject,
      identity,
    );
    expect(error.causes).toEqual([
      { message: 'Invalid value: "object": too much.' },
    ]);
    expect(error.message).toMatch(/\. Invalid value: "object": too much\.$/);
  });

  it('S7: removes the token from a response that prints the request', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl';
    const message = `dump: GET / HTTP/1.1\r\nauthorization: Bearer ${token}`;
    for (const httpStatus of [400, 401, 403, 409, 422, 500]) {
      const causes = [{ field: 'a', message }];
      const error = translateFailure(
        {
          httpStatus,
          body: { kind: 'Status', message, details: { causes } },
          text: '',
        },
        subject,
        identity,
      );
      const { hint, detail } = error;
      const shown = JSON.stringify([error.message, hint, detail, error.causes]);
      expect(shown).toContain('[token]');
      expect(shown).not.toMatch(/eyJ|c2lnbmF0dXJl/);
    }
  });

  it.each([
    [{ details: { causes: [{ field: 'a', reason: 'Bearer abcdefgh1234' }] } }],
    [{ details: { name: 'Bearer abcdefgh1234', kind: 'namespaces' } }],
    [{ details: { causes: [{ field: 'Bearer abcdefgh1234' }] } }],
  ])('S7: removes a token from every field of a Status: %j', status => {
    for (const httpStatus of [404, 409, 422]) {
      const error = translateFailure(
        { httpStatus, body: { kind: 'Status', ...status }, text: '' },
        subject,
        identity,
      );
      expect(JSON.stringify([error.message, error.causes])).not.toContain(
        'abcdefgh1234',
      );
    }
  });

  const odd = fc.oneof(
    fc.anything(),
    fc.json().map(text => JSON.parse(text)),
  );
  const statusLike = fc.record(
    {
      kind: fc.constant('Status'),
      message: fc.oneof(fc.string({ unit: 'binary' }), odd),
      reason: odd,
      details: fc.oneof(
        fc.record(
          { name: odd, kind: odd, causes: fc.array(odd) },
          { requiredKeys: [] },
        ),
        odd,
      ),
      ['__proto__']: odd,
    },
    { requiredKeys: ['kind'] },
  );

  it('S43: turns any response into a SkeError that is safe to show', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999 }),
        fc.oneof(statusLike, odd),
        (httpStatus, body) => {
          const error = translateFailure(
            { httpStatus, body, text: '' },
            subject,
            identity,
          );
          const shown = `${error.message}${error.hint}${error.detail}`;
          return (
            SkeError.is(error) &&
            (error.detail ?? '').length <= 1024 &&
            // eslint-disable-next-line no-control-regex
            !/[\u0000-\u0008\u001b\u202e]/.test(shown) &&
            Object.keys(Object.prototype).length === 0
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('S43: parses refusals from any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(
              fc.constantFrom(
                'forbidden: ',
                'User "',
                '" cannot ',
                'get',
                ' resource "',
              ),
            )
            .map(parts => parts.join('').repeat(50)),
        ),
        text => {
          const refusal = parseRbacRefusal(text);
          return (
            typeof isPathRefusal(text) === 'boolean' &&
            (refusal === undefined || refusal.user.length <= 512)
          );
        },
      ),
    );
  });
});
