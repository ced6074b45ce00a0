import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { KindsRule, PlatformConfig } from '../config';
import { toKindsRule } from '../config/kindsRule';
import {
  createIdentityResolver,
  IdentityResolver,
  PlatformIdentity,
} from '../credentials';
import type { PlatformMetrics } from '../metrics';
import type { ResourcePermissions } from '../permissions';
import type { Discovery, PlatformClient } from '../platform';
import { ClusterUsers } from './ClusterUsers';
import { Operation } from './Operation';
import { PromiseKinds } from './PromiseKinds';
import { AuditMeta, audited } from './OperationAudit';
import type { OperationCaller } from './OperationCaller';

/** What an operation is, for the audit events that it leaves. */
export interface OperationKind {
  /** Such as `resource-read`. */
  eventId: string;
  severityLevel: 'low' | 'medium';
  /** What is done, in the word of the cluster's RBAC where it has one. */
  verb: string;
  /** Whether it lasts, as a watch does: its first audit event is then written when it begins. */
  isLasting?: boolean;
  /** Whether it asks the cluster itself who the caller is, which is asked beside every other operation. */
  isIdentityReview?: boolean;
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
  readonly #clusterUsers: ClusterUsers;

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
    this.#clusterUsers = new ClusterUsers({ client: options.client });
  }

  /** Runs an operation between its audit events (S40). */
  async run<T>(
    kind: OperationKind,
    caller: OperationCaller,
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
    let identity: PlatformIdentity | undefined;
    const operation = new Operation({
      client: this.client,
      discovery: this.#discovery,
      resolveIdentity: async who => {
        identity = await this.#resolveIdentity(who);
        if (!kind.isIdentityReview) {
          this.#clusterUsers.ask(identity);
        }
        return identity;
      },
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
      onEnd: async (code, error) => {
        operation.ended(code);
        this.#metrics?.operationEnded(
          kind.verb,
          code,
          performance.now() - begunAt,
        );
        if (identity) {
          await this.#nameClusterUser(identity, meta, error);
        }
      },
    });
  }

  /** S6: beside the Backstage user, the one whom the cluster knows, if it has told us. */
  async #nameClusterUser(
    identity: PlatformIdentity,
    meta: AuditMeta,
    error: unknown,
  ): Promise<void> {
    if (typeof meta.clusterUser === 'string') {
      this.#clusterUsers.remember(identity, meta.clusterUser);
      return;
    }
    this.#clusterUsers.learn(identity, error);
    const name = await this.#clusterUsers.nameOf(identity);
    if (name !== undefined) {
      meta.clusterUser = name;
    }
  }
}
