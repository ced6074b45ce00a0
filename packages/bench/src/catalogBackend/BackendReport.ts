import { z } from 'zod';

/** Parses the response of `GET /api/report`. */
export const backendReport = z.object({
  /** Heap and buffers after a garbage collection, in bytes. */
  heap: z.number(),
  rss: z.number(),
  /** The number of mutations since the start. */
  mutations: z.number(),
  /** CPU time of this process since its start. A busy machine hardly changes it. */
  cpuSeconds: z.number(),
});

/** The response of `GET /api/report`. */
export type BackendReport = z.infer<typeof backendReport>;
