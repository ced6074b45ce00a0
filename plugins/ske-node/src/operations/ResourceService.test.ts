import {
  caller,
  manifest,
  path,
  ref,
  TestOperations,
  tok,
} from './__testUtils__/TestOperations';

describe('ResourceService', () => {
  let requests: TestOperations;

  beforeEach(async () => {
    requests = await TestOperations.start();
  });
  afterEach(() => requests.stop());

  it('B9: gets an object as it is', async () => {
    const live = requests.apiServer.put(path, { ...ref, spec: { size: 1 } });
    await expect(requests.service.get(ref, caller)).resolves.toEqual(live);
  });

  it('B10: deletes as kubectl does', async () => {
    requests.apiServer.put(path, { ...ref, spec: {} });
    await expect(requests.service.delete(ref, caller)).resolves.toMatchObject({
      kind: 'Status',
      status: 'Success',
    });
    expect(requests.apiServer.requests.at(-1)?.body).toMatchObject({
      propagationPolicy: 'Background',
    });
    expect(
      (await requests.refusal(requests.service.delete(ref, caller))).code,
    ).toBe('not-found');
  });

  it('S2: every request carries the token of the person who made the call', async () => {
    await requests.service.configure(manifest({ size: 1 }), caller);
    await requests.service.get(ref, caller);
    await requests.service.delete(ref, caller);
    expect(
      new Set(
        requests.apiServer.requests.map(request => request.authorization),
      ),
    ).toEqual(new Set([`Bearer ${tok}`]));
  });

  it.each([
    ['v1', 'Secret'],
    ['v1', 'Pod'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ])(
    'S20: %s %s is refused before anything is sent',
    async (apiVersion, kind) => {
      const target = { apiVersion, kind, name: 'a' };
      const text = JSON.stringify({
        apiVersion,
        kind,
        metadata: { name: 'a' },
      });
      for (const call of [
        requests.service.get(target, caller),
        requests.service.delete(target, caller),
        requests.service.configure(text, caller),
      ]) {
        expect((await requests.refusal(call)).code).toBe('kind-not-allowed');
      }
      expect(requests.apiServer.requests).toEqual([]);
    },
  );

  it.each([
    { ...ref, name: '../../secrets/a' },
    { ...ref, name: '..' },
    { ...ref, name: 'a%2fb' },
    { ...ref, namespace: '..' },
    { ...ref, kind: 'databases/status' },
    { ...ref, apiVersion: '../api/v1' },
    { ...ref, apiVersion: 'v1/..' },
  ])('S21: %j is refused before anything is sent', async target => {
    expect(
      (await requests.refusal(requests.service.get(target, caller))).code,
    ).toBe('invalid-input');
    expect(requests.apiServer.requests).toEqual([]);
  });
});
