import type {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { SkeApi } from '../../api';
import type { LiveStore } from '../store/LiveStore';
import { kindOfFailure, toSkeError } from '../store/readFailure';

const BATCH_SIZE = 50;
const KEEP_MS = 60_000;

/** The answer to one question, or why there is none. */
export interface AccessState {
  answer?: AccessAnswer;
  /** When the answer was read. */
  asOf?: number;
  error?: SkeError;
}

interface Entry extends AccessState {
  question: AccessQuestion;
  isAsked: boolean;
}

/** Collects the questions of all components into calls of 50, and keeps the answers for a minute. Errors are not kept. */
export class AccessReads {
  readonly #store: LiveStore;
  readonly #api: Pick<SkeApi, 'checkAccess'>;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #isPlanned = false;
  #version = 0;

  constructor(options: { store: LiveStore; api: Pick<SkeApi, 'checkAccess'> }) {
    this.#store = options.store;
    this.#api = options.api;
  }

  /** Changes with every answer. */
  get version(): number {
    return this.#version;
  }

  get(question: AccessQuestion): AccessState | undefined {
    return this.#entries.get(keyOf(question));
  }

  subscribe(
    questions: readonly AccessQuestion[],
    listener: () => void,
  ): () => void {
    this.#listeners.add(listener);
    this.ask(questions);
    const stop = this.#store.onResume(() => this.ask(questions));
    return () => {
      stop();
      this.#listeners.delete(listener);
    };
  }

  /** Asks what is not known, or with `isForced` everything. */
  ask(questions: readonly AccessQuestion[], isForced = false): void {
    const oldest = this.#store.environment.now() - KEEP_MS;
    for (const question of questions) {
      const key = keyOf(question);
      const known = this.#entries.get(key);
      const isFresh = known?.asOf !== undefined && known.asOf > oldest;
      if (!known) {
        this.#entries.set(key, { question, isAsked: false });
      } else if (!known.isAsked && (isForced || !isFresh)) {
        this.#entries.set(key, { ...known, asOf: undefined });
      }
    }
    this.#plan();
  }

  #plan(): void {
    if (!this.#isPlanned) {
      this.#isPlanned = true;
      this.#store.environment.after(0, () => {
        this.#isPlanned = false;
        this.#sendBatches();
      });
    }
  }

  #sendBatches(): void {
    if (!this.#store.mayRead) {
      return;
    }
    const waiting = [...this.#entries].filter(
      ([, { asOf, isAsked }]) => asOf === undefined && !isAsked,
    );
    for (let start = 0; start < waiting.length; start += BATCH_SIZE) {
      this.#send(waiting.slice(start, start + BATCH_SIZE));
    }
  }

  async #send(batch: [string, Entry][]): Promise<void> {
    for (const [key, entry] of batch) {
      this.#entries.set(key, { ...entry, isAsked: true });
    }
    try {
      const { answers } = await this.#api.checkAccess(
        batch.map(([, { question }]) => question),
      );
      const asOf = this.#store.environment.now();
      batch.forEach(([key, { question }], index) =>
        this.#entries.set(key, {
          question,
          isAsked: false,
          answer: answers[index],
          asOf,
        }),
      );
    } catch (thrown) {
      const error = toSkeError(thrown);
      for (const [key, { question, answer }] of batch) {
        this.#entries.set(key, { question, answer, isAsked: false, error });
      }
      if (kindOfFailure(error) === 'signed-out') {
        this.#store.reportSignedOut(error);
      }
    }
    this.#version++;
    [...this.#listeners].forEach(listener => listener());
  }
}

/** A text that two questions share when they ask the same. */
export function keyOf(question: AccessQuestion): string {
  const { verb, apiVersion, kind, subresource, namespace, name } = question;
  return JSON.stringify([verb, apiVersion, kind, subresource, namespace, name]);
}
