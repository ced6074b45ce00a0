import { randomUUID } from 'node:crypto';
import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { tokenMissing } from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { Sessions } from './Sessions';
import { platformTokenOf } from './SessionTokens';

/** A ticket is used at once, by the request that the browser sends next. */
const VALID_MS = 60_000;
/** Marks a ticket among the tokens that Backstage's Kubernetes plugin gets. */
export const TICKET_PREFIX = 'ske-ticket.';

const contentSchema = z.object({
  userRef: z.string(),
  providerId: z.string(),
  expiresAt: z.number(),
});

/**
 * Tickets with which Backstage's Kubernetes plugin gets the token of a user (S5).
 *
 * The extension point of that plugin tells a strategy the cluster and what the browser sent, and not the user. So the browser sends a ticket: an encrypted
 * text that names the user and the provider, and that ends after a minute. Only the Kubernetes plugin can redeem it. Backstage's proxy forwards the header
 * with the ticket to the API server, where it is worth nothing; a Backstage token there would be.
 */
export class ClusterTickets {
  readonly #sessions: Sessions;
  readonly #keys: SessionKeys;

  constructor(options: { sessions: Sessions; keys: SessionKeys }) {
    this.#sessions = options.sessions;
    this.#keys = options.keys;
  }

  /** @throws SkeError, 401 `no-credentials` or `session-ended`, or 503 `idp-unavailable`, if the user has no live session with the provider */
  async create(owner: {
    userRef: string;
    providerId: string;
  }): Promise<{ ticket: string; expiresInMs: number }> {
    await this.#sessions.openNewest(owner);
    const id = randomUUID();
    const expiresAt = Date.now() + VALID_MS;
    const text = JSON.stringify({ ...owner, expiresAt });
    const ticket = `${TICKET_PREFIX}${id}.${this.#keys.sealTicket(text, id)}`;
    return { ticket, expiresInMs: VALID_MS };
  }

  /**
   * Returns the token of the user of a ticket, for a cluster of this provider.
   *
   * @throws SkeError, 401 `session-ended`, if the ticket is forged, expired or of another provider, or if the session has ended; 503 `idp-unavailable`
   */
  async redeem(options: {
    ticket: string;
    providerId: string;
    tokenKind?: TokenKind;
  }): Promise<{ accessToken: string; userRef: string; sessionId: string }> {
    const { ticket, providerId } = options;
    const content = this.#open(ticket);
    if (content?.providerId !== providerId || Date.now() >= content.expiresAt) {
      throw ticketEnded();
    }
    const { userRef } = content;
    const session = await this.#sessions.openNewest({ userRef, providerId });
    const kind = options.tokenKind ?? session.tokenKind;
    const accessToken = platformTokenOf(session.tokens, kind);
    if (accessToken === undefined) {
      throw tokenMissing(providerId, kind);
    }
    return { accessToken, userRef, sessionId: session.sessionId };
  }

  #open(ticket: string): z.infer<typeof contentSchema> | undefined {
    if (!ticket.startsWith(TICKET_PREFIX)) {
      return undefined;
    }
    const [id, ...sealed] = ticket.slice(TICKET_PREFIX.length).split('.');
    const text = this.#keys.openTicket(sealed.join('.'), id);
    return text === undefined
      ? undefined
      : contentSchema.parse(JSON.parse(text));
  }
}

function ticketEnded(): SkeError {
  return new SkeError({
    code: 'session-ended',
    message:
      'The ticket with which the browser asked for data of this cluster is not valid, or older than a minute.',
    hint: 'Reload the page. If that does not help, ske.auth.session.keys must be the same on all replicas of the auth backend.',
  });
}
