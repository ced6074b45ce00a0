import { readAdmitted } from './requestLocals';

describe('readAdmitted', () => {
  it('fails for a route that is not behind the admission middleware', () => {
    const res = { locals: { requestId: 'r1' } };
    expect(() => readAdmitted(res, 'credentials')).toThrow(
      'this route is not behind the admission middleware',
    );
    expect(() => readAdmitted(res, 'admission')).toThrow(
      'this route is not behind the admission middleware',
    );
  });
});
