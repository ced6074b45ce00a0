import assert from 'node:assert/strict';
import { z } from 'zod';
import type { PortalResponse } from '@kratix-portal/test-cluster';
import type { SampleRequest } from './sampleRequests';

/** Throws an error with the body when the response has another status. */
export function expectStatus(response: PortalResponse, status: number): void {
  assert.equal(
    response.status,
    status,
    `${response.status} instead of ${status}: ${JSON.stringify(response.body)}`,
  );
}

const refusalSchema = z.object({
  error: z.object({ code: z.literal('forbidden'), message: z.string() }),
});

/** Throws unless the body names the user, the verb, the kind and the namespace of the refusal. */
export function expectRefusal(
  body: unknown,
  expected: { email: string; verb: string; request: SampleRequest },
): void {
  const { error } = refusalSchema.parse(body);
  const { email, verb, request } = expected;
  expectWords(error.message, [email, verb, request.kind, request.namespace]);
}

/** Throws unless each word is in the text. */
export function expectWords(text: string, words: string[]): void {
  for (const word of words) {
    assert.ok(text.includes(word), `"${text}" does not name ${word}`);
  }
}
