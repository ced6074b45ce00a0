import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ProcessGuard } from './ProcessGuard';
import { processIdentity } from './processIdentity';

describe('ProcessGuard', () => {
  const start = async (script: string) => {
    const child = spawn(process.execPath, ['-e', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    return { pid: Number(child.pid), exited };
  };
  const RUN_ON = `console.log('runs'); setInterval(() => {}, 1000);`;

  it('when its owner is killed, stops only the processes that were added and not removed', async () => {
    const [guarded, stubborn, removed] = await Promise.all([
      start(RUN_ON),
      start(`process.on('SIGTERM', () => {}); ${RUN_ON}`),
      start(RUN_ON),
    ]);
    const owner = spawn(
      process.execPath,
      [
        ...['--import', require.resolve('tsx')],
        require.resolve('./__testUtils__/guardOwner.ts'),
        ...[guarded, stubborn, removed].map(({ pid }) => `+${pid}`),
        `-${removed.pid}`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(owner.stdout, 'data');

    owner.kill('SIGKILL');

    expect(await guarded.exited).toEqual([null, 'SIGTERM']);
    expect(await stubborn.exited).toEqual([null, 'SIGKILL']);
    expect(await processIdentity(removed.pid)).toBeDefined();
    process.kill(removed.pid, 'SIGKILL');
    await removed.exited;
  }, 60_000);

  it('stops no process when the guard itself is stopped', async () => {
    const running = await start(RUN_ON);
    const guard = ProcessGuard.start('/some/folder');
    guard.add(running.pid);
    await guard.stop();

    expect(await processIdentity(running.pid)).toBeDefined();
    process.kill(running.pid, 'SIGKILL');
    await running.exited;
  });
});
