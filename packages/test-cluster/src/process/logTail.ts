import { open } from 'node:fs/promises';

const TAIL_LINES = 20;
/** Enough for twenty of the API server's longest lines. */
const TAIL_BYTES = 16 * 1024;

/** Reads the last lines of a log that were written after `startOffset`. Earlier runs append to the same file. */
export async function logTail(
  logFile: string,
  startOffset: number,
): Promise<string> {
  const file = await open(logFile, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(startOffset, size - TAIL_BYTES);
    const length = Math.max(0, size - from);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(length),
      0,
      length,
      from,
    );
    return buffer
      .toString('utf8', 0, bytesRead)
      .trimEnd()
      .split('\n')
      .slice(-TAIL_LINES)
      .join('\n');
  } finally {
    await file.close();
  }
}
