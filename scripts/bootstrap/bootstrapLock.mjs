// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { toolsDir } from '../project.mjs';

const lockFile = path.join(toolsDir, 'bootstrap.lock');

/** How often a waiting start checks whether the start that has the lock has finished. */
const pollMilliseconds = 500;

/**
 * Only one start at a time installs and builds in this project. A second start waits, and then finds everything up to date.
 *
 * @template T
 * @param {{ signal: AbortSignal, onWait: (pid: number) => void }} options
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBootstrapLock({ signal, onWait }, work) {
  await fs.mkdir(toolsDir, { recursive: true });
  let isReported = false;
  for (;;) {
    signal.throwIfAborted();
    const holder = await takeLock();
    if (holder === undefined) {
      break;
    }
    if (!isReported) {
      onWait(holder);
    }
    isReported = true;
    await delay(pollMilliseconds, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    await fs.rm(lockFile, { force: true });
  }
}

/** @returns {Promise<number | undefined>} the id of the process that has the lock, or undefined if this process has it now */
async function takeLock() {
  // A hard link to a complete file is created in one step, so no process ever reads a half-written lock.
  const own = `${lockFile}.${process.pid}`;
  await fs.writeFile(own, String(process.pid));
  try {
    await fs.link(own, lockFile);
    return undefined;
  } catch (error) {
    if (!(
      error instanceof Error &&
      'code' in error &&
      error.code === 'EEXIST'
    )) {
      throw error;
    }
  } finally {
    await fs.rm(own, { force: true });
  }
  const holder = Number(await fs.readFile(lockFile, 'utf8').catch(() => '0'));
  if (isAlive(holder)) {
    return holder;
  }
  await fs.rm(lockFile, { force: true });
  return takeLock();
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
