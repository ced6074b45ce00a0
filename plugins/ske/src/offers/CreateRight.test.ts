import { readCreateRight, type CreateRight } from './CreateRight';

describe('readCreateRight', () => {
  const read = (change: Partial<Parameters<typeof readCreateRight>[0]>) =>
    readCreateRight({
      everywhere: false,
      inNamespaces: [],
      isLoading: false,
      hasFailed: false,
      ...change,
    }).status;

  it.each<[CreateRight['status'], Parameters<typeof read>[0]]>([
    ['everywhere', { everywhere: true }],
    ['loading', { everywhere: undefined, isLoading: true }],
    ['unknown', { everywhere: undefined, hasFailed: true }],
    ['loading', { isLoading: true }],
    ['nowhere', {}],
    ['nowhere', { inNamespaces: [{ namespace: 'a', isAllowed: false }] }],
    ['unknown', { inNamespaces: [{ namespace: 'a' }], hasFailed: true }],
    [
      'unknown',
      { inNamespaces: [{ namespace: 'a', isAllowed: false }], unasked: 1 },
    ],
    [
      'namespaces',
      {
        inNamespaces: [
          { namespace: 'a', isAllowed: false },
          { namespace: 'b', isAllowed: true },
        ],
        isLoading: true,
      },
    ],
  ])('is %s for %j', (status, options) => {
    expect(read(options)).toBe(status);
  });
});
