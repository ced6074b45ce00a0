import { SkeError } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import type { PlatformIdentity } from '../../credentials';
import { signInBefore } from '../../credentials/clusterIdentityOf';
import { IdentityError } from '../../credentials/IdentityError';
import type { PlatformClient } from '../../platform';
import { collectionPath } from '../../platform/calls/ApiPath';
import type {
  DiagnosisProbes,
  ProbeFailure,
  PromiseProbe,
  TokenProblem,
} from '../DiagnosisProbes';

type ClusterProbes = Pick<
  DiagnosisProbes,
  'token' | 'review' | 'access' | 'rules' | 'promises'
>;

const RULES_NAMESPACE = 'default';
const MOST_PROMISES = 100;
/** Kubernetes gives these to every authenticated user (ClusterRole system:basic-user). */
const OF_EVERY_USER =
  /\b(?:selfsubject|localsubject)[a-z]*reviews\b|selfsubjectrulesreviews/;

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
        // The text is needed to verify the signature, and leaves no trace.
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
      attempt(async () =>
        (await client.rules(RULES_NAMESPACE, await asCaller())).filter(
          rule => !OF_EVERY_USER.test(rule),
        ),
      ),
    promises: async () =>
      attempt(async () => listPromises(client, await asCaller())),
  };
}

async function listPromises(
  client: PlatformClient,
  caller: { identity: PlatformIdentity; signal?: AbortSignal },
): Promise<PromiseProbe[]> {
  const apiVersion = 'platform.kratix.io/v1alpha1';
  const kind = 'Promise';
  const { group, version, plural } = await client.discovery.find(
    apiVersion,
    kind,
    caller,
  );
  const { items } = await client.list(
    collectionPath({ group, version, plural }),
    { limit: MOST_PROMISES },
    {
      ...caller,
      subject: {
        verb: 'list',
        target: { type: 'kind', apiVersion, kind },
        cluster: client.cluster,
      },
    },
  );
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
