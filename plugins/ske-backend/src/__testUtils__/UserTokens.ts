import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type JWK,
  type JWTPayload,
} from 'jose';

/**
 * Signs Backstage user tokens as Backstage's auth plugin does, so that the real `auth` and `httpAuth` services verify them.
 */
export class UserTokens {
  static async create(): Promise<UserTokens> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
    return new UserTokens(privateKey, jwk);
  }

  readonly #privateKey: CryptoKey;
  readonly #publicJwk: JWK;

  private constructor(privateKey: CryptoKey, publicJwk: JWK) {
    this.#privateKey = privateKey;
    this.#publicJwk = publicJwk;
  }

  /** A stand-in for Backstage's auth plugin that serves the public key. */
  readonly authPlugin = () => {
    const keys = [this.#publicJwk];
    return createBackendPlugin({
      pluginId: 'auth',
      register(env) {
        env.registerInit({
          deps: { httpRouter: coreServices.httpRouter },
          async init({ httpRouter }) {
            httpRouter.use((req, res, next) => {
              if (req.path === '/.well-known/jwks.json') {
                res.json({ keys });
              } else {
                next();
              }
            });
            httpRouter.addAuthPolicy({
              path: '/.well-known/jwks.json',
              allow: 'unauthenticated',
            });
          },
        });
      },
    });
  };

  /** A Backstage token of a user, with additional claims. */
  async sign(options: {
    userEntityRef: string;
    claims?: Record<string, unknown>;
    expiresAt?: Date;
    /** Adds the claim from which Backstage makes a limited token for a call on the user's behalf. */
    withIdentityProof?: boolean;
  }): Promise<string> {
    const { userEntityRef, claims } = options;
    const iat = Math.floor(Date.now() / 1000);
    const exp = options.expiresAt
      ? Math.floor(options.expiresAt.getTime() / 1000)
      : iat + 3_600;
    const limited = await this.#signed('vnd.backstage.limited-user', {
      sub: userEntityRef,
      iat,
      exp,
    });
    return this.#signed('vnd.backstage.user', {
      ent: [userEntityRef],
      ...claims,
      ...(options.withIdentityProof && { uip: limited.split('.')[2] }),
      sub: userEntityRef,
      aud: 'backstage',
      iss: 'http://localhost/api/auth',
      iat,
      exp,
    });
  }

  /** A limited token, as Backstage makes it for cookies and for calls on the user's behalf. */
  async signLimited(userEntityRef: string): Promise<string> {
    const iat = Math.floor(Date.now() / 1000);
    return this.#signed('vnd.backstage.limited-user', {
      sub: userEntityRef,
      iat,
      exp: iat + 3_600,
    });
  }

  async #signed(typ: string, claims: JWTPayload): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ typ, alg: 'ES256', kid: 'test' })
      .sign(this.#privateKey);
  }
}
