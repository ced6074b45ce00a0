import { Teardown } from './Teardown';

describe('Teardown', () => {
  it('runs the steps in reverse order, once', async () => {
    const ran: string[] = [];
    const teardown = new Teardown();
    teardown.push(() => void ran.push('etcd'));
    teardown.push(async () => void ran.push('kube-apiserver'));

    await Promise.all([teardown.run(), teardown.run()]);
    await teardown.run();

    expect(ran).toEqual(['kube-apiserver', 'etcd']);
  });

  it('runs the other steps when one fails, and throws its error', async () => {
    const ran: string[] = [];
    const teardown = new Teardown();
    teardown.push(() => void ran.push('etcd'));
    teardown.push(() => {
      throw new Error('the API server is stuck');
    });

    await expect(teardown.run()).rejects.toThrow('the API server is stuck');
    expect(ran).toEqual(['etcd']);
  });
});
