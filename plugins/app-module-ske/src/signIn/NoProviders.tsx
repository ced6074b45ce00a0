import { Alert } from '@backstage/ui';
import styles from './SignInPage.module.css';

/** Tells the administrator what is missing in the configuration. */
export function NoProviders({ unconfigured }: { unconfigured: string[] }) {
  return (
    <Alert
      role="alert"
      className={styles.alert}
      status="warning"
      icon
      title="No sign-in provider is configured."
      description={
        unconfigured.length > 0 ? (
          <>
            The configuration names {unconfigured.join(', ')}, but has nothing
            under{' '}
            {unconfigured.map((id, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <code>auth.providers.{id}</code>
              </span>
            ))}
            . Add it there, then restart the portal.
          </>
        ) : (
          <>
            Name one as the <code>oidcTokenProvider</code> of a cluster in{' '}
            <code>kubernetes.clusterLocatorMethods</code> or under{' '}
            <code>ske.auth.providers</code>, configure it under{' '}
            <code>auth.providers</code>, then restart the portal.
          </>
        )
      }
    />
  );
}
