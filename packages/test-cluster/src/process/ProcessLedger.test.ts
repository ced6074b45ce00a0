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
  let children: ChildProcess[] = [];

  afterEach(() => {
    children.forEach(child => child.kill('SIGKILL'));
    children = [];
  });

  /** Starts a process in its own group, as `startProcess` does. Its command line ends with `mark`. */
  const start = async (mark: string) => {
    const child = spawn(
      process.execPath,
      ['-e', 'setInterval(() => {}, 1000)', mark],
      { detached: true, stdio: 'ignore' },
    );
    children.push(child);
    await once(child, 'spawn');
    return { pid: Number(child.pid), exited: once(child, 'exit') };
  };

  const ledgerOfDeadOwner = async (pids: number[]) => {
    await writeFile(
      ledgerFile(),
      JSON.stringify({
        // With another start time, the owner is an earlier process with the same id.
        owner: { pid: process.pid, startedAt: 'earlier' },
        processes: pids.map(pid => ({ name: 'sample', pid })),
      }),
    );
  };

  it('records the owner and the processes', async () => {
    const ledger = await ProcessLedger.open(folder.path);
    const { pid } = await start(folder.path);
    await ledger.add({ name: 'etcd', pid });

    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toEqual({
      owner: { pid: process.pid, startedAt: expect.any(String) },
      processes: [{ name: 'etcd', pid }],
    });

    ledger.ended(pid);
    const other = await start(folder.path);
    await ledger.add({ name: 'kube-apiserver', pid: other.pid });
    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toMatchObject({
      processes: [{ name: 'kube-apiserver', pid: other.pid }],
    });
    await ledger.close();
    await expect(readFile(ledgerFile())).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('rejects a folder that a running process owns, with one line', async () => {
    const ledger = await ProcessLedger.open(folder.path);

    await expect(ProcessLedger.open(folder.path)).rejects.toMatchObject({
      name: 'PlatformError',
      code: 'already-running',
      message: expect.stringMatching(
        `^A platform is already running in .* \\(process ${process.pid}\\): [^\n]*$`,
      ),
    });
    await ledger.close();
    await (await ProcessLedger.open(folder.path)).close();
  });

  it('locks the folder for only one of several concurrent callers', async () => {
    await ledgerOfDeadOwner([]);

    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => ProcessLedger.open(folder.path)),
    );

    const locked = outcomes.filter(outcome => outcome.status === 'fulfilled');
    expect(locked).toHaveLength(1);
    await locked[0].value.close();
  });

  it('stops the processes of an owner that has ended', async () => {
    const leftover = await start(folder.path);
    await ledgerOfDeadOwner([leftover.pid]);

    const ledger = await ProcessLedger.open(folder.path);
    await leftover.exited;

    expect(await processIdentity(leftover.pid)).toBeUndefined();
    await ledger.close();
  });

  it('does not stop another program that has the id of an ended process', async () => {
    const stranger = await start('/some/other/folder');
    await ledgerOfDeadOwner([stranger.pid]);

    const ledger = await ProcessLedger.open(folder.path);

    expect(await processIdentity(stranger.pid)).toMatchObject({
      commandLine: expect.stringContaining('/some/other/folder'),
    });
    await ledger.close();
  });

  it('replaces an empty file', async () => {
    await writeFile(ledgerFile(), '');
    const ledger = await ProcessLedger.open(folder.path);

    expect(JSON.parse(await readFile(ledgerFile(), 'utf8'))).toMatchObject({
      owner: { pid: process.pid },
    });
    await ledger.close();
  });

  it('rejects a file that is not a ledger', async () => {
    await writeFile(ledgerFile(), '{"pids":[1]}');
    await expect(ProcessLedger.open(folder.path)).rejects.toThrow(
      'pids.json is not a ledger',
    );
  });
});
