import type {
  AccessAnswer,
  AccessQuestion,
} from '@kratix-portal/plugin-ske-common';
import type { AccessReads } from '../reads/AccessReads';
import type { Fetched } from '../objects/types';

/** The answers to the questions of one component as an external store of React. */
export class AccessView {
  readonly questions: readonly AccessQuestion[];
  readonly #access: AccessReads;
  #version = -1;
  #snapshot: Fetched<readonly AccessAnswer[]>;

  constructor(access: AccessReads, questions: readonly AccessQuestion[]) {
    this.#access = access;
    this.questions = questions;
    this.#snapshot = { isLoading: true, refresh: this.#refresh };
  }

  readonly subscribe = (listener: () => void): (() => void) =>
    this.#access.subscribe(this.questions, listener);

  readonly getSnapshot = (): Fetched<readonly AccessAnswer[]> => {
    if (this.#version !== this.#access.version) {
      this.#version = this.#access.version;
      this.#snapshot = this.#read();
    }
    return this.#snapshot;
  };

  readonly #refresh = () => this.#access.ask(this.questions, true);

  #read(): Fetched<readonly AccessAnswer[]> {
    const states = this.questions.map(each => this.#access.get(each));
    const answers = states.flatMap(state => state?.answer ?? []);
    const isComplete = answers.length === states.length;
    const error = states.find(state => state?.error)?.error;
    const isSame =
      isComplete &&
      this.#snapshot.value?.length === answers.length &&
      answers.every((each, index) => each === this.#snapshot.value?.[index]) &&
      this.#snapshot.error === error;
    if (isSame) {
      return this.#snapshot;
    }
    const times = states.flatMap(state => state?.asOf ?? []);
    return {
      isLoading: !isComplete && !error,
      refresh: this.#refresh,
      ...(isComplete && { value: answers }),
      ...(isComplete && times.length > 0 && { asOf: Math.min(...times) }),
      ...(error && { error }),
    };
  }
}
