import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
const MOST_CALLERS = 10_000;

interface Window {
  endsAt: number;
  /** How many refusals of this window were not audited. */
  notAudited: number;
}

/**
 * Audits requests that are refused before an operation starts (S40): requests without valid credentials, requests of services, and requests
 * over the quota of their user.
 *
 * An anonymous client could fill the audit log with refused requests. So there is at most one event a minute for each caller and code, and the next
 * event says how many refusals were not audited. The metrics count all refusals.
 */
export class RefusalAudit {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, Window>({ max: MOST_CALLERS });

  constructor(options: {
    auditor: AuditorService;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Never fails, because the response has to contain the reason of the refusal and not a failure of the auditor.
   *
   * @param refusal - with the user if the token was verified; all requests without a verified user count as one caller
   */
  async refused(
    req: Request,
    refusal: { error: SkeError; requestId: string; userEntityRef?: string },
  ): Promise<void> {
    const { error, requestId, userEntityRef } = refusal;
    const notAudited = this.#enter(`${error.code} ${userEntityRef ?? ''}`);
    if (notAudited === undefined) {
      return;
    }
    const meta = {
      requestId,
      route: cleanText(`${req.method} ${req.path}`),
      code: error.code,
      ...(userEntityRef !== undefined && { user: userEntityRef }),
      ...(notAudited > 0 && { refusedSince: notAudited }),
    };
    try {
      await this.#write(
        meta,
        error,
        // The request is passed only if the caller is known: Backstage's auditor verifies the caller of a request again, and fails without valid credentials.
        error.code === 'no-credentials' ? undefined : req,
      );
    } catch (cause) {
      this.#logger.error(
        `The refusal of request ${requestId} could not be audited: ${
          cause instanceof Error ? cause.name : typeof cause
        }`,
      );
    }
  }

  async #write(
    meta: JsonObject,
    error: SkeError,
    request: AuditorServiceCreateEventOptions['request'],
  ): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: 'request-refusal',
      severityLevel: 'medium',
      request,
      meta,
    });
    await event.fail({ error: new Error(error.code), meta });
  }

  /** Returns how many refusals were not audited since the last event, or undefined if this refusal is not audited either. */
  #enter(caller: string): number | undefined {
    const now = this.#now();
    const last = this.#windows.get(caller);
    if (last && now < last.endsAt) {
      last.notAudited += 1;
      return undefined;
    }
    this.#windows.set(caller, { endsAt: now + WINDOW_MS, notAudited: 0 });
    return last?.notAudited ?? 0;
  }
}
