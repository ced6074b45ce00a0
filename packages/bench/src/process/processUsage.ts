import { readFile } from 'node:fs/promises';

// Linux's USER_HZ, the unit of these fields, is 100 on every architecture that Node runs on.
const TICKS_PER_SECOND = 100;

/** Milliseconds of CPU that a process, with all its threads, has used. */
export async function cpuMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in brackets and may hold anything, so fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [utime, stime] = [fields[11], fields[12]].map(Number);
  return ((utime + stime) * 1000) / TICKS_PER_SECOND;
}

/** Kilobytes of memory that a process has in use. */
export async function residentKilobytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
}
