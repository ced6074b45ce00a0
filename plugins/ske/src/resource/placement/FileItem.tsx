import { Button, Text } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { CopyButton } from '../../parts';
import { useWords } from '../../words';
import type { WorkFile } from '../../dependents';
import styles from './PlacementTab.module.css';
import { useFileContent } from './useFileContent';

/** A file that a pipeline wrote, with its content when the user opens it. */
export function FileItem({ file }: { file: WorkFile }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={styles.file}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
        {file.path}
      </button>
      {isOpen && (
        <div id={id}>
          <Content file={file} />
        </div>
      )}
    </>
  );
}

function Content({ file }: { file: WorkFile }) {
  const t = useWords();
  const [isRevealed, setRevealed] = useState(false);
  const content = useFileContent(file.content, true);
  if (content.type === 'failed') {
    return <Text as="p">{t('placement.unreadable')}</Text>;
  }
  if (content.type !== 'decoded') {
    return (
      <Text as="p" color="secondary">
        {t('placement.decoding')}
      </Text>
    );
  }
  const text = isRevealed ? content.text : content.masked;
  return (
    <div className={styles.content}>
      <div className={styles.line}>
        {content.hidden > 0 && (
          <>
            <span className={styles.fact}>
              {t('placement.hidden', { count: content.hidden })}
            </span>
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setRevealed(!isRevealed)}
            >
              {t(isRevealed ? 'placement.hide' : 'placement.reveal')}
            </Button>
          </>
        )}
        <CopyButton text={text} what={file.path} />
      </div>
      <pre
        className={styles.text}
        // A long line scrolls, so users without a mouse must be able to focus it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={file.path}
      >
        {text}
      </pre>
      {content.isCut && (
        <Text as="p" variant="body-small" color="secondary">
          {t('placement.cut')}
        </Text>
      )}
    </div>
  );
}
