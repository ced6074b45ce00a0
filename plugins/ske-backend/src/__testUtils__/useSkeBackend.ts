import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import { setUpAmbientIdentity } from './ambientIdentity';
import { platformConfig } from './platformConfig';
import { SkeBackend, startSkeBackend } from './startSkeBackend';

/** The token of another service that the backend trusts. */
export const SERVICE_TOKEN = 'a-token-of-another-service';

/** A backend with the ske plugin, and the API server of its platform cluster, which records the requests. */
export interface RecordedBackend {
  readonly backend: SkeBackend;
  readonly apiServer: RecordingApiServer;
  /** The API server of the ambient kubeconfig. The portal must not use this identity, so it must not receive requests. */
  readonly ambient: RecordingApiServer;
}

/** Runs a {@link RecordedBackend} during the tests of a file. Each test starts without recorded requests. */
export function useSkeBackend(
  options: {
    /** Additional keys of the cluster in the configuration. */
    cluster?: JsonObject;
    /** Keys of the section `ske`. */
    ske?: JsonObject;
    /** Other sections. */
    config?: JsonObject;
    features?: BackendFeature[];
  } = {},
): RecordedBackend {
  let ambient: RecordingApiServer;
  let apiServer: RecordingApiServer;
  let backend: SkeBackend;
  let removeAmbientIdentity: () => void;

  beforeAll(async () => {
    ambient = await RecordingApiServer.start();
    removeAmbientIdentity = setUpAmbientIdentity(ambient);
    apiServer = await RecordingApiServer.start();
    backend = await startSkeBackend({
      config: {
        ...platformConfig(
          { url: apiServer.url, ...options.cluster },
          options.ske,
        ),
        backend: {
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: SERVICE_TOKEN, subject: 'a-service' },
              },
            ],
          },
        },
        ...options.config,
      },
      features: options.features,
    });
  });
  beforeEach(() => apiServer.clear());
  afterAll(async () => {
    removeAmbientIdentity();
    await backend.stop();
    await apiServer.stop();
    await ambient.stop();
  });

  return {
    get backend() {
      return backend;
    },
    get apiServer() {
      return apiServer;
    },
    get ambient() {
      return ambient;
    },
  };
}
