import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiEyeLine, RiEyeOffLine } from '@remixicon/react';
import { useState } from 'react';
import { CopyButton } from '../../parts';
import { useWords } from '../../words';
import styles from './FieldTree.module.css';

/** A value that looks like a secret. It can be copied without being shown. */
export function SecretValue(props: { title: string; text: string }) {
  const { title, text } = props;
  const t = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <span className={styles.text}>
        {isShown ? (
          text
        ) : (
          <>
            <span aria-hidden="true">••••••••</span>
            <VisuallyHidden>{t('resource.hidden')}</VisuallyHidden>
          </>
        )}
      </span>
      <ButtonIcon
        size="small"
        variant="tertiary"
        aria-label={t(isShown ? 'resource.hide' : 'resource.reveal', { title })}
        icon={isShown ? <RiEyeOffLine /> : <RiEyeLine />}
        onPress={() => setShown(!isShown)}
      />
      <CopyButton text={text} what={t('resource.field', { title })} />
    </>
  );
}
