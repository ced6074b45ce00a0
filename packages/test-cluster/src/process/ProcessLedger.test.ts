import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../testing/temporaryFolder';
import { ProcessLedger } from './ProcessLedger';
import { processIdentity } from './processIdentity';

describe('ProcessLedger', () => {
  const folder = useTemporaryFolder();
  const ledgerFile = () => join(folder.path, 'pids.json');
  let begun: ChildProcess[] = [];

  afterEach(() => {
    begun.forEach(child => child.kill('SIGKILL'));
    begun = [];
  });

  /** A process in a group of its own, as `startProcess` makes them; its command line ends with `mark`. */
  const begin = async (mark: string) => {
    const child = spawn(
      process.execPath,
      ['-e', 'setInterval(() => {}, 1000)', mark],
      { detached: true, stdio: 'ignore' },
    );
    begun.push(child);
    await once(child, 'spawn');
    return { pid: Number(child.pid), exited: once(child, 'exit') };
  };

  const ledgerOfDeadOwner = async (pids: number[]) => {
    await writeFile(
      ledgerFile(),
      JSON.stringify({
        // This process, but begun at another time: the number was given again.
        owner: { pid: process.pid, startedAt: 'once' },
        processes: pids.map(pid => ({ name: 'sample', pid })),
      }),
    );
  };

  it('records owner and processes, readable by the owner only', async () => {
    const ledger = await ProcessLedger.open(folder.path);
    const { pid } = await begin(folder.path);
    await ledger.add({ name: 'etcd', pid });

    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toEqual({
      owner: { pid: process.pid, startedAt: expect.any(String) },
      processes: [{ name: 'etcd', pid }],
    });

    ledger.ended(pid);
    const other = await begin(folder.path);
    await ledger.add({ name: 'kube-apiserver', pid: other.pid });
    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toMatchObject({
      processes: [{ name: 'kube-apiserver', pid: other.pid }],
    });
    await ledger.close();
    await expect(readFile(ledgerFile())).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('refuses a folder that a live process has, in one line', async () => {
    const ledger = await ProcessLedger.open(folder.path);

    await expect(ProcessLedger.open(folder.path)).rejects.toMatchObject({
      name: 'AlreadyRunningError',
      code: 'already-running',
      ownerPid: process.pid,
      message: expect.stringMatching(/^A platform is already running in .*$/),
    });
    await ledger.close();
    await (await ProcessLedger.open(folder.path)).close();
  });

  it('gives the folder to one of several that ask at once', async () => {
    await ledgerOfDeadOwner([]);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => ProcessLedger.open(folder.path)),
    );

    const given = outcomes.filter(outcome => outcome.status === 'fulfilled');
    expect(given).toHaveLength(1);
    await given[0].value.close();
  });

  it('stops what a dead owner left', async () => {
    const left = await begin(folder.path);
    await ledgerOfDeadOwner([left.pid]);

    const ledger = await ProcessLedger.open(folder.path);
    await left.exited;

    expect(await processIdentity(left.pid)).toBeUndefined();
    await ledger.close();
  });

  it('leaves a process alone that got the number of one that is gone', async () => {
    const stranger = await begin('/some/other/folder');
    await ledgerOfDeadOwner([stranger.pid]);

    const ledger = await ProcessLedger.open(folder.path);

    expect(await processIdentity(stranger.pid)).toMatchObject({
      commandLine: expect.stringContaining('/some/other/folder'),
    });
    await ledger.close();
  });

  it('takes a file that was cut off when it was made as free', async () => {
    await writeFile(ledgerFile(), '');
    const ledger = await ProcessLedger.open(folder.path);

    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toMatchObject({
      owner: { pid: process.pid },
    });
    await ledger.close();
  });

  it('refuses a file that is no ledger', async () => {
    await writeFile(ledgerFile(), '{"pids":[1]}');
    await expect(ProcessLedger.open(folder.path)).rejects.toThrow(
      'pids.json is not a ledger',
    );
  });
});
