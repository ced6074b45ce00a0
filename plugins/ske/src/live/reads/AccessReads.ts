import type {
  AccessAnswer,
  AccessQuestion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { SkeApi } from '../../api';
import type { LiveStore } from '../store/LiveStore';
import { PlannedCall } from '../store/PlannedCall';
import { toSkeError } from '../store/readFailure';

const BATCH_SIZE = 50;
const KEEP_MS = 60_000;
const FAILURE_RETRY_MS = 30_000;
/** After a rejected token. A fresh token may solve the problem. */
const TOKEN_RETRY_MS = 5_000;
/** After a refusal. A permission may be granted while the page says that it is missing. A permission that was removed is noticed when it is used. */
const DENIED_MS = 60_000;
/** After a kind that the cluster does not serve. Kratix writes the status of a Promise several times while it installs the kind. */
const NOT_SERVED_MS = 5_000;

/** The answer to one question, or why there is no answer. */
export interface AccessState {
  answer?: AccessAnswer;
  /** When the answer was read. */
  asOf?: number;
  error?: SkeError;
}

interface Entry extends AccessState {
  question: AccessQuestion;
  isAsked: boolean;
  /** Whether the Promise of the kind has changed, so that the kind may exist now. */
  isPressing?: boolean;
}

/** Collects the questions of all components into calls of 50, and keeps the answers for a minute. Errors are not kept. */
export class AccessReads {
  readonly #store: LiveStore;
  readonly #api: Pick<SkeApi, 'checkAccess'>;
  readonly #entries = new Map<string, Entry>();
  /** The questions of the components that are mounted. */
  readonly #asked = new Map<() => void, readonly AccessQuestion[]>();
  #version = 0;
  /** Asks again about what is denied. */
  readonly #again: PlannedCall;
  #cancelSending: (() => void) | undefined;
  #cancelRetry: () => void = () => {};
  #stopListening: () => void = () => {};

  constructor(options: { store: LiveStore; api: Pick<SkeApi, 'checkAccess'> }) {
    this.#store = options.store;
    this.#api = options.api;
    this.#again = new PlannedCall(options.store.environment, () =>
      this.#askDenied(),
    );
  }

  /** Changes with every answer. */
  get version(): number {
    return this.#version;
  }

  get(question: AccessQuestion): AccessState | undefined {
    return this.#entries.get(keyOfQuestion(question));
  }

  subscribe(
    questions: readonly AccessQuestion[],
    listener: () => void,
  ): () => void {
    if (this.#asked.size === 0) {
      this.#stopListening = this.#store.onResume(() => this.#askAgain());
    }
    // A listener of its own, because React may subscribe one function twice.
    const notify = () => listener();
    this.#asked.set(notify, questions);
    this.ask(questions);
    this.#planAgain();
    return () => {
      this.#asked.delete(notify);
      if (this.#asked.size === 0) {
        this.#stopListening();
        this.#cancelRetry();
        this.#again.cancel();
      }
    };
  }

  /** Asks the questions without an answer, or with `isForced` all questions. */
  ask(questions: readonly AccessQuestion[], isForced = false): void {
    for (const question of questions) {
      const key = keyOfQuestion(question);
      const known = this.#entries.get(key);
      if (!known) {
        this.#entries.set(key, { question, isAsked: false });
      } else if (!known.isAsked && (isForced || !this.#isFresh(known))) {
        this.#entries.set(key, { ...known, asOf: undefined });
      }
    }
    this.#cancelSending ??= this.#store.environment.after(0, () => {
      this.#cancelSending = undefined;
      this.#sendBatches();
    });
  }

  /** Asks again soon about kinds that the cluster did not serve, because their Promise has changed. */
  press(questions: readonly AccessQuestion[]): void {
    for (const question of questions) {
      const entry = this.#entries.get(keyOfQuestion(question));
      if (entry?.answer?.code === 'kind-not-served') {
        entry.isPressing = true;
      }
    }
    this.#planAgain();
  }

  #askDenied(): void {
    const now = this.#store.environment.now();
    this.ask(
      this.#inUse()
        .filter(entry => dueAt(entry) <= now)
        .map(({ question }) => question),
      true,
    );
    this.#planAgain();
  }

  #planAgain(): void {
    const next = Math.min(...this.#inUse().map(dueAt));
    if (next !== Infinity) {
      this.#again.in(Math.max(0, next - this.#store.environment.now()));
    }
  }

  #inUse(): Entry[] {
    const keys = new Set(
      [...this.#asked.values()].flatMap(questions =>
        questions.map(keyOfQuestion),
      ),
    );
    return [...keys].flatMap(key => this.#entries.get(key) ?? []);
  }

  #askAgain(): void {
    [...this.#asked.values()].forEach(questions => this.ask(questions));
  }

  #isFresh({ asOf }: Entry): boolean {
    return asOf !== undefined && asOf > this.#store.environment.now() - KEEP_MS;
  }

  #sendBatches(): void {
    this.#forgetOld();
    const waiting = [...this.#entries.values()].filter(
      ({ asOf, isAsked }) => asOf === undefined && !isAsked,
    );
    const { isSignedOut, connection, mayRead } = this.#store;
    if (isSignedOut && connection.error) {
      this.#setErrors(waiting, connection.error);
    } else if (mayRead) {
      for (let start = 0; start < waiting.length; start += BATCH_SIZE) {
        this.#send(waiting.slice(start, start + BATCH_SIZE));
      }
    }
  }

  /** Removes the answers that no mounted component needs and that would be asked again anyway. */
  #forgetOld(): void {
    const inUse = new Set(
      [...this.#asked.values()].flatMap(questions =>
        questions.map(keyOfQuestion),
      ),
    );
    for (const [key, entry] of this.#entries) {
      if (!inUse.has(key) && !entry.isAsked && !this.#isFresh(entry)) {
        this.#entries.delete(key);
      }
    }
  }

  async #send(batch: readonly Entry[]): Promise<void> {
    for (const entry of batch) {
      this.#entries.set(keyOfQuestion(entry.question), {
        ...entry,
        isAsked: true,
      });
    }
    const { rejections } = this.#store;
    const attempt = rejections.begin();
    try {
      const { answers } = await this.#api.checkAccess(
        batch.map(({ question }) => question),
      );
      rejections.accept(attempt);
      const asOf = this.#store.environment.now();
      batch.forEach(({ question }, index) =>
        this.#entries.set(keyOfQuestion(question), {
          question,
          isAsked: false,
          answer: keepEqual(this.get(question)?.answer, answers[index]),
          asOf,
        }),
      );
      this.#notify();
      this.#planAgain();
    } catch (thrown) {
      this.#fail(batch, toSkeError(thrown), attempt);
    }
  }

  #fail(batch: readonly Entry[], error: SkeError, attempt: number): void {
    this.#setErrors(batch, error);
    const kind = this.#store.noteFailure(error, attempt);
    if (kind === 'signed-out') {
      return;
    }
    const delay = kind === 'token' ? TOKEN_RETRY_MS : FAILURE_RETRY_MS;
    const asked = (error.retryAfterSeconds ?? 0) * 1_000;
    this.#cancelRetry();
    this.#cancelRetry = this.#store.environment.after(
      Math.max(delay, asked),
      () => this.#askAgain(),
    );
  }

  #setErrors(batch: readonly Entry[], error: SkeError): void {
    for (const { question, answer } of batch) {
      this.#entries.set(keyOfQuestion(question), {
        question,
        answer,
        isAsked: false,
        error,
      });
    }
    this.#notify();
  }

  #notify(): void {
    this.#version++;
    [...this.#asked.keys()].forEach(listener => listener());
  }
}

/** When a question is asked again. If the answer was yes, the question is not asked again. */
function dueAt({ answer, asOf, isPressing }: Entry): number {
  return answer?.allowed !== false || asOf === undefined
    ? Infinity
    : asOf + (isPressing ? NOT_SERVED_MS : DENIED_MS);
}

/** An answer that is the same as before causes no rendering. */
function keepEqual(
  before: AccessAnswer | undefined,
  answer: AccessAnswer,
): AccessAnswer {
  return before &&
    before.allowed === answer.allowed &&
    before.code === answer.code &&
    before.reason === answer.reason
    ? before
    : answer;
}

/** A text that is the same for two equal questions. */
export function keyOfQuestion(question: AccessQuestion): string {
  const { verb, apiVersion, kind, subresource, namespace, name } = question;
  return JSON.stringify([verb, apiVersion, kind, subresource, namespace, name]);
}
