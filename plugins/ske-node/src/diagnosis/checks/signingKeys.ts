import type { JWK } from 'jose';
import { z } from 'zod';

const keySetSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), use: z.string().optional() })),
});

/** The public keys of a key set that can verify signatures. */
export function signingKeysOf(body: unknown): JWK[] {
  const parsed = keySetSchema.safeParse(body);
  return parsed.success
    ? (parsed.data.keys as JWK[]).filter(
        ({ kty, use }) => kty !== 'oct' && (use === undefined || use === 'sig'),
      )
    : [];
}
