import { Alert } from '@backstage/ui';
import type { SignInFailure } from './describeSignInFailure';
import styles from './SignInPage.module.css';

/** Shows why the user is not signed in and what to do. Screen readers announce the text immediately. */
export function SignInFailureAlert(props: {
  failure: SignInFailure;
  /** `warning` for a session that ended, which is not an error. */
  status: 'danger' | 'warning';
}) {
  const { reason, remedy, detail } = props.failure;
  return (
    <Alert
      role="alert"
      className={styles.alert}
      status={props.status}
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
