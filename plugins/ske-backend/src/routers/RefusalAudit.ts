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
  /** Refusals within it that left no event. */
  leftOut: number;
}

/**
 * Audits whom the door turns away (S40): who sends nothing that says who they are, what is no person, who asks too often.
 *
 * Anybody who reaches the portal can be turned away as often as they like, and this log must not be what they fill: of one caller and one
 * reason it has one event in a minute, and the next one says how many there were in between. The metrics count them all.
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
   * Never fails: the caller is to hear why it was turned away, not that this could not be written down.
   *
   * @param userEntityRef - whom the door knows; all whom it does not are one caller
   */
  async refused(
    req: Request,
    refusal: { error: SkeError; requestId: string; userEntityRef?: string },
  ): Promise<void> {
    const { error, requestId, userEntityRef } = refusal;
    const leftOut = this.#enter(`${error.code} ${userEntityRef ?? ''}`);
    if (leftOut === undefined) {
      return;
    }
    const meta = {
      requestId,
      route: cleanText(`${req.method} ${req.path}`),
      code: error.code,
      ...(userEntityRef !== undefined && { user: userEntityRef }),
      ...(leftOut > 0 && { refusedSince: leftOut }),
    };
    try {
      await this.#write(
        meta,
        error,
        // The auditor of Backstage verifies the caller itself, and has no event for one whom it takes for nobody.
        error.code === 'no-credentials' ? undefined : req,
      );
    } catch (cause) {
      this.#logger.error(
        `Refused request ${requestId} could not be audited: ${
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

  /** How many were left out since the last event; undefined: so is this one. */
  #enter(caller: string): number | undefined {
    const now = this.#now();
    const last = this.#windows.get(caller);
    if (last && now < last.endsAt) {
      last.leftOut += 1;
      return undefined;
    }
    this.#windows.set(caller, { endsAt: now + WINDOW_MS, leftOut: 0 });
    return last?.leftOut ?? 0;
  }
}
