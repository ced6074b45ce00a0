import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ProcessGuard } from './ProcessGuard';
import { processIdentity } from './processIdentity';

describe('ProcessGuard', () => {
  const begin = async (script: string) => {
    const child = spawn(process.execPath, ['-e', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    return { pid: Number(child.pid), exited };
  };
  const RUN_ON = `console.log('runs'); setInterval(() => {}, 1000);`;

  it('stops what it guards when its owner is gone, and nothing else', async () => {
    const [guarded, stubborn, ended] = await Promise.all([
      begin(RUN_ON),
      begin(`process.on('SIGTERM', () => {}); ${RUN_ON}`),
      begin(RUN_ON),
    ]);
    const guard = ProcessGuard.start('/some/folder');
    [guarded, stubborn, ended].forEach(({ pid }) => guard.add(pid));
    guard.remove(ended.pid);

    guard.abandon();

    expect(await guarded.exited).toEqual([null, 'SIGTERM']);
    expect(await stubborn.exited).toEqual([null, 'SIGKILL']);
    expect(await processIdentity(ended.pid)).toBeDefined();
    process.kill(ended.pid, 'SIGKILL');
    await ended.exited;
  }, 20_000);

  it('stops nothing when it is stopped itself', async () => {
    const running = await begin(RUN_ON);
    const guard = ProcessGuard.start('/some/folder');
    guard.add(running.pid);
    await guard.stop();

    expect(await processIdentity(running.pid)).toBeDefined();
    process.kill(running.pid, 'SIGKILL');
    await running.exited;
  });
});
