// @ts-check
import fs from 'node:fs/promises';
import { StartError } from '../start/StartError.mjs';

/** GB for each step, measured on a cold start, including the caches of Yarn and Go outside the project. */
const needs = new Map([
  ['node', 0.2],
  ['install', 2.9],
  ['kubernetes', 3.9],
  ['frontend', 0.1],
  ['dex', 1],
]);

/** GB that a running portal writes: a database, etcd's data, logs. */
const runningNeed = 0.3;

/**
 * @param {string[]} pending the steps that will run
 * @returns {number} GB
 */
export function diskNeed(pending) {
  const sum = pending.reduce((total, id) => total + (needs.get(id) ?? 0), 0);
  return Math.round((sum + runningNeed) * 10) / 10;
}

/**
 * @param {{ folder: string, pending: string[], statfs?: (folder: string) => Promise<{ bavail: number, bsize: number }> }} options
 */
export async function requireDiskSpace({
  folder,
  pending,
  statfs = fs.statfs,
}) {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 1e9;
  const needed = diskNeed(pending);
  if (free >= needed) {
    return;
  }
  throw new StartError(
    'disk-too-small',
    `${free.toFixed(1)} GB of disk are free in ${folder}, but about ${needed} GB are needed`,
    { remedy: 'free some space, or move the checkout to a larger disk' },
  );
}
