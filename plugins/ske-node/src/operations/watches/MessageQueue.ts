interface Waiting<Message> {
  message: Message;
  taken(): void;
}

/**
 * Merges the messages of several writers for one reader. It holds at most one message of each writer, because a writer waits until the reader has
 * handled its message. So the speed of the reader limits all writers, and the writers take turns.
 */
export class MessageQueue<Message> {
  #waiting: Waiting<Message>[] = [];
  #last: Message | undefined;
  #isClosed = false;
  #wake: (() => void) | undefined;

  /** Resolves when the reader has handled the message, or when the queue is closed. */
  async put(message: Message): Promise<void> {
    if (this.#isClosed) {
      return;
    }
    await new Promise<void>(taken => {
      this.#waiting.push({ message, taken });
      this.#wake?.();
    });
  }

  /** Removes all waiting messages. The reader gets `last`, if it is given, and then the end of the queue. */
  close(last?: Message): void {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    this.#last = last;
    this.#waiting.splice(0).forEach(({ taken }) => taken());
    this.#wake?.();
  }

  /** The messages in their order. Only one reader may call this. */
  async *messages(): AsyncGenerator<Message, void, undefined> {
    while (!this.#isClosed) {
      const next = this.#waiting.shift();
      if (next) {
        try {
          yield next.message;
        } finally {
          next.taken();
        }
      } else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
    }
    if (this.#last !== undefined) {
      yield this.#last;
    }
  }
}
