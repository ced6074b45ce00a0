import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useWords } from '../words';
import styles from './CopyButton.module.css';
import { useCopy } from './useCopy';

/** Copies a text. The accessible name of the button says what is copied. */
export function CopyButton(props: {
  text: string;
  /** What is copied, such as "the endpoint", for the accessible name of the button. Can be left out if the button is next to the text. */
  what?: string;
}) {
  const t = useWords();
  const { copied, copy } = useCopy();
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      className={styles.button}
      aria-label={
        props.what ? t('parts.copyWhat', { what: props.what }) : t('parts.copy')
      }
      icon={copied === props.text ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => copy(props.text)}
    />
  );
}
