import { MessageQueue } from './MessageQueue';

describe('MessageQueue', () => {
  it('resolves put() when the reader has handled the message, and alternates between writers', async () => {
    const queue = new MessageQueue<string>();
    const done: string[] = [];
    const write = async (writer: string) => {
      for (let index = 0; index < 3; index += 1) {
        await queue.put(`${writer}${index}`);
        done.push(`${writer}${index}`);
      }
    };
    const written = [write('a'), write('b')];
    const read: string[] = [];
    for await (const message of queue.messages()) {
      expect(done).not.toContain(message);
      read.push(message);
      if (read.length === 6) {
        break;
      }
    }
    await Promise.all(written);
    // The writers take turns.
    expect(read).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  });

  it('waits for the next message', async () => {
    const queue = new MessageQueue<string>();
    const messages = queue.messages();
    const next = messages.next();
    const put = queue.put('a');
    expect((await next).value).toBe('a');
    const last = messages.next();
    await put;
    queue.close('end');
    expect((await last).value).toBe('end');
    expect((await messages.next()).done).toBe(true);
  });

  it('drops the waiting messages when it is closed, and lets their writers continue', async () => {
    const queue = new MessageQueue<string>();
    const puts = ['a', 'b'].map(message => queue.put(message));
    queue.close('end');
    queue.close('another end');
    await Promise.all(puts);
    await queue.put('c');
    const read: string[] = [];
    for await (const message of queue.messages()) {
      read.push(message);
    }
    expect(read).toEqual(['end']);
  });

  it('can be closed without a last message', async () => {
    const queue = new MessageQueue<string>();
    const next = queue.messages().next();
    queue.close();
    expect((await next).done).toBe(true);
  });
});
