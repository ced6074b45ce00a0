import assert from 'node:assert/strict';
import { z } from 'zod';
import type { PortalAnswer } from '@kratix-portal/test-cluster';
import type { SampleRequest } from './sampleRequests';

/** Fails with the whole answer when it has another status. */
export function expectStatus(answer: PortalAnswer, status: number): void {
  assert.equal(
    answer.status,
    status,
    `${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`,
  );
}

const refusalSchema = z.object({
  error: z.object({ code: z.literal('forbidden'), message: z.string() }),
});

/** Fails unless the answer's body says who was refused what on which kind, and where. */
export function expectRefusal(
  body: unknown,
  expected: { email: string; verb: string; request: SampleRequest },
): void {
  const { error } = refusalSchema.parse(body);
  const { email, verb, request } = expected;
  expectWords(error.message, [email, verb, request.kind, request.namespace]);
}

/** Fails unless each word is in the text. */
export function expectWords(text: string, words: string[]): void {
  for (const word of words) {
    assert.ok(text.includes(word), `"${text}" does not name ${word}`);
  }
}
