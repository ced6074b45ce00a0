// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the cache is internal to the library, whose exports do not have it
import { SessionIdentities } from '../../../../plugins/ske-node/src/credentials/SessionIdentities';
import { percentile } from '../figures/median';

const LOOKUPS = 10_000;

/** The 95th percentile of a look-up in the memory of the `ske` backend, in milliseconds. */
export async function measureCached(): Promise<number> {
  const identities = new SessionIdentities({
    tokens: async () => ({
      accessToken: 'a'.repeat(1_200),
      session: { id: 'one', version: 1 },
    }),
    providerId: 'bench',
    userNameClaim: undefined,
  });
  const credentials = {
    $$type: '@backstage/BackstageCredentials',
    principal: { type: 'user', userEntityRef: 'user:default/jane' },
  } as const;
  const lookups: number[] = [];
  for (let count = 0; count < LOOKUPS; count += 1) {
    const begin = performance.now();
    await identities.get(credentials);
    lookups.push(performance.now() - begin);
  }
  return percentile(lookups, 0.95);
}
