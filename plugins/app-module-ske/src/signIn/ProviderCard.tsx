import {
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import { ProviderIcon, type SignInProvider } from '../providers';
import styles from './SignInPage.module.css';

/** A provider and the button that opens its window. */
export function ProviderCard(props: {
  provider: SignInProvider;
  /** The provider's window is open. */
  pending: boolean;
  /** Another provider's window is open. */
  disabled: boolean;
  onSignIn: () => void;
}) {
  const { provider, pending, disabled, onSignIn } = props;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.heading}>
          <span className={styles.icon}>
            <ProviderIcon icon={provider.icon} />
          </span>
          <Text as="h2" variant="title-x-small" weight="bold">
            {provider.title}
          </Text>
        </div>
      </CardHeader>
      <CardBody>
        <Text as="p" variant="body-medium" color="secondary">
          {pending
            ? `Continue in the window of ${provider.title}.`
            : provider.message}
        </Text>
      </CardBody>
      <CardFooter>
        <Button
          className={styles.button}
          variant="primary"
          size="medium"
          isPending={pending}
          isDisabled={disabled}
          onPress={onSignIn}
          aria-label={`Sign in with ${provider.title}`}
        >
          Sign in
        </Button>
      </CardFooter>
    </Card>
  );
}
