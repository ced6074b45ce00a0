import { z } from 'zod';
import type { Stage } from './Stage';

const answer = z.object({ megabytes: z.number() });

/** Has the backend collect all garbage, and tells what it then has in use. */
export async function memoryInUseMb(stage: Stage): Promise<number> {
  const response = await fetch(`${stage.portal.url}/api/verify-only/memory`, {
    headers: { authorization: `Bearer ${stage.tokens().backstage}` },
  });
  return answer.parse(await response.json()).megabytes;
}
