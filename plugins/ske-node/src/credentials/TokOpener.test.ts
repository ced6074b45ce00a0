import { randomBytes } from 'node:crypto';
import { CompactEncrypt, UnsecuredJWT } from 'jose';
import { deriveTokKey, type TokKey } from '../config';
import { openSealedTok } from './TokOpener';

const jane = 'user:default/jane';
const key = deriveTokKey({ id: 'one', secret: randomBytes(32) });

async function seal(
  content: object,
  { id, secret }: TokKey = key,
  typ = 'ske-tok+jwe',
): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, typ })
    .encrypt(secret);
}

const open = (tok: unknown, keys = [key]) =>
  openSealedTok({
    backstageToken: new UnsecuredJWT({ sub: jane, tok }).encode(),
    userEntityRef: jane,
    keys,
  });

describe('openSealedTok', () => {
  it('decrypts a tok with any of the keys', async () => {
    const newKey = deriveTokKey({ id: 'two', secret: randomBytes(32) });
    const tok = await seal({ sub: jane, tok: 'the-access-token' });

    expect(await open(tok, [newKey, key])).toBe('the-access-token');
  });

  it.each([
    ['a JWT', `e30.${Buffer.from('{}').toString('base64url')}.c2ln`],
    ['an opaque token', 'opaque-token'],
    ['absent', undefined],
    ['not a string', 7],
  ])('does not change a tok that is %s', async (_, tok) => {
    expect(await open(tok)).toBeUndefined();
  });

  it('does not change an encrypted token of a provider', async () => {
    expect(
      await open(await seal({ sub: jane }, key, 'at+jwt')),
    ).toBeUndefined();
  });

  it('S7: rejects the tok of another user', async () => {
    const tok = await seal({ sub: 'user:default/bob', tok: 'of-bob' });

    await expect(open(tok)).rejects.toMatchObject({ code: 'no-credentials' });
  });

  it('rejects a tok that no key can decrypt, and a tok that was changed', async () => {
    const tok = await seal({ sub: jane, tok: 'the-access-token' });
    const otherKey = deriveTokKey({ id: 'one', secret: randomBytes(32) });
    const changed = tok.replace(/\.[^.]+$/, '.AAAAAAAAAAAAAAAAAAAAAA');

    for (const attempt of [
      () => open(tok, []),
      () => open(tok, [otherKey]),
      () => open(changed),
    ]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'no-credentials',
        message: expect.not.stringContaining('the-access-token'),
      });
    }
  });
});
