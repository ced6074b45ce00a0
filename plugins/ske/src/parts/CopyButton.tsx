import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useWords } from '../words';
import { announce } from './announce';
import styles from './CopyButton.module.css';

const SECONDS_OF_SUCCESS = 2;

/** Copies a text. The accessible name of the button says what is copied. */
export function CopyButton(props: {
  text: string;
  /** For the name of the button, such as "the endpoint". It can be left out where the button is next to the text. */
  what?: string;
}) {
  const t = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) {
      return undefined;
    }
    const timer = setTimeout(
      () => setCopied(false),
      SECONDS_OF_SUCCESS * 1_000,
    );
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
      announce(t('parts.copied'));
    } catch {
      announce(t('parts.copyFailed'));
    }
  };
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      className={styles.button}
      aria-label={
        props.what ? t('parts.copyWhat', { what: props.what }) : t('parts.copy')
      }
      icon={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={copy}
    />
  );
}
