import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { processIdentity } from './processIdentity';
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
      timeoutMs: 20_000,
      ...options,
    });

  const RUN_ON = 'setInterval(() => {}, 1000);';

  it('waits for the line "ready" and logs what is printed', async () => {
    const started = await nodeProcess(
      `console.log('begin'); console.log('ready'); ${RUN_ON}`,
    );
    await started.stop();

    expect(await readFile(join(folder.path, 'sample.log'), 'utf8')).toBe(
      'begin\nready\n',
    );
    expect(await processIdentity(started.pid)).toBeUndefined();
  });

  it('asks a probe until it says yes', async () => {
    const answers = [false, false, true];
    const started = await nodeProcess(RUN_ON, {
      ready: async () => answers.shift() ?? true,
    });
    await started.stop();

    expect(answers).toEqual([]);
  });

  it('carries the end of the log when the process ends first', async () => {
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

  it('leaves what earlier runs logged out of the error', async () => {
    await writeFile(join(folder.path, 'sample.log'), 'of an earlier run\n');

    await expect(
      nodeProcess(`console.error('of this run'); process.exit(1)`),
    ).rejects.toMatchObject({ logTail: 'of this run' });
  });

  it('stops a process that is not ready in time', async () => {
    const pidFile = join(folder.path, 'pid');

    await expect(
      nodeProcess(
        `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); ${RUN_ON}`,
        { timeoutMs: 1_000 },
      ),
    ).rejects.toMatchObject({ code: 'not-ready-in-time' });

    const pid = Number(await readFile(pidFile, 'utf8'));
    expect(await processIdentity(pid)).toBeUndefined();
  });

  it('ends the start when the probe throws', async () => {
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
    let asked = 0;

    await expect(
      nodeProcess(RUN_ON, {
        signal: cancel.signal,
        ready: async () => {
          asked += 1;
          cancel.abort();
          return false;
        },
      }),
    ).rejects.toMatchObject({ code: 'aborted' });
    expect(asked).toBe(1);
  });

  it('starts nothing when the start is cancelled already', async () => {
    await expect(
      nodeProcess(`console.log('ready'); ${RUN_ON}`, {
        signal: AbortSignal.abort(),
      }),
    ).rejects.toMatchObject({ code: 'aborted', logTail: '' });
  });

  it('names a command that cannot be run', async () => {
    await expect(
      nodeProcess('', { command: join(folder.path, 'no-such-program') }),
    ).rejects.toMatchObject({
      code: 'spawn-failed',
      message: expect.stringContaining('no-such-program'),
    });
  });

  it('kills a process that does not end when asked to', async () => {
    const started = await nodeProcess(
      `process.on('SIGTERM', () => {}); console.log('ready'); ${RUN_ON}`,
      { stopTimeoutMs: 200 },
    );
    await started.stop();

    expect(await started.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('stops what the process has started itself', async () => {
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

    expect(await processIdentity(grandchild)).toBeUndefined();
  });

  it('lets a process end by itself', async () => {
    const started = await nodeProcess(`console.log('ready')`);

    expect(await started.exited).toEqual({ code: 0, signal: null });
    await started.stop();
  });
});
