import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import {
  access,
  chmod,
  mkdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBinaries } from '../binaries/findBinaries';
import { readEndpoints } from '../endpoints/Endpoints';
import type { Platform } from './Platform';
import { processIdentity } from '../process/processIdentity';
import { startPlatform, type PlatformOptions } from './startPlatform';
import { useTemporaryFolder } from '../testing/temporaryFolder';

jest.setTimeout(300_000);

describe('the lifecycle of a platform', () => {
  const running: Platform[] = [];
  // Registered before the folder, so that it runs before the folder is removed.
  afterEach(async () => {
    await Promise.all(running.splice(0).map(platform => platform.stop()));
  });
  const folder = useTemporaryFolder();

  const start = async (options: Partial<PlatformOptions> = {}) => {
    const platform = await startPlatform({
      stateDir: join(folder.path, 'state'),
      kratix: 'none',
      ...options,
    });
    running.push(platform);
    return platform;
  };

  /** The processes in the ledger. */
  const recorded = async (stateDir = join(folder.path, 'state')) => {
    const ledger = JSON.parse(
      await readFile(join(stateDir, 'pids.json'), 'utf8'),
    );
    return ledger.processes as Array<{ name: string; pid: number }>;
  };
  const alive = async (processes: Array<{ name: string; pid: number }>) => {
    const identities = await Promise.all(
      processes.map(({ pid }) => processIdentity(pid)),
    );
    return processes.filter((_, index) => identities[index] !== undefined);
  };
  const exists = (file: string) =>
    access(file).then(
      () => true,
      () => false,
    );

  it('runs next to another platform, stops only its own processes, and keeps URLs and data over a restart', async () => {
    const other = join(folder.path, 'other');
    const [first, second] = await Promise.all([
      start(),
      start({ stateDir: other }),
    ]);
    const firstProcesses = await recorded();
    const secondProcesses = await recorded(other);
    expect(firstProcesses.map(({ name }) => name).sort()).toEqual([
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'oidc-provider',
    ]);
    expect(new Set(Object.values(first.endpoints.ports)).size).toBe(6);
    expect(
      Object.values(first.endpoints.ports).filter(port =>
        Object.values(second.endpoints.ports).includes(port),
      ),
    ).toEqual([]);

    await first.kubectl(['create', 'ns', 'kept']);
    await first.stop();
    expect(await alive(firstProcesses)).toEqual([]);
    expect(await alive(secondProcesses)).toEqual(secondProcesses);
    expect(await exists(join(folder.path, 'state', 'pids.json'))).toBe(false);
    // The other platform has its own data.
    expect(await second.kubectl(['get', 'ns', 'kept'])).toMatchObject({
      code: 1,
    });

    const again = await start();
    expect(again.endpoints.apiServer.url).toBe(first.endpoints.apiServer.url);
    expect(again.endpoints.oidcProvider.issuer).toBe(
      first.endpoints.oidcProvider.issuer,
    );
    expect(again.endpoints.oidcProvider.portalClient).toEqual(
      first.endpoints.oidcProvider.portalClient,
    );
    expect(
      await again.kubectl(['get', 'ns', 'kept'], { as: 'user-dev' }),
    ).toMatchObject({ code: 0 });
  });

  it('stops all processes when one does not start, and throws an error with the log of that process', async () => {
    const { folder: good } = await findBinaries();
    const broken = join(folder.path, 'binaries');
    await mkdir(broken);
    for (const name of ['kube-apiserver', 'kubectl', 'server']) {
      await symlink(join(good, name), join(broken, name));
    }
    const controllerManager = join(broken, 'kube-controller-manager');
    await writeFile(
      controllerManager,
      '#!/bin/sh\necho "unknown flag: --sample" >&2\nexit 1\n',
    );
    await chmod(controllerManager, 0o755);
    let started: ReturnType<typeof recorded> | undefined;

    await expect(
      start({
        binaries: broken,
        onProgress: event => {
          if (event.type === 'started' && event.step === 'roles') {
            started = recorded();
          }
        },
      }),
    ).rejects.toMatchObject({
      name: 'ProcessError',
      code: 'exited-before-ready',
      processName: 'kube-controller-manager',
      message: expect.stringContaining('unknown flag: --sample'),
    });

    const processes = (await started) ?? [];
    expect(processes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['etcd', 'kube-apiserver', 'oidc-provider']),
    );
    expect(await alive(processes)).toEqual([]);
    expect(await exists(join(folder.path, 'state', 'pids.json'))).toBe(false);
  });

  it('stops all processes when the start is cancelled', async () => {
    const cancel = new AbortController();
    let started: ReturnType<typeof recorded> | undefined;

    await expect(
      start({
        signal: cancel.signal,
        onProgress: event => {
          if (event.type === 'started' && event.step === 'kube-apiserver') {
            started = recorded();
            cancel.abort();
          }
        },
      }),
    ).rejects.toThrow(/cancelled|abort/);

    const processes = (await started) ?? [];
    expect(processes.map(({ name }) => name)).toContain('etcd');
    expect(await alive(processes)).toEqual([]);
  });

  it('reports each process that ended unexpectedly', async () => {
    const lost = new EventEmitter();
    await start({
      onProgress: event => {
        if (event.type === 'lost') {
          lost.emit('process', `${event.step}: ${event.reason}`);
        }
      },
    });
    const victims = (await recorded()).filter(({ name }) =>
      ['kube-controller-manager', 'oidc-provider'].includes(name),
    );
    expect(victims).toHaveLength(2);
    for (const { name, pid } of victims) {
      const reported = once(lost, 'process');
      process.kill(pid, 'SIGKILL');
      expect(await reported).toEqual([`${name}: signal SIGKILL`]);
    }
  });

  describe('in another process', () => {
    const stateDir = () => join(folder.path, 'state');
    const endpointsFile = () => join(stateDir(), 'endpoints.json');

    const runProgram = () => {
      const child = spawn(
        process.execPath,
        [
          ...['--import', require.resolve('tsx')],
          require.resolve('./__testUtils__/platformProgram.ts'),
          stateDir(),
        ],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      const errors: string[] = [];
      createInterface({ input: child.stderr }).on('line', line =>
        errors.push(line),
      );
      const exited = once(child, 'close').then(([code, signal]) => ({
        code,
        signal,
        errors,
      }));
      const ready = once(child.stdout, 'data');
      return { child, ready, exited };
    };

    it('stops all processes on SIGTERM, and rejects a second owner of its folder until then', async () => {
      const { child, ready, exited } = runProgram();
      expect(String((await ready)[0])).toBe('ready\n');
      expect((await stat(endpointsFile())).mode % 0o1000).toBe(0o600);
      expect(await readEndpoints(endpointsFile())).toMatchObject({
        pid: child.pid,
        kratix: { mode: 'none' },
      });
      const processes = await recorded();

      expect(await runProgram().exited).toEqual({
        code: 1,
        signal: null,
        errors: [
          expect.stringMatching(
            `^A platform is already running in .* \\(process ${child.pid}\\)`,
          ),
        ],
      });

      child.kill('SIGTERM');
      expect(await exited).toEqual({ code: 0, signal: null, errors: [] });
      expect(await alive(processes)).toEqual([]);
      expect(await exists(endpointsFile())).toBe(false);
    });

    it('if the owner of a folder was killed, the next start stops its processes and uses the folder', async () => {
      const { child, ready, exited } = runProgram();
      await ready;
      const before = await readEndpoints(endpointsFile());
      const processes = await recorded();
      child.kill('SIGKILL');
      await exited;

      const next = await start();

      expect(await alive(processes)).toEqual([]);
      expect(next.endpoints.apiServer.url).toBe(before.apiServer.url);
      expect(await exists(endpointsFile())).toBe(false);
      expect(await next.kubectl(['version'], { as: 'user-dev' })).toMatchObject(
        { code: 0 },
      );
    });
  });
});
