import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { KindsRule, PlatformConfig } from '../../config';
import { toKindsRule } from '../../config/kindsRule';
import {
  createIdentityResolver,
  IdentityResolver,
  PlatformIdentity,
  SessionEnds,
  SessionTokens,
} from '../../credentials';
import type { PlatformMetrics } from '../../metrics';
import type { ResourcePermissions } from '../../permissions';
import type { Discovery, PlatformClient } from '../../platform';
import { ClusterUsers } from './ClusterUsers';
import { Operation } from './Operation';
import { PromiseKinds } from '../kinds/PromiseKinds';
import { OperationAudit } from '../audit/OperationAudit';
import type { OperationKind } from '../audit/OperationKind';
import type { OperationCaller } from '../audit/OperationCaller';

/**
 * Runs the operations of all services. The runner provides the identity and the checks of each operation, and writes its audit events and metrics. There is one
 * runner for each cluster.
 */
export class OperationRunner {
  readonly client: PlatformClient;
  readonly identityMode: 'user' | 'service';
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  readonly #promiseKinds: PromiseKinds | undefined;
  readonly #permissions: ResourcePermissions;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService | undefined;
  readonly #metrics: PlatformMetrics | undefined;
  readonly #clusterUsers: ClusterUsers;

  constructor(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
    metrics?: PlatformMetrics;
    sessionTokens?: SessionTokens;
    sessionEnds?: SessionEnds;
    kinds?: KindsRule;
    logger?: LoggerService;
  }) {
    this.client = options.client;
    this.identityMode = options.platform.identity.mode;
    this.#discovery = options.client.discovery;
    this.#resolveIdentity = createIdentityResolver(options.platform, options);
    this.#promiseKinds =
      toKindsRule(options.platform, options.kinds) === 'promises'
        ? new PromiseKinds({ client: options.client })
        : undefined;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#metrics = options.metrics;
    this.#clusterUsers = new ClusterUsers({ client: options.client });
  }

  /** Runs an operation between its audit events (S40). */
  async run<T>(
    kind: OperationKind,
    caller: OperationCaller,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const audit = new OperationAudit({
      auditor: this.#auditor,
      kind,
      caller,
      cluster: this.client.cluster,
      identity: this.identityMode,
      logger: this.#logger,
    });
    let identity: PlatformIdentity | undefined;
    const operation = new Operation({
      client: this.client,
      discovery: this.#discovery,
      resolveIdentity: async who => {
        identity = await this.#resolveIdentity(who);
        if (!kind.isIdentityReview) {
          this.#clusterUsers.startReview(identity);
        }
        return identity;
      },
      readClusterUser: who => this.#clusterUsers.nameOf(who),
      promiseKinds: this.#promiseKinds,
      permissions: this.#permissions,
      caller,
      audit,
    });
    return audit.run(
      () => work(operation),
      async (code, error) => {
        operation.ended(code);
        this.#metrics?.operationEnded(
          kind.verb,
          code,
          performance.now() - startedAt,
        );
        if (identity) {
          await this.#nameClusterUser(identity, audit, error);
        }
      },
    );
  }

  /** S6: an audit event contains the user name on the cluster in addition to the Backstage user, if the cluster has sent this name. */
  async #nameClusterUser(
    identity: PlatformIdentity,
    audit: OperationAudit,
    error: unknown,
  ): Promise<void> {
    if (audit.clusterUser !== undefined) {
      this.#clusterUsers.remember(identity, audit.clusterUser);
      return;
    }
    this.#clusterUsers.learn(identity, error);
    const name = await this.#clusterUsers.nameOf(identity);
    if (name !== undefined) {
      audit.clusterUserKnown(name);
    }
  }
}
