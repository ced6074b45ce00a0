import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import type { PlatformIdentity } from '../../credentials';
import { signInBefore } from '../../credentials/clusterIdentityOf';
import { IdentityError } from '../../credentials/identity/IdentityError';
import type { PlatformClient } from '../../platform';
import { collectionPath } from '../../platform/calls/ApiPath';
import type {
  DiagnosisProbes,
  ProbeFailure,
  PromiseProbe,
  PromisesProbe,
  TokenProblem,
} from '../facts/DiagnosisProbes';
import { KEY_METRICS, readKeyMetrics } from './readKeyMetrics';

type ClusterProbes = Pick<
  DiagnosisProbes,
  'token' | 'review' | 'access' | 'rules' | 'promises' | 'keysOfApiServer'
>;

const RULES_NAMESPACE = 'default';
const PROMISES_PER_PAGE = 500;
const MOST_PAGES = 10;

const promiseSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z
    .object({
      api: z
        .object({
          spec: z.object({
            group: z.string(),
            names: z.object({ kind: z.string(), plural: z.string() }),
          }),
        })
        .optional(),
    })
    .optional(),
});

/** The probes that ask the API server, with the identity of the user and no other. */
export function createClusterProbes(options: {
  client: PlatformClient;
  identity: () => Promise<PlatformIdentity>;
  signal?: AbortSignal;
}): ClusterProbes {
  const { client, signal } = options;
  const asCaller = async () => ({ identity: await options.identity(), signal });
  return {
    token: async () =>
      attempt(async () => {
        // The text of the token is needed to verify the signature. It is not part of the report.
        try {
          const identity = await options.identity();
          return identity.kind === 'service'
            ? ('shared' as const)
            : { text: identity.token.reveal() };
        } catch (error) {
          const signIn = signInBefore(error);
          if (error instanceof IdentityError && !signIn) {
            return toTokenProblem(error);
          }
          if (!signIn || !SkeError.is(error)) {
            throw error;
          }
          return { text: signIn.token.reveal(), step: toFailure(error) };
        }
      }),
    review: async () => attempt(async () => client.whoAmI(await asCaller())),
    access: async questions =>
      attempt(async () =>
        (await client.canI(questions, await asCaller())).map(
          ({ allowed }) => allowed,
        ),
      ),
    rules: async () =>
      attempt(async () => client.rules(RULES_NAMESPACE, await asCaller())),
    promises: async () =>
      attempt(async () => listPromises(client, await asCaller())),
    keysOfApiServer: async issuer =>
      attempt(async () =>
        readKeyMetrics(
          await client.metrics(KEY_METRICS, await asCaller()),
          issuer,
        ),
      ),
  };
}

async function listPromises(
  client: PlatformClient,
  caller: { identity: PlatformIdentity; signal?: AbortSignal },
): Promise<PromisesProbe> {
  const apiVersion = 'platform.kratix.io/v1alpha1';
  const kind = 'Promise';
  const { group, version, plural } = await client.discovery.find(
    apiVersion,
    kind,
    caller,
  );
  const promises: PromiseProbe[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await client.list(
      collectionPath({ group, version, plural }),
      { limit: PROMISES_PER_PAGE, ...(next && { continue: next }) },
      {
        ...caller,
        subject: {
          verb: 'list',
          target: { type: 'kind', apiVersion, kind },
          cluster: client.cluster,
        },
      },
    );
    promises.push(...toPromises(read.items));
    next = read.continue;
    if (!next) {
      break;
    }
  }
  return { promises, hasMore: Boolean(next) };
}

function toPromises(items: JsonObject[]): PromiseProbe[] {
  return items.flatMap(item => {
    const { data } = promiseSchema.safeParse(item);
    const api = data?.spec?.api?.spec;
    return data
      ? [
          {
            name: data.metadata.name,
            ...(api && {
              api: {
                group: api.group,
                plural: api.names.plural,
                kind: api.names.kind,
              },
            }),
          },
        ]
      : [];
  });
}

async function attempt<T>(ask: () => Promise<T>): Promise<T | ProbeFailure> {
  try {
    return await ask();
  } catch (error) {
    if (SkeError.is(error)) {
      return toFailure(error);
    }
    throw error;
  }
}

async function toTokenProblem(error: IdentityError): Promise<TokenProblem> {
  const { reason } = error;
  const authHasSessions = await error.hasSessions?.();
  return {
    ...toFailure(error),
    reason,
    ...(authHasSessions !== undefined && { authHasSessions }),
  };
}

function toFailure({ code, message, detail, hint }: SkeError): ProbeFailure {
  return {
    problem: code,
    message: detail === undefined ? message : `${message} ${detail}`,
    ...(hint !== undefined && { hint }),
  };
}
