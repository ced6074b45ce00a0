import { z } from 'zod';

/** What the benchmark is told when it asks. */
export const backendReport = z.object({
  /** After a garbage collection, in bytes. */
  heap: z.number(),
  rss: z.number(),
  /** Since the start. */
  mutations: z.number(),
  /** Of this process since its start: what a busy machine does not change much. */
  cpuSeconds: z.number(),
});

/** What the benchmark is told when it asks. */
export type BackendReport = z.infer<typeof backendReport>;
