import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  formatApiVersion,
  invalidField,
  type KratixPromise,
  type PromiseApi,
  readPromiseApi,
  type ResourceRef,
  type SkeCallOptions,
  SkeClient,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { noIdentity } from '../errors';
import { HiddenTexts } from './HiddenTexts';
import { toActionError } from './toActionError';
import { resultWithinSize } from './withinSize';

/** The apiVersion and kind of Promises, for references. */
export const promiseKind = {
  apiVersion: formatApiVersion(wellKnownKinds.promise),
  kind: wellKnownKinds.promise.kind,
};

/** The input of an action: the `ske` API, which is called on behalf of the user who runs the action. */
export interface AgentCall {
  client: SkeClient;
  options: SkeCallOptions;
  /** Values that neither a result nor an error quotes. An action adds the hidden values that it sends back to the cluster. */
  hidden: HiddenTexts;
}

/**
 * Calls the `ske` API on behalf of the user who runs an action. The API resolves the user's identity, checks the permissions and writes the audit events, in
 * the same way as for a call of the browser. No other identity is used.
 */
export class AgentCalls {
  readonly #auth: AuthService;
  readonly #client: SkeClient;

  constructor(options: { auth: AuthService; client: SkeClient }) {
    this.#auth = options.auth;
    this.#client = options.client;
  }

  /** Runs an action. Its result is shortened, and errors of the API become errors that a client of the actions can read. */
  async run<T extends JsonObject>(
    credentials: BackstageCredentials,
    work: (call: AgentCall) => Promise<{ output: T }>,
  ): Promise<{ output: T }> {
    const hidden = new HiddenTexts();
    try {
      const token = await this.#tokenFor(credentials);
      const { output } = await work({
        client: this.#client,
        options: { token },
        hidden,
      });
      return { output: resultWithinSize(output) };
    } catch (error) {
      throw toActionError(error, hidden);
    }
  }

  async #tokenFor(credentials: BackstageCredentials): Promise<string> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      throw noIdentity(
        'The caller of this action is not a user',
        'Connect the MCP client with the Backstage token of a user, or with a sign-in of the portal, and not with a static token.',
      );
    }
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'ske',
    });
    return token;
  }
}

/** Reads a Promise and the API that it offers. */
export async function readPromise(
  { client, options }: AgentCall,
  name: string,
): Promise<{ promise: KratixPromise; api: PromiseApi }> {
  const { manifest } = await client.getResource(
    { ...promiseKind, name },
    options,
  );
  const promise = manifest as unknown as KratixPromise;
  const api = readPromiseApi(promise);
  if (!api) {
    throw new SkeError({
      code: 'invalid-input',
      message: `The Promise ${name} offers no API, so there are no requests of it.`,
      hint: 'Choose a Promise for which list-promises names a kind.',
    });
  }
  return { promise, api };
}

/** The reference of a request of a Promise. */
export function requestRef(
  api: PromiseApi,
  input: { namespace?: string; name: string },
): ResourceRef {
  const { namespace, name } = input;
  const isNamespaced = api.scope === 'Namespaced';
  if (isNamespaced && namespace === undefined) {
    throw SkeError.invalidInput([
      invalidField('namespace', `is missing: ${api.kind} lives in namespaces`),
    ]);
  }
  return {
    apiVersion: formatApiVersion(api),
    kind: api.kind,
    ...(isNamespaced && { namespace }),
    name,
  };
}

/** Reads an object, and the parts of its metadata that every result contains. */
export async function readObject(
  { client, options }: AgentCall,
  ref: ResourceRef,
): Promise<{ manifest: JsonObject; metadata: ObjectMetadata }> {
  const { manifest } = await client.getResource(ref, options);
  return { manifest, metadata: manifest.metadata as ObjectMetadata };
}

/** The parts of `metadata` that results contain. The API server sets them on every object. */
export interface ObjectMetadata extends JsonObject {
  name: string;
  uid: string;
  resourceVersion: string;
}
