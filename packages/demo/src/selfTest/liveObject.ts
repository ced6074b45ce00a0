import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Platform } from '@kratix-portal/test-cluster';
import type { SampleRequest } from './sampleRequests';

/** The fields of an ObjectBucket that the scenario checks. */
export const liveSchema = z.object({
  spec: z.object({
    sizeGiB: z.number().optional(),
    versioning: z.boolean().optional(),
  }),
});

/** Reads a resource request from the API server as its administrator. */
export async function kubectlGet(
  platform: Platform,
  request: SampleRequest,
): Promise<z.infer<typeof liveSchema>> {
  const { code, stdout, stderr } = await platform.kubectl([
    ...getArguments(request),
    '-o',
    'json',
  ]);
  assert.equal(code, 0, stderr);
  return liveSchema.parse(JSON.parse(stdout));
}

/** The arguments of `kubectl get` for a resource request. */
export function getArguments(request: SampleRequest): string[] {
  const group = request.apiVersion.split('/')[0];
  return [
    'get',
    `${request.resource}.${group}`,
    request.name,
    '-n',
    request.namespace,
  ];
}
