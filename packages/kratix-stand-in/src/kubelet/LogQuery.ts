import { z } from 'zod';
import { LogLine } from './logLines';

const flag = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform(value => value === 'true' || value === '1');
const count = z.coerce.number().int().nonnegative().optional();

/** The query of `GET /containerLogs`, as the API server sends it. */
export const logQuerySchema = z.object({
  follow: flag,
  previous: flag,
  timestamps: flag,
  tailLines: count,
  sinceSeconds: count,
  limitBytes: count,
});

export type LogQuery = z.infer<typeof logQuerySchema>;

/** Selects the lines that exist when the request arrives. */
export function selectLines(
  lines: LogLine[],
  { tailLines, sinceSeconds }: LogQuery,
  now: Date,
): LogLine[] {
  const tail =
    tailLines === undefined
      ? lines
      : lines.slice(Math.max(0, lines.length - tailLines));
  const since =
    sinceSeconds === undefined ? 0 : now.getTime() - sinceSeconds * 1000;
  return tail.filter(({ time }) => time.getTime() >= since);
}

export function formatLine({ time, text }: LogLine, timestamps: boolean) {
  return timestamps ? `${time.toISOString()} ${text}\n` : `${text}\n`;
}
