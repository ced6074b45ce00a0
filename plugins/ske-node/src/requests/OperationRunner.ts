import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { KindsRule, PlatformConfig } from '../config';
import { toKindsRule } from '../config/kindsRule';
import { createIdentityResolver, IdentityResolver } from '../credentials';
import type { PlatformMetrics } from '../metrics';
import type { ResourcePermissions } from '../permissions';
import type { Discovery, PlatformClient } from '../platform';
import { ClusterUsers } from './ClusterUsers';
import { Operation } from './Operation';
import { PromiseKinds } from './PromiseKinds';
import { AuditMeta, audited } from './RequestAudit';
import type { RequestCaller } from './RequestCaller';

/** What an operation is, for the audit events that it leaves. */
export interface OperationKind {
  /** Such as `resource-read`. */
  eventId: string;
  severityLevel: 'low' | 'medium';
  /** What is done, in the word of the cluster's RBAC where it has one. */
  verb: string;
  /** Whether it lasts, as a watch does: its first audit event is then written when it begins. */
  isLasting?: boolean;
  /** What the call itself said of its object; cleaned. */
  about?: JsonObject;
}

/**
 * What every operation on the platform cluster begins and ends with, whichever service it belongs to. One for a cluster.
 */
export class OperationRunner {
  readonly client: PlatformClient;
  readonly identityMode: 'user' | 'service';
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  readonly #promiseKinds: PromiseKinds | undefined;
  readonly #permissions: ResourcePermissions;
  readonly #auditor: AuditorService;
  readonly #metrics: PlatformMetrics | undefined;
  readonly #clusterUsers = new ClusterUsers();

  constructor(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
    metrics?: PlatformMetrics;
    kinds?: KindsRule;
  }) {
    this.client = options.client;
    this.identityMode = options.platform.identity.mode;
    this.#discovery = options.client.discovery;
    this.#resolveIdentity = createIdentityResolver(options.platform);
    this.#promiseKinds =
      toKindsRule(options.platform, options.kinds) === 'promises'
        ? new PromiseKinds({ client: options.client })
        : undefined;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
    this.#metrics = options.metrics;
  }

  /** Runs an operation between its audit events (S40). */
  async run<T>(
    kind: OperationKind,
    caller: RequestCaller,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> {
    const begunAt = performance.now();
    const meta: AuditMeta = {
      requestId: caller.requestId,
      user: caller.credentials.principal.userEntityRef,
      cluster: this.client.cluster,
      identity: this.identityMode,
      verb: kind.verb,
      ...(caller.taskId !== undefined && { taskId: caller.taskId }),
      ...kind.about,
    };
    const operation = new Operation({
      client: this.client,
      discovery: this.#discovery,
      resolveIdentity: this.#resolveIdentity,
      promiseKinds: this.#promiseKinds,
      permissions: this.#permissions,
      caller,
      meta,
    });
    return audited({
      auditor: this.#auditor,
      request: caller.request,
      eventId: kind.eventId,
      severityLevel: kind.severityLevel,
      isLasting: kind.isLasting,
      meta,
      signal: caller.signal,
      run: () => work(operation),
      onEnd: (code, error) => {
        this.#nameClusterUser(operation, error);
        this.#metrics?.operationEnded(
          kind.verb,
          code,
          performance.now() - begunAt,
        );
      },
    });
  }

  /** S6: beside the Backstage user, the one whom the cluster knows, as soon as it has told us. */
  #nameClusterUser({ meta, knownIdentity }: Operation, error: unknown): void {
    if (!knownIdentity) {
      return;
    }
    if (typeof meta.clusterUser === 'string') {
      this.#clusterUsers.remember(knownIdentity, meta.clusterUser);
      return;
    }
    this.#clusterUsers.learn(knownIdentity, error);
    const name = this.#clusterUsers.nameOf(knownIdentity);
    if (name !== undefined) {
      meta.clusterUser = name;
    }
  }
}
