import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';
import {
  type Platform,
  signForeignToken,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import { ConnectProxy } from '../../platform/client/__testUtils__/ConnectProxy';
import { diagnose } from '../diagnose';

/** A set-up with one mistake. The fields are the differences from a set-up that works. */
export interface Situation {
  /** Keys of the cluster. */
  cluster?: JsonObject;
  /** Keys of the provider. */
  provider?: JsonObject;
  /** The id under auth.providers. */
  providerId?: string;
  /** The content of ske.diagnosis; by default, the flags of the API server. */
  diagnosis?: JsonObject;
  platformName?: string;
  /** `ske.auth.mode` */
  mode?: 'session';
  /** Claims that differ. */
  claims?: Record<string, unknown>;
  defect?: Parameters<typeof signForeignToken>[0]['defect'];
  user?: string;
  token?: string;
  /** The doctor gets no token. */
  withoutToken?: boolean;
  withoutIssuerCa?: boolean;
  on?: { current: Platform };
}

/** The name of a mistake, the expected result (the check that fails, and the code), and the set-up. */
export type Mistake = [
  string,
  string,
  (world: DiagnosisWorld) => Situation | Promise<Situation>,
];

/** No server listens at this address. */
export const CLOSED_PORT = 'https://127.0.0.1:1';

/** Two real clusters with their OIDC providers, and the servers that mistakes need. */
export interface DiagnosisWorld {
  platform: { readonly current: Platform };
  /** A cluster without Kratix, whose API server puts `oidc:` before the names of users and groups. */
  prefixed: { readonly current: Platform };
  readonly proxy: ConnectProxy;
  /** Starts a server, and stops it after the tests. Returns its port. */
  listen(server: Server, host?: string): Promise<number>;
  /** A provider on this machine whose documents are given. Returns its metadata URL. */
  fakeProvider(
    documents: (url: string) => Record<string, string | object>,
  ): Promise<string>;
  /** A provider on this machine whose discovery document is given. Returns its metadata URL. */
  discoveryOf(document: (url: string) => object): Promise<string>;
  /** An https server with the certificate of the API server. Returns its port. */
  tlsServer(handler: RequestListener, host: string): Promise<number>;
  /** Binds a ClusterRole to a group, in one namespace or in all, and waits until the API server knows the binding. */
  bind(
    on: { current: Platform },
    binding: {
      name: string;
      clusterRole: string;
      group: string;
      namespace?: string;
    },
  ): Promise<void>;
  diagnose(situation: Situation): Promise<DiagnosisReport>;
}

function flags({ oidcProvider }: Platform['endpoints']): JsonObject {
  return {
    apiServer: {
      oidcIssuerUrl: oidcProvider.issuer,
      oidcClientId: oidcProvider.audience,
      oidcUsernameClaim: 'email',
      oidcGroupsClaim: 'groups',
    },
  };
}

async function diagnoseSituation(
  situation: Situation,
  { platform, prefixed }: Pick<DiagnosisWorld, 'platform' | 'prefixed'>,
): Promise<DiagnosisReport> {
  const { endpoints } = (situation.on ?? platform).current;
  const { apiServer, oidcProvider } = endpoints;
  const config = new ConfigReader({
    ske: {
      kubernetes: { platformName: situation.platformName ?? 'kratix' },
      diagnosis: situation.diagnosis ?? flags(endpoints),
      ...(situation.mode && {
        auth: {
          mode: situation.mode,
          session: { keys: [{ id: 'one', secret: 'c2VjcmV0'.repeat(6) }] },
        },
      }),
    },
    auth: {
      providers: {
        [situation.providerId ?? 'keycloak']: {
          development: {
            clientId: oidcProvider.portalClient.clientId,
            clientSecret: oidcProvider.portalClient.clientSecret,
            metadataUrl: oidcProvider.metadataUrl,
            ...situation.provider,
          },
        },
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'kratix',
              url: apiServer.url,
              caFile: apiServer.caFile,
              authProvider: 'oidc',
              oidcTokenProvider: 'keycloak',
              ...situation.cluster,
            },
          ],
        },
      ],
    },
  });
  const token =
    situation.token ??
    (await signForeignToken({
      endpoints,
      username: situation.user ?? 'user-admin',
      defect: situation.defect ?? 'none',
      claims: situation.claims,
    }));
  const report = await diagnose(config, {
    ...(!situation.withoutToken && { token }),
    ...(!situation.withoutIssuerCa && {
      issuerCa: [platform, prefixed]
        .map(({ current }) =>
          readFileSync(current.endpoints.oidcProvider.caFile, 'utf8'),
        )
        .join('\n'),
    }),
  });
  // S7: no part of the token, and not the secret of the client, is in the report.
  const text = JSON.stringify(report);
  expect(text).not.toContain(token.split('.')[1] ?? token);
  expect(text).not.toContain(oidcProvider.portalClient.clientSecret);
  return report;
}

