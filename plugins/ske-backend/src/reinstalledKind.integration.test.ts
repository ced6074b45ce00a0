import { randomUUID } from 'node:crypto';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { kindDefinition } from './__testUtils__/kindDefinition';
import { platformConfig } from './__testUtils__/platformConfig';
import { until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(120_000);

const group = `reinstalled-${randomUUID().slice(0, 8)}.example.com`;
const kind = { apiVersion: `${group}/v1`, kind: 'Lamp' };

describe('a kind that is removed and installed again on a real API server', () => {
  const platform = useTestPlatform();
  let backend: SkeBackend;
  let token: string;

  beforeAll(async () => {
    const { apiServer } = platform.current.endpoints;
    backend = await startSkeBackend({
      config: platformConfig({ url: apiServer.url, caFile: apiServer.caFile }),
    });
    token = await backend.userTokens.sign({
      userEntityRef: 'user:default/user-admin',
      claims: { tok: await platform.current.accessToken('user-admin') },
    });
  });
  afterAll(() => backend.stop());

  async function install(plural: string, scope: 'Namespaced' | 'Cluster') {
    const input = JSON.stringify(
      kindDefinition({ group, kind: kind.kind, plural, scope }),
    );
    const applied = await platform.current.kubectl(['apply', '-f', '-'], {
      input,
    });
    expect(applied.stderr).toBe('');
    await platform.current.kubectl([
      'wait',
      '--for=condition=Established',
      `crd/${plural}.${group}`,
    ]);
  }

  async function uninstall(plural: string) {
    await platform.current.kubectl(['delete', 'crd', `${plural}.${group}`]);
  }

  const configure = () =>
    backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: {
        manifest: JSON.stringify({ ...kind, metadata: { name: 'one' } }),
      },
    });

  it('ends its watches, and is found again with another plural and another scope', async () => {
    await install('lamps', 'Namespaced');
    await untilServed({
      backend,
      token,
      kind: { ...kind, namespace: 'default' },
    });
    expect((await configure()).body).toMatchObject({ namespace: 'default' });
    const watch = await fetch(
      `${backend.url}/api/ske/watch?${new URLSearchParams(kind)}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    let events = '';
    let isUninstalled = false;
    for await (const chunk of watch.body ?? []) {
      events += Buffer.from(chunk).toString('utf8');
      if (!isUninstalled && events.includes('event: synced')) {
        isUninstalled = true;
        await uninstall('lamps');
      }
    }
    expect(events).toMatch(/event: ADDED\n/);
    expect(events).toMatch(/event: end\ndata: \{"reason":"[a-z-]+"/);

    await install('lampions', 'Cluster');
    const answer = await until(configure, ({ status }) => status !== 404);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ operation: 'created', name: 'one' });
    expect(answer.body.namespace).toBeUndefined();
  });
});
