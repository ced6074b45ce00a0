import { Alert } from '@backstage/ui';
import { describeSignInFailure } from './describeSignInFailure';
import styles from './SignInPage.module.css';

/** Shows why the sign-in failed and what to do. Screen readers announce it immediately. */
export function SignInFailureAlert(props: {
  error: Error;
  providerTitle: string;
}) {
  const { reason, remedy, detail } = describeSignInFailure(props);
  return (
    <Alert
      role="alert"
      className={styles.alert}
      status="danger"
      icon
      title={reason}
      description={
        <>
          <span className={styles.line}>{remedy}</span>
          {detail && <span className={styles.detail}>{detail}</span>}
        </>
      }
    />
  );
}