/** Sets up {@link DiagnosisWorld} for the tests of a file. */
export function useDiagnosis(): DiagnosisWorld {
  const platform = useTestPlatform();
  const prefixed = useTestPlatform({
    kratix: 'none',
    apiServerFlags: [
      '--oidc-username-prefix=oidc:',
      '--oidc-groups-prefix=oidc:',
    ],
  });
  const servers: Server[] = [];
  let proxy: ConnectProxy;

  beforeAll(async () => {
    proxy = await ConnectProxy.start();
  });
  afterAll(async () => {
    await proxy.stop();
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, host, resolve));
    return (server.address() as AddressInfo).port;
  }

  async function fakeProvider(
    documents: (url: string) => Record<string, string | object>,
  ): Promise<string> {
    let url = '';
    const handler: RequestListener = (request, response) => {
      const document = documents(url)[request.url ?? ''];
      response.end(
        typeof document === 'string' ? document : JSON.stringify(document),
      );
    };
    url = `http://127.0.0.1:${await listen(createServer(handler))}`;
    return `${url}/.well-known/openid-configuration`;
  }

  const discoveryOf = (document: (url: string) => object) =>
    fakeProvider(url => ({
      '/.well-known/openid-configuration': document(url),
      '/keys': { keys: [] },
    }));

  async function tlsServer(
    handler: RequestListener,
    host: string,
  ): Promise<number> {
    const certs = join(platform.current.endpoints.paths.stateDir, 'certs');
    const server = createTlsServer(
      {
        cert: readFileSync(join(certs, 'kube-apiserver.crt')),
        key: readFileSync(join(certs, 'kube-apiserver.key')),
      },
      handler,
    );
    return listen(server as unknown as Server, host);
  }
  return {
    platform,
    prefixed,
    get proxy() {
      return proxy;
    },
    listen,
    fakeProvider,
    discoveryOf,
    tlsServer,
    bind,
    diagnose: situation => diagnoseSituation(situation, { platform, prefixed }),
  };
}

async function bind(
  on: { current: Platform },
  binding: Parameters<DiagnosisWorld['bind']>[1],
): Promise<void> {
  const { name, clusterRole, group, namespace } = binding;
  const kubectl = (...args: string[]) => on.current.kubectl(args);
  const within = namespace === undefined ? [] : [`--namespace=${namespace}`];
  const { code, stderr } = await kubectl(
    ...[
      'create',
      namespace === undefined ? 'clusterrolebinding' : 'rolebinding',
    ],
    ...[name, `--clusterrole=${clusterRole}`, `--group=${group}`, ...within],
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const isKnown = async () =>
    kubectl(
      ...['auth', 'can-i', 'list', 'pods', ...within],
      ...['--as=a-member', `--as-group=${group}`],
    );
  while ((await isKnown()).code !== 0) {
    await delay(50);
  }
}
