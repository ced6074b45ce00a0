import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/**
 * Signs Backstage user tokens as Backstage's auth plugin does, so that the real `auth` and `httpAuth` services verify them.
 */
export class UserTokens {
  static async create(): Promise<UserTokens> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
    return new UserTokens(privateKey, jwk);
  }

  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly publicJwk: JWK,
  ) {}

  /** Stands where Backstage's auth plugin does, and serves the keys. */
  readonly authPlugin = () => {
    const keys = [this.publicJwk];
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

  /** A Backstage token of a user, with these claims beside its own. */
  async sign(options: {
    userEntityRef: string;
    claims?: Record<string, unknown>;
    expiresAt?: Date;
  }): Promise<string> {
    const { userEntityRef, claims, expiresAt } = options;
    return new SignJWT({ ent: [userEntityRef], ...claims })
      .setProtectedHeader({
        typ: 'vnd.backstage.user',
        alg: 'ES256',
        kid: 'test',
      })
      .setSubject(userEntityRef)
      .setAudience('backstage')
      .setIssuer('http://localhost/api/auth')
      .setIssuedAt()
      .setExpirationTime(expiresAt ?? '1h')
      .sign(this.privateKey);
  }
}
