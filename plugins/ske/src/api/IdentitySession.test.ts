import { IdentitySession } from './IdentitySession';

function setUp() {
  jest.useFakeTimers();
  const answers: {
    succeed: (token: string) => void;
    fail: (error: Error) => void;
  }[] = [];
  const session = new IdentitySession({
    getCredentials: () =>
      new Promise((resolve, reject) => {
        answers.push({ succeed: token => resolve({ token }), fail: reject });
      }),
  });
  return { session, answers };
}

describe('IdentitySession', () => {
  afterEach(() => jest.useRealTimers());

  it('returns the token of the identity API', async () => {
    const { session, answers } = setUp();
    const token = session.getToken();
    answers[0].succeed('token');

    expect(await token).toBe('token');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('counts as signed out while a dialog is open, and calls back when the user has answered', async () => {
    const { session, answers } = setUp();
    const onSignIn = jest.fn();
    session.onSignIn(onSignIn);
    const token = session.getToken();
    const another = session.getToken();
    jest.advanceTimersByTime(10_000);
    expect(await token).toBeUndefined();
    expect(await another).toBeUndefined();
    expect(answers).toHaveLength(1);
    expect(onSignIn).not.toHaveBeenCalled();

    answers[0].succeed('token');
    await Promise.resolve();
    await Promise.resolve();
    expect(onSignIn).toHaveBeenCalledTimes(1);
  });

  it('counts as signed out when the user closes the dialog', async () => {
    const { session, answers } = setUp();
    const token = session.getToken();
    const error = new Error('Login failed, rejected by user');
    error.name = 'RejectedError';
    answers[0].fail(error);

    expect(await token).toBeUndefined();
  });

  it('fails when the identity API cannot be reached', async () => {
    const { session, answers } = setUp();
    const token = session.getToken();
    answers[0].fail(new TypeError('Failed to fetch'));

    await expect(token).rejects.toThrow('Failed to fetch');
  });
});
