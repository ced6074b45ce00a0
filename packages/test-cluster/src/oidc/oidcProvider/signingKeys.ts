import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK, JWKS } from 'oidc-provider';
import { z } from 'zod';

const storedKeys = z.object({
  keys: z
    .array(z.looseObject({ kty: z.literal('RSA'), kid: z.string() }))
    .min(1),
});

/** The provider's RS256 key. It is stored in a file that only the owner can read, so that tokens stay valid over a restart. */
export function loadSigningKeys(dataDir: string): JWKS {
  const file = join(dataDir, 'jwks.json');
  if (existsSync(file)) {
    return storedKeys.parse(JSON.parse(readFileSync(file, 'utf8'))) as JWKS;
  }
  const jwks: JWKS = { keys: [generateSigningKey()] };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(jwks, null, 2)}\n`, { mode: 0o600 });
  return jwks;
}

function generateSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...(privateKey.export({ format: 'jwk' }) as JWK),
    kid: randomBytes(8).toString('hex'),
    use: 'sig',
    alg: 'RS256',
  };
}
