import type { Config } from '@backstage/config';
import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';
import {
  connectToCluster,
  createClusterProbes,
  IssuerProbe,
  readDiagnosisSettings,
  runDiagnosis,
} from '../../diagnosis';
import type { OperationCaller } from '../audit/OperationCaller';
import type { OperationRunner } from '../operation/OperationRunner';

/**
 * Says why a caller can or cannot act on the cluster.
 *
 * @public
 */
export class DiagnosisService {
  readonly #operations: OperationRunner;
  readonly #config: Config;
  readonly #issuerCa: string | undefined;

  /** @internal */
  constructor(options: {
    operations: OperationRunner;
    config: Config;
    issuerCa?: string;
  }) {
    this.#operations = options.operations;
    this.#config = options.config;
    this.#issuerCa = options.issuerCa;
  }

  /** Runs the checks for the caller. A failed check is a part of the report, not an error. */
  async diagnose(caller: OperationCaller): Promise<DiagnosisReport> {
    return this.#operations.run(
      {
        eventId: 'diagnosis',
        severityLevel: 'low',
        verb: 'diagnose',
        isIdentityReview: true,
      },
      caller,
      async operation => {
        const settings = readDiagnosisSettings(this.#config);
        const { platform } = settings;
        const issuer = new IssuerProbe({ ca: this.#issuerCa });
        const cluster = createClusterProbes({
          client: operation.client,
          identity: () => operation.identity(),
          signal: caller.signal,
        });
        try {
          return await runDiagnosis({
            settings,
            backstageUser: caller.credentials.principal.userEntityRef,
            probes: {
              ...cluster,
              review: async () => {
                const review = await cluster.review();
                if ('username' in review) {
                  operation.audit.clusterUserKnown(review.username);
                }
                return review;
              },
              now: Date.now,
              connect: async () => (platform ? connectToCluster(platform) : {}),
              fetchJson: url => issuer.fetchJson(url),
            },
          });
        } finally {
          await issuer.close();
        }
      },
    );
  }
}
