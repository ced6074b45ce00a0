import { configApiRef, Progress, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Text } from '@backstage/ui';
import type { SignInProviders } from '../providers';
import { describeEndedSession } from './describeEndedSession';
import { describeSignInFailure } from './describeSignInFailure';
import { NoProviders } from './NoProviders';
import { ProviderCard } from './ProviderCard';
import { SignInFailureAlert } from './SignInFailureAlert';
import styles from './SignInPage.module.css';
import { useSignIn } from './useSignIn';

/** Shows one card for each provider. A click on its button opens the provider's window. */
export function SignInPage(props: SignInPageProps & SignInProviders) {
  const { providers, unconfigured, onSignInSuccess } = props;
  const appTitle =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  const { state, signIn } = useSignIn({ providers, onSignInSuccess });

  const titleOf = (providerId: string | undefined) =>
    providers.find(({ id }) => id === providerId)?.title ?? 'The provider';

  if (state.status === 'restoring') {
    return <Progress />;
  }
  return (
    <main className={styles.page}>
      <div className={styles.content}>
        <header className={styles.header}>
          <Text as="h1" variant="title-medium" weight="bold">
            {appTitle}
          </Text>
          {providers.length > 0 && (
            <Text as="p" variant="body-large" color="secondary">
              {providers.length === 1
                ? 'Sign in to continue.'
                : 'Choose how to sign in.'}
            </Text>
          )}
        </header>

        {state.status === 'failed' && (
          <SignInFailureAlert
            status="danger"
            failure={describeSignInFailure({
              error: state.error,
              providerTitle: titleOf(state.providerId),
            })}
          />
        )}
        {state.status === 'ended' && (
          <SignInFailureAlert
            status="warning"
            failure={describeEndedSession({
              error: state.error,
              providerTitle: titleOf(state.providerId),
            })}
          />
        )}

        {providers.length === 0 ? (
          <NoProviders unconfigured={unconfigured} />
        ) : (
          <ul className={styles.cards} aria-label="Sign-in providers">
            {providers.map(provider => (
              <li key={provider.id} className={styles.item}>
                <ProviderCard
                  provider={provider}
                  pending={
                    state.status === 'signing-in' &&
                    state.providerId === provider.id
                  }
                  disabled={
                    state.status === 'signing-in' &&
                    state.providerId !== provider.id
                  }
                  onSignIn={() => signIn(provider)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </main>
  );
}
