import { z } from 'zod';

const schema = z.object({
  benchmark: z.string(),
  json: z.boolean(),
  seconds: z.number().positive().optional(),
});

/** What `npm run bench` was asked for. */
export type BenchSettings = z.infer<typeof schema>;

/** What a benchmark gets. */
export interface BenchOptions extends BenchSettings {
  /** Tells the reader how it goes. */
  say(line: string): void;
  /** Set off when the reader has had enough; what was started is stopped then. */
  signal: AbortSignal;
}

export function parseBenchSettings(json: string | undefined): BenchSettings {
  return schema.parse(JSON.parse(json ?? '{}'));
}
