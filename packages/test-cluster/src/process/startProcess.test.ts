import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LostProcesses } from '../testing/LostProcesses';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { processIdentity } from './processIdentity';
import { ProcessLedger } from './ProcessLedger';
import { startProcess, type StartProcessOptions } from './startProcess';

describe('startProcess', () => {
  const folder = useTemporaryFolder();

  const nodeProcess = (
    script: string,
    options: Partial<StartProcessOptions> = {},
  ) =>
    startProcess({
      name: 'sample',
      command: process.execPath,
      args: ['-e', script],
      logFile: join(folder.path, 'sample.log'),
      ready: 'stdout-ready',
      timeoutMs: 60_000,
      ...options,
    });

  const RUN_ON = 'setInterval(() => {}, 1000);';
  /** A script that is ready, and exits by itself when it gets a signal. */
  const exitLater = (code: number, message = '') =>
    `process.on('SIGUSR2', () => { console.error('${message}'); process.exit(${code}); }); console.log('ready'); ${RUN_ON}`;

  it('waits for the line "ready" and logs the output', async () => {
    const started = await nodeProcess(
      `console.log('first'); console.log('ready'); ${RUN_ON}`,
    );
    await started.stop();

    expect(await readFile(join(folder.path, 'sample.log'), 'utf8')).toBe(
      'first\nready\n',
    );
    expect(await processIdentity(started.pid)).toBeUndefined();
  });

  it('calls the probe until it returns true', async () => {
    const results = [false, false, true];
    const started = await nodeProcess(RUN_ON, {
      ready: async () => results.shift() ?? true,
    });
    await started.stop();

    expect(results).toEqual([]);
  });

  it('throws an error with the end of the log when the process exits before it is ready', async () => {
    await expect(
      nodeProcess(`console.error('no such flag: --colour'); process.exit(3)`),
    ).rejects.toMatchObject({
      name: 'ProcessError',
      code: 'exited-before-ready',
      processName: 'sample',
      logFile: join(folder.path, 'sample.log'),
      logTail: 'no such flag: --colour',
      message: expect.stringContaining('exit code 3'),
    });
  });

  it('leaves the log of earlier runs out of the error', async () => {
    await writeFile(join(folder.path, 'sample.log'), 'of an earlier run\n');

    await expect(
      nodeProcess(`console.error('of this run'); process.exit(1)`),
    ).rejects.toMatchObject({ logTail: 'of this run' });
  });

  it('stops a process that is not ready in time', async () => {
    const ledger = await ProcessLedger.open(folder.path);
    const add = jest.spyOn(ledger, 'add');

    await expect(
      nodeProcess(RUN_ON, { timeoutMs: 10, ledger }),
    ).rejects.toMatchObject({ code: 'not-ready-in-time' });

    const [{ pid }] = add.mock.calls[0];
    expect(await processIdentity(pid)).toBeUndefined();
    await ledger.close();
  });

  it('fails when the probe throws', async () => {
    await expect(
      nodeProcess(RUN_ON, {
        ready: async () => {
          throw new Error('certificate has expired');
        },
      }),
    ).rejects.toMatchObject({
      code: 'not-ready-in-time',
      message: expect.stringContaining('certificate has expired'),
    });
  });

  it('stops the process when the start is cancelled', async () => {
    const cancel = new AbortController();
    let calls = 0;

    await expect(
      nodeProcess(RUN_ON, {
        signal: cancel.signal,
        ready: async () => {
          calls += 1;
          cancel.abort();
          return false;
        },
      }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(calls).toBe(1);
  });

  it('starts no process when the signal is already aborted', async () => {
    await expect(
      nodeProcess(`console.log('ready'); ${RUN_ON}`, {
        signal: AbortSignal.abort(),
      }),
    ).rejects.toMatchObject({ code: 'aborted', logTail: '' });
  });

  it('names a command that does not exist', async () => {
    await expect(
      nodeProcess('', { command: join(folder.path, 'no-such-program') }),
    ).rejects.toMatchObject({
      code: 'spawn-failed',
      message: expect.stringContaining('no-such-program'),
    });
  });

  it('kills a process that ignores SIGTERM', async () => {
    const started = await nodeProcess(
      `process.on('SIGTERM', () => {}); console.log('ready'); ${RUN_ON}`,
      { stopTimeoutMs: 200 },
    );
    await started.stop();

    expect(await started.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('stops the children of the process', async () => {
    const pidFile = join(folder.path, 'pid');
    const started = await nodeProcess(
      `const child = require('child_process').spawn('sleep', ['600']);
       require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       console.log('ready'); ${RUN_ON}`,
    );
    const grandchild = Number(await readFile(pidFile, 'utf8'));
    expect(await processIdentity(grandchild)).toMatchObject({
      commandLine: 'sleep 600',
    });
    await started.stop();

    // The child has received the signal, but `stop` waits only for the parent of the child.
    while (await processIdentity(grandchild)) {
      await delay(20);
    }
  });

  it('reports a process that ended by itself, with its exit and the end of its log', async () => {
    const lost = new LostProcesses();
    const ledger = await ProcessLedger.open(folder.path, lost.add);
    const stopped = await nodeProcess(`console.log('ready'); ${RUN_ON}`, {
      ledger,
    });
    await stopped.stop();
    await expect(lost.check()).resolves.toBeUndefined();

    const started = await nodeProcess(exitLater(3, 'no space left'), {
      ledger,
    });
    process.kill(started.pid, 'SIGUSR2');
    await started.exited;

    await expect(lost.check()).rejects.toThrow(
      /^sample ended by itself \(exit code 3\); its log ends with:\n(.*\n)*no space left/,
    );
    await ledger.close();
  });

  it('resolves `exited` when the process exits by itself', async () => {
    const started = await nodeProcess(exitLater(0));
    process.kill(started.pid, 'SIGUSR2');

    expect(await started.exited).toEqual({ code: 0, signal: null });
    await started.stop();
  });
});
