import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  startPlatform,
  type Platform,
  removeFolder,
} from '@kratix-portal/test-cluster';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { objectPath } from '../calls/ApiPath';
import type { PlatformCall } from '../calls/PlatformCall';
import { PlatformClient } from './PlatformClient';

jest.setTimeout(120_000);

const path = objectPath(
  { group: '', version: 'v1', plural: 'namespaces' },
  'default',
);

/* A stopped process keeps its connections, and the kernel accepts new ones. So calls neither get a response nor fail. */
describe('an API server that hangs', () => {
  let folder: string;
  let platform: Platform;
  let client: PlatformClient;
  let call: PlatformCall;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hung-api-server-'));
    platform = await startPlatform({
      stateDir: join(folder, 'state'),
      kratix: 'none',
    });
    const { apiServer } = platform.endpoints;
    client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: apiServer.url,
        tls: {
          ca: await readFile(apiServer.caFile, 'utf8'),
          skipVerify: false,
        },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits: { silenceMs: 500, connectMs: 1_500, headersMs: 60_000 },
    });
    call = {
      identity: new UserIdentity({
        userEntityRef: 'user:default/user-dev',
        token: AccessToken.parse(
          await platform.accessToken('user-dev'),
          new Date(),
        ),
      }),
      subject: {
        verb: 'get',
        cluster: 'kratix-platform',
        target: {
          type: 'object',
          ref: { apiVersion: 'v1', kind: 'Namespace', name: 'default' },
        },
      },
    };
  });
  afterAll(async () => {
    await client?.close();
    await platform?.stop();
    await removeFolder(folder);
  });

  async function signal(name: NodeJS.Signals): Promise<void> {
    const ledger = await readFile(join(folder, 'state', 'pids.json'), 'utf8');
    const { processes } = JSON.parse(ledger) as {
      processes: Array<{ name: string; pid: number }>;
    };
    const apiServer = processes.find(each => each.name === 'kube-apiserver');
    process.kill(Number(apiServer?.pid), name);
  }

  it('opens the circuit while the first call still waits, so that further calls fail at once, and closes it again', async () => {
    await client.get(path, call);
    await signal('SIGSTOP');
    try {
      const first = client.get(path, call);
      while (client.poolState().circuit === 'closed') {
        await pause(20);
      }
      expect(client.poolState().running).toBe(1);
      const refused = await client.get(path, call).catch(error => error);
      expect(SkeError.is(refused)).toBe(true);
      expect(refused).toMatchObject({
        code: 'cluster-unreachable',
        status: 503,
        retryAfterSeconds: 1,
      });
      await signal('SIGCONT');
      // The API server has only responded late.
      await expect(first).resolves.toBeDefined();
    } finally {
      await signal('SIGCONT');
    }
    await expect(client.get(path, call)).resolves.toBeDefined();
    expect(client.poolState().circuit).toBe('closed');
  });
});
