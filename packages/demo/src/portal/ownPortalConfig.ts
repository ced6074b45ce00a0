import type { Endpoints } from '@kratix-portal/test-cluster';
import { writePrivately } from '@kratix-portal/test-cluster';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  ensureSecret,
  kubernetesConfig,
  openPortalFolder,
  providerIdOf,
  writeTrustedCertificates,
} from './portalConfig';

/** The files that `--platform-only` writes for the user's own portal. */
export interface OwnPortalFiles {
  /** An app-config file with the OIDC provider, the cluster and the catalog's ServiceAccount. */
  configFile: string;
  /** For `NODE_EXTRA_CA_CERTS`: the OIDC provider's certificate authority, and the authorities in the user's environment. */
  trustedCertificates: string;
}

/** Writes an app-config file that connects the user's own Backstage to a platform of the demo. */
export async function writeOwnPortalConfig(options: {
  endpoints: Endpoints;
  /** The URL of the portal's backend. The OIDC provider redirects only there. */
  portalUrl: string;
}): Promise<OwnPortalFiles> {
  const { endpoints, portalUrl } = options;
  const { stateDir } = endpoints.paths;
  const folder = await openPortalFolder(stateDir);
  const trustedCertificates = await writeTrustedCertificates(folder, [
    endpoints.oidcProvider.caFile,
  ]);
  const sessionSecret = await ensureSecret(folder, 'session-secret');
  const configFile = join(stateDir, 'app-config.portal.yaml');
  const comment = [
    'For your own Backstage, on top of its app-config.yaml. This file is written at each start of `npm start -- --platform-only`.',
    `The OIDC provider redirects to ${portalUrl}/api/auth/<provider id>/handler/frame; --port sets the port.`,
    `Start the portal with NODE_EXTRA_CA_CERTS=${trustedCertificates}`,
  ];
  await writePrivately(
    configFile,
    `${comment.map(line => `# ${line}\n`).join('')}\n${stringify(
      ownPortalConfig(endpoints, sessionSecret),
    )}`,
  );
  return { configFile, trustedCertificates };
}

/** The sections of docs/install.md with the values of a platform. */
export function ownPortalConfig(
  endpoints: Pick<Endpoints, 'oidcProvider' | 'apiServer' | 'catalogAccount'>,
  sessionSecret: string,
) {
  const { oidcProvider, apiServer, catalogAccount } = endpoints;
  const providerId = providerIdOf(oidcProvider.kind);
  const resolver = (name: string) => ({
    resolver: name,
    dangerouslyAllowSignInWithoutUserInCatalog: true,
  });
  return {
    auth: {
      environment: 'development',
      session: { secret: sessionSecret },
      providers: {
        [providerId]: {
          development: {
            metadataUrl: oidcProvider.metadataUrl,
            ...oidcProvider.portalClient,
            prompt: 'auto',
            ...(oidcProvider.kind === 'oidc-provider' && {
              additionalScopes: ['groups', 'offline_access'],
            }),
            signIn: {
              resolvers: [
                resolver('preferredUsernameMatchingUserEntityName'),
                resolver('emailLocalPartMatchingUserEntityName'),
              ],
            },
          },
        },
      },
    },
    kubernetes: kubernetesConfig(providerId, {
      url: apiServer.url,
      caFile: apiServer.caFile,
    }),
    ske: {
      kubernetes: { platformName: 'kratix-platform' },
      auth: { providers: { [providerId]: { title: 'Demo sign-in' } } },
    },
    catalog: {
      providers: {
        kratix: {
          platform: {
            cluster: 'kratix-platform',
            serviceAccountTokenFile: catalogAccount.tokenFile,
          },
        },
      },
    },
  };
}
