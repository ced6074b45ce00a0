import type { AccessAnswer } from '@kratix-portal/plugin-ske-common';
import { readCreateRight, type CreateRight } from './CreateRight';

const yes: AccessAnswer = { allowed: true };
const no: AccessAnswer = { allowed: false };
const byPolicy: AccessAnswer = { allowed: false, code: 'forbidden' };
const byRule: AccessAnswer = { allowed: false, code: 'kind-not-allowed' };
const notServed: AccessAnswer = { allowed: false, code: 'kind-not-served' };

describe('readCreateRight', () => {
  const read = (change: Partial<Parameters<typeof readCreateRight>[0]>) =>
    readCreateRight({
      everywhere: no,
      inNamespaces: [],
      isLoading: false,
      hasFailed: false,
      ...change,
    });

  it.each<[CreateRight['status'], Parameters<typeof read>[0]]>([
    ['everywhere', { everywhere: yes }],
    ['loading', { everywhere: undefined, isLoading: true }],
    ['unknown', { everywhere: undefined, hasFailed: true }],
    ['loading', { isLoading: true }],
    ['nowhere', {}],
    ['nowhere', { inNamespaces: [{ namespace: 'a', answer: no }] }],
    ['unknown', { inNamespaces: [{ namespace: 'a' }], hasFailed: true }],
    ['unknown', { inNamespaces: [{ namespace: 'a', answer: no }], unasked: 1 }],
    [
      'namespaces',
      {
        inNamespaces: [
          { namespace: 'a', answer: no },
          { namespace: 'b', answer: yes },
        ],
        isLoading: true,
      },
    ],
  ])('is %s for %j', (status, options) => {
    expect(read(options).status).toBe(status);
  });

  it.each<[CreateRight['reason'], Parameters<typeof read>[0]]>([
    ['not-served', { everywhere: notServed, isLoading: true }],
    ['rule', { everywhere: byRule, isLoading: true }],
    ['policy', { everywhere: byPolicy }],
    [
      'policy',
      {
        everywhere: byPolicy,
        inNamespaces: [{ namespace: 'a', answer: byPolicy }],
      },
    ],
    [
      'roles',
      { everywhere: byPolicy, inNamespaces: [{ namespace: 'a', answer: no }] },
    ],
    ['roles', {}],
  ])('is nowhere because of %s for %j', (reason, options) => {
    expect(read(options)).toMatchObject({ status: 'nowhere', reason });
  });

  it('names the one namespace that a policy allows, if the policy does not allow all namespaces', () => {
    expect(
      read({
        everywhere: byPolicy,
        inNamespaces: [{ namespace: 'a', answer: yes }],
      }),
    ).toMatchObject({ status: 'namespaces', namespaces: ['a'] });
  });
});
