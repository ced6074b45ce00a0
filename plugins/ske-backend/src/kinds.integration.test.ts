import { kindDefinition } from './__testUtils__/kindDefinition';
import { useOwnedQueues } from './__testUtils__/ownedQueues';
import { platformConfig } from './__testUtils__/platformConfig';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilAllowed } from './__testUtils__/untilAllowed';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(120_000);

describe('S20: ske.kubernetes.kinds: promises', () => {
  const queues = useOwnedQueues({ prefix: 'kinds' });
  const { group, kubectl, namespace, ownedQueue, platform, suffix } = queues;

  const other = `plain-${suffix}.example.com`;
  const account = `portal-${suffix}`;

  beforeAll(async () => {
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify(
        kindDefinition({ group: other, kind: 'Queue', plural: 'queues' }),
      ),
    );
    await kubectl(['create', 'serviceaccount', account, '-n', namespace]);
    await kubectl([
      ...['create', 'rolebinding', account, '-n', namespace],
      ...['--clusterrole=admin', `--serviceaccount=${namespace}:${account}`],
    ]);
    await kubectl([
      ...['create', 'role', account, '-n', namespace, '--verb=*'],
      ...[`--resource=queues.${group},queues.${other}`],
    ]);
    await kubectl([
      ...['create', 'rolebinding', `${account}-queues`, '-n', namespace],
      ...[`--role=${account}`, `--serviceaccount=${namespace}:${account}`],
    ]);
    await untilAllowed(platform, [
      ...['create', `queues.${group}`, '-n', namespace],
      `--as=system:serviceaccount:${namespace}:${account}`,
    ]);
    await untilServed({
      backend: queues.backend,
      token: queues.tokens['user-admin'],
      kind: { apiVersion: `${other}/v1`, kind: 'Queue', namespace },
    });
  });

  async function startNarrowBackend(cluster: object): Promise<SkeBackend> {
    const { apiServer } = platform.current.endpoints;
    return startSkeBackend({
      config: platformConfig(
        { url: apiServer.url, caFile: apiServer.caFile, ...cluster },
        { kubernetes: { platformName: 'kratix-platform', kinds: 'promises' } },
      ),
    });
  }

  async function outcome(narrow: SkeBackend, as: string, object: object) {
    const { status, body } = await narrow.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token: as,
      body: { manifest: JSON.stringify(object) },
    });
    return status === 200 ? body.operation : body.error.code;
  }

  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace },
  };

  it('lets a user who may read definitions use only the kinds of Promises', async () => {
    const narrow = await startNarrowBackend({});
    const as = await narrow.userTokens.sign({
      userEntityRef: 'user:default/user-admin',
      claims: { tok: await platform.current.accessToken('user-admin') },
    });
    const unrelated = { ...ownedQueue('n', {}), apiVersion: `${other}/v1` };
    expect(await outcome(narrow, as, ownedQueue('n', {}))).toBe('created');
    expect(await outcome(narrow, as, unrelated)).toBe('kind-not-allowed');
    expect(await outcome(narrow, as, configMap)).toBe('kind-not-allowed');
    await narrow.stop();
  });

  it('lets an account use no kind until it may read definitions or Promises', async () => {
    const serviceAccountToken = (
      await kubectl(['create', 'token', account, '-n', namespace])
    ).trim();
    const narrow = await startNarrowBackend({
      authProvider: 'serviceAccount',
      serviceAccountToken,
    });
    const as = await narrow.userTokens.sign({
      userEntityRef: 'user:default/user-dev',
    });
    const request = ownedQueue('by-account', {});
    expect(await outcome(narrow, as, request)).toBe('kind-not-allowed');
    expect(await outcome(narrow, as, configMap)).toBe('kind-not-allowed');
    await kubectl([
      ...['create', 'clusterrole', account, '--verb=get'],
      '--resource=customresourcedefinitions.apiextensions.k8s.io',
    ]);
    await kubectl([
      ...['create', 'clusterrolebinding', account],
      ...[`--clusterrole=${account}`],
      `--serviceaccount=${namespace}:${account}`,
    ]);
    await untilAllowed(platform, [
      ...['get', 'customresourcedefinitions.apiextensions.k8s.io'],
      `--as=system:serviceaccount:${namespace}:${account}`,
    ]);
    expect(await outcome(narrow, as, request)).toBe('created');
    await narrow.stop();
  });
});
