import { z } from 'zod';

const schema = z.object({
  benchmark: z.string(),
  json: z.boolean(),
  seconds: z.number().positive().optional(),
  requests: z.number().int().min(100).optional(),
  minutes: z.number().positive().optional(),
  auth: z.enum(['tok', 'session']).optional(),
});

/** The command line of `npm run bench`. */
export type BenchSettings = z.infer<typeof schema>;

/** The settings of a benchmark, and how it reports progress and is stopped. */
export interface BenchOptions extends BenchSettings {
  /** Prints one line of progress. */
  say(line: string): void;
  /** Aborted by Ctrl-C: the benchmark stops everything that it has started. */
  signal: AbortSignal;
}

export function parseBenchSettings(json: string | undefined): BenchSettings {
  return schema.parse(JSON.parse(json ?? '{}'));
}
