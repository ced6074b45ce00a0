import { z } from 'zod';
import type { Stage } from './Stage';

const answer = z.object({ megabytes: z.number() });

/** Returns the backend's memory in use after a garbage collection. */
export async function memoryInUseMb(stage: Stage): Promise<number> {
  const response = await fetch(`${stage.portal.url}/api/verify-only/memory`, {
    headers: { authorization: `Bearer ${stage.tokens().backstage}` },
  });
  return answer.parse(await response.json()).megabytes;
}
