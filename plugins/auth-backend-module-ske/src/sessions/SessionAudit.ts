import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request } from 'express';
import { InvalidLogoutTokenError } from './LogoutTokens';
import { RefusalWindows } from './RefusalWindows';
import type { SessionEndReason } from './sessionErrors';
import type { SessionListener } from './Sessions';

type Severity = 'low' | 'medium' | 'high';

/** Reasons that may be an attack: the row was changed, or the provider returned tokens of another user. */
const SUSPICIOUS: ReadonlySet<SessionEndReason | undefined> = new Set([
  'unreadable',
  'other-owner',
] as const);

/** One call of a route of the sessions. */
interface AuditedCall {
  eventId: string;
  /** The severity of a call that succeeds, or that fails for another reason than a refusal. */
  severityLevel: Severity;
  request: Request;
  /** The caller, whose refusals are written at most once a minute. Without it, all refusals are written. */
  caller?: string;
  meta: JsonObject;
}

/** The audit events of sessions, token releases and grants (S40). */
export class SessionAudit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #refusals = new RefusalWindows();

  constructor(options: { auditor: AuditorService; logger: LoggerService }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** Writes the start, a refresh or the end of a session. If the event cannot be written, the session still continues. */
  readonly sessionChanged: SessionListener = ({ type, ...session }) => {
    const { userRef, providerId, sessionId, reason } = session;
    this.#auditor
      .createEvent({
        eventId: `ske-session-${type}`,
        severityLevel: severityOf(type, reason),
        meta: {
          user: userRef,
          provider: providerId,
          session: sessionId,
          ...(reason && { reason }),
        },
      })
      .then(event => event.success())
      .catch(() => this.#logger.error('An audit event could not be written.'));
  };

  /**
   * Runs a call and writes its events when it ends, because a refusal raises their severity. If an event cannot be written, the result of the call is not returned.
   *
   * @param work - may add its findings to `meta`
   */
  async call<T>(
    call: AuditedCall,
    work: (meta: JsonObject) => Promise<T>,
  ): Promise<T> {
    const { eventId, request, severityLevel, caller } = call;
    const meta = { ...call.meta };
    let result: T;
    try {
      result = await work(meta);
    } catch (error) {
      const isRefused = isRefusal(error);
      const window =
        isRefused && caller !== undefined
          ? this.#refusals.enter(`${eventId} ${codeOf(error)} ${caller}`)
          : { refusedSince: 0 };
      if (window) {
        const event = await this.#auditor.createEvent({
          eventId,
          severityLevel: isRefused ? 'medium' : severityLevel,
          request,
          meta,
        });
        await event.fail({
          error: error as Error,
          meta: {
            ...meta,
            code: codeOf(error),
            ...(window.refusedSince > 0 && window),
          },
        });
      }
      throw error;
    }
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel,
      request,
      meta,
    });
    await event.success({ meta: { ...meta, code: 'ok' } });
    return result;
  }
}

function severityOf(
  type: 'start' | 'refresh' | 'end',
  reason: SessionEndReason | undefined,
): Severity {
  if (SUSPICIOUS.has(reason)) {
    return 'high';
  }
  return type === 'refresh' ? 'low' : 'medium';
}

function isRefusal(error: unknown): boolean {
  return SkeError.is(error)
    ? error.status === 401 || error.status === 403
    : error instanceof InvalidLogoutTokenError ||
        (error instanceof Error && error.name === 'NotAllowedError');
}

function codeOf(error: unknown): string {
  if (SkeError.is(error)) {
    return error.code;
  }
  if (error instanceof InvalidLogoutTokenError) {
    return 'invalid-input';
  }
  return isRefusal(error) ? 'forbidden' : 'internal';
}
