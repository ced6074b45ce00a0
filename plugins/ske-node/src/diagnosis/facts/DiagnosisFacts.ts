import type {
  ConnectResult,
  DiagnosisProbes,
  FetchResult,
  ReviewResult,
  TokenResult,
} from './DiagnosisProbes';
import type {
  AuthMode,
  ImpersonationConfig,
  TokenExchangeConfig,
} from '../../config';
import type {
  ApiServerExpectations,
  ExpectedIssuer,
} from '../settings/ApiServerExpectations';
import { expectationsOfImpersonation } from '../settings/expectationsOfImpersonation';
import type { DiagnosisSettings } from '../settings/readDiagnosisSettings';
import { type TokenView, viewToken } from './TokenView';
import type { Problem } from './Finding';

/** The input of the checks: the settings, and the results of the probes. Each probe runs at most once, when a check first needs its result. */
export class DiagnosisFacts {
  readonly settings: DiagnosisSettings;
  readonly probes: DiagnosisProbes;
  /** A warning of the check of the groups. The check of the permissions fails with this warning when the user has no rights. */
  groupsProblem: Problem | undefined;
  readonly #known = new Map<string, Promise<unknown>>();

  constructor(options: {
    settings: DiagnosisSettings;
    probes: DiagnosisProbes;
  }) {
    this.settings = options.settings;
    this.probes = options.probes;
  }

  async connection(): Promise<ConnectResult> {
    return this.#once('connection', () => this.probes.connect());
  }

  async discovery(): Promise<FetchResult> {
    const url = this.settings.provider?.metadataUrl;
    return this.#once('discovery', async () =>
      url === undefined ? {} : this.probes.fetchJson(url),
    );
  }

  /** A field of the discovery document, if it is a string. */
  async metadata(field: string): Promise<string | undefined> {
    const { body } = await this.discovery();
    const value =
      typeof body === 'object' && body !== null
        ? Object.entries(body).find(([name]) => name === field)?.[1]
        : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  async keys(): Promise<FetchResult> {
    const url = await this.metadata('jwks_uri');
    return this.#once('keys', async () =>
      url === undefined ? {} : this.probes.fetchJson(url),
    );
  }

  async token(): Promise<TokenResult> {
    return this.#once('token', () => this.probes.token());
  }

  /** The part of the token that can be read. Undefined if there is no token. */
  async view(): Promise<TokenView | undefined> {
    const token = await this.token();
    return typeof token === 'object' && 'text' in token
      ? viewToken(token.text)
      : undefined;
  }

  async review(): Promise<ReviewResult> {
    return this.#once('review', () => this.probes.review());
  }

  /** Whether the API server accepts the token. False if the API server could not be asked. */
  async isAccepted(): Promise<boolean> {
    return (
      (await this.view()) !== undefined && 'username' in (await this.review())
    );
  }

  /** Whether the API server rejects the token. */
  async isRejected(): Promise<boolean> {
    const review = await this.review();
    return 'problem' in review && review.problem === 'identity-rejected';
  }

  /** The tokens that are accepted: by the API server according to its configuration, or by the portal itself if an account acts for users. */
  async expectations(): Promise<ApiServerExpectations | undefined> {
    const { impersonation } = this;
    if (!impersonation) {
      return this.settings.expectations;
    }
    const issuer = await this.metadata('issuer');
    return issuer === undefined
      ? undefined
      : expectationsOfImpersonation(impersonation, issuer);
  }

  /** The expectations about the issuer of the token. */
  async expectedIssuer(): Promise<ExpectedIssuer | undefined> {
    const view = await this.view();
    const iss = view?.form === 'jwt' ? view.claims.iss : undefined;
    return (await this.expectations())?.issuers.find(({ url }) => url === iss);
  }

  /** Where the token of the user comes from. */
  get authMode(): AuthMode {
    const identity = this.settings.platform?.identity;
    return (identity?.mode === 'user' && identity.authMode) || 'tok';
  }

  /** The claim that must be the name of the user of the portal. */
  get userNameClaim(): string | undefined {
    const identity = this.settings.platform?.identity;
    return identity?.mode === 'user' ? identity.userNameClaim : undefined;
  }

  get tokenExchange(): TokenExchangeConfig | undefined {
    const identity = this.settings.platform?.identity;
    return identity?.mode === 'user' ? identity.tokenExchange : undefined;
  }

  get impersonation(): ImpersonationConfig | undefined {
    const identity = this.settings.platform?.identity;
    return identity?.mode === 'user' ? identity.impersonation : undefined;
  }

  #once<T>(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) ?? read();
    this.#known.set(name, known);
    return known as Promise<T>;
  }
}
